"""The places where a text may be naming something: quotations, titles and words before a suffix that names things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from index.knowledge.sentences import Sentence

LONGEST_CONTEXT = 36
LONGEST_TAIL = 44


class Form(Enum):
    """How a name is marked in the text."""

    QUOTED = "quoted"
    TITLED = "titled"
    LOST_QUOTE = "lost_quote"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may be a name: their span in the sentence, how they are marked, and what stands around them.

    ``before`` and ``tail`` are the words of the same clause before and behind the group of coordinated names that the
    mention belongs to; ``group`` numbers those groups within a sentence.
    """

    sentence: Sentence
    start: int
    end: int
    form: Form
    before: str
    tail: str
    group: int

    @property
    def plain(self) -> str:
        """The name as the rules see it."""
        return self.sentence.plain[self.start : self.end]

    @property
    def name(self) -> str:
        """The name as the page spells it."""
        return self.sentence.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Span:
    """A name with the outer span of its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    form: Form


_MARK = re.compile("[“‘《]")
_QUOTATION = re.compile("“([^“”]{1,60})”|‘([^‘’]{1,60})’")
# A document's title that quotes a name is about the name; it is none itself.
_TITLE = re.compile("《([^《》“‘]{2,60})》|《([^《》“‘]{0,10}[“‘][^《》“”‘’]{1,10}[”’])》")
_MANGLED_DOT = re.compile(r"(?<=\w)[？?](?=\w)")
_CLAUSE = re.compile("[，。；：！？（）]")
_CLAUSE_END = re.compile("[，。；：！？（]")
# Between the members of a group: nothing, a comma of enumeration or a conjunction.
_JOINS = re.compile("[、，]?(?:和|与|及|以及|或|暨)?(?:[\u4e00-\u9fff]{2,8}(?:法院|法庭))?")


def marked(sentence: Sentence, lost: re.Pattern[str]) -> Iterator[Mention]:
    """The quotations and titles of a sentence and, by the pattern given, names whose closing mark is lost."""
    if not _MARK.search(sentence.plain):
        return
    spans = sorted(_spans(sentence.plain, lost), key=lambda span: (span.outer_start, -span.outer_end))
    for number, group in enumerate(_groups(sentence.plain, spans)):
        before = _before(sentence.plain, group[0].outer_start)
        tail = _tail(sentence.plain, group[-1].outer_end)
        for span in group:
            yield Mention(sentence, span.start, span.end, span.form, before, tail, number)


def bare(
    sentence: Sentence, suffix: re.Pattern[str], boundary: re.Pattern[str], taken: list[tuple[int, int]]
) -> Iterator[Mention]:
    """Words before a suffix that names things, as far to the left as nothing of grammar stands between."""
    plain = sentence.plain
    for number, match in enumerate(suffix.finditer(plain)):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        window = max(0, match.start() - 22)
        words = re.split("[^\\w+·]", readable(plain[window : match.end()])[: match.start() - window])[-1]
        start = match.start() - len(words)
        for limit in boundary.finditer(words):
            start = match.start() - len(words) + limit.end()
        if start < match.start():
            yield Mention(
                sentence, start, match.end(), Form.BARE, _before(plain, start), _tail(plain, match.end()), -1 - number
            )


def readable(name: str) -> str:
    """A name with the dots that a page has garbled into question marks."""
    return _MANGLED_DOT.sub("·", name)


def _spans(plain: str, lost: re.Pattern[str]) -> Iterator[_Span]:
    for match in _QUOTATION.finditer(plain):
        kind = 1 if match[1] is not None else 2
        yield _Span(*match.span(kind), *match.span(), Form.QUOTED)
    for match in _TITLE.finditer(plain):
        yield _Span(*match.span(match.lastindex or 0), *match.span(), Form.TITLED)
    for match in lost.finditer(plain):
        yield _Span(*match.span(1), *match.span(), Form.LOST_QUOTE)


def _groups(plain: str, spans: list[_Span]) -> Iterator[list[_Span]]:
    group: list[_Span] = []
    for span in spans:
        if group and not (
            span.outer_start >= group[-1].outer_end and _JOINS.fullmatch(plain, group[-1].outer_end, span.outer_start)
        ):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _before(plain: str, at: int) -> str:
    """The words of the clause before a place, with the colon that may announce what follows."""
    words = plain[max(0, at - LONGEST_CONTEXT) : at]
    return _CLAUSE.split(words.removesuffix("："))[-1] + "：" * words.endswith("：")


def _tail(plain: str, at: int) -> str:
    words = plain[at : at + LONGEST_TAIL]
    end = _CLAUSE_END.search(words)
    return words[: end.start()] if end else words
