"""The sentences of an article with the exact place of each, as every fact is found in one and shown with it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.text.aligned import aligned

# A question mark between single characters stands for a dot that a page has garbled: 知？行？健.
_END = re.compile(r"(?:[。！…]|(?<!？\w)？(?!\w？))+[”’）》]*")
_BRACKETS = {"“": "”", "‘": "’", "（": "）", "《": "》"}
_BRACKET = re.compile("[“”‘’（）《》]")
LONGEST_BRACKET = 400
LONGEST_SENTENCE = 1000
DEEPEST_NESTING = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: the line it stands in (0 is the title, 1 the first paragraph), its span there, its own text and
    the same text aligned for the rules, character for character."""

    line: int
    start: int
    end: int
    text: str
    plain: str

    @property
    def is_title(self) -> bool:
        """Whether it stands in the title."""
        return self.line == 0


def sentences_of(lines: Iterable[str]) -> tuple[Sentence, ...]:
    """Cut lines, the title first, into sentences; no sentence ends inside quotation marks or brackets that close."""
    return tuple(sentence for number, line in enumerate(lines) for sentence in _cut(number, line))


def bracketed(plain: str) -> tuple[tuple[int, int], ...]:
    """The spans of the outermost quotations and brackets of an aligned line, marks included, in order.

    A mark without its counterpart opens nothing; neither does one whose counterpart is far away.
    """
    spans: list[tuple[int, int]] = []
    opened: deque[tuple[str, int]] = deque(maxlen=DEEPEST_NESTING)
    for match in _BRACKET.finditer(plain):
        mark, at = match.group(), match.start()
        if mark in _BRACKETS:
            opened.append((_BRACKETS[mark], at))
        elif any(closing == mark for closing, _ in opened):
            while opened[-1][0] != mark:
                opened.pop()
            start = opened.pop()[1]
            if at - start <= LONGEST_BRACKET:
                while spans and spans[-1][0] > start:
                    spans.pop()
                spans.append((start, at + 1))
    return tuple(spans)


def _cut(number: int, line: str) -> Iterator[Sentence]:
    plain = aligned(line)
    start = 0
    for end in _bounded((*_ends(plain), len(line)), plain):
        if line[start:end].strip():
            first = start + len(line[start:end]) - len(line[start:end].lstrip())
            last = start + len(line[start:end].rstrip())
            yield Sentence(number, first, last, line[first:last], plain[first:last])
        start = end


def _bounded(ends: tuple[int, ...], plain: str) -> Iterator[int]:
    """What runs on for longer than any sentence is cut at a mark, so that a fact's sentence can always be shown."""
    start = 0
    for end in ends:
        while end - start > LONGEST_SENTENCE:
            limit = start + LONGEST_SENTENCE
            start = max(plain.rfind(mark, start, limit) for mark in "；，、") + 1 or limit
            yield start
        yield end
        start = end


def _ends(plain: str) -> Iterator[int]:
    """Where sentences end: behind a full stop outside of brackets, or behind a quotation that closes with one."""
    spans = iter(bracketed(plain))
    span = next(spans, None)
    for match in _END.finditer(plain):
        stop = match.start()
        while span and span[1] <= stop:
            span = next(spans, None)
        is_outside = span is None or stop < span[0]
        if is_outside or (span and match.end() == span[1] and _is_speech(plain, span[0])):
            yield match.end()


def _is_speech(plain: str, at: int) -> bool:
    """Whether what is quoted from here is a sentence of its own, not words inside somebody's sentence."""
    return plain[at] == "“" and (at == 0 or plain[at - 1] in "。！？：…” ")
