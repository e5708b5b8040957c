"""What a hit shows: the passages that answer, with marks around exactly what matched."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.query import Leaf, Near, Prefix, Quotation, Word
from index.text.analyzer import Analyzer, Token
from index.text.normal import normalise, normalise_with_origins
from index.text.proximity import Span, near_spans, starts_of

SNIPPET_LENGTH = 140
LEAD_LENGTH = 40
_ESCAPED = re.compile("[&<>\"']")


@dataclass(frozen=True, slots=True)
class Marker:
    """Finds in a text the words, quotations, beginnings of words and near strings of one query.

    ``strings`` are all of these: a text whose normal form has none of them has nothing to find.
    """

    analyzer: Analyzer
    words: frozenset[str]
    quotations: tuple[str, ...]
    prefixes: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    _asked: tuple[str, ...] = field(init=False, compare=False, repr=False)
    strings: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        near = (part for each in self.near for part in each.parts)
        object.__setattr__(self, "_asked", (*self.words, *self.prefixes))
        object.__setattr__(self, "strings", (*self._asked, *self.quotations, *near))

    @classmethod
    def of(cls, leaves: Iterable[Leaf], analyzer: Analyzer) -> Marker:
        """Make a marker for the leaves of a query."""
        found = list(leaves)
        quoted = sorted({leaf.text for leaf in found if isinstance(leaf, Quotation)})
        # A lone character beside other words finds its article; marking it everywhere would only be noise.
        longer = [text for text in quoted if len(text) > 1] or quoted
        return cls(
            analyzer,
            words=frozenset(leaf.text for leaf in found if isinstance(leaf, Word)),
            quotations=tuple(longer),
            prefixes=tuple(sorted({leaf.text for leaf in found if isinstance(leaf, Prefix)})),
            near=tuple(dict.fromkeys(leaf for leaf in found if isinstance(leaf, Near))),
        )

    def spans(self, text: str, normal: str | None = None, *, over: int = 0) -> list[Span]:
        """The spans of a text that match, in order and apart from each other; none where they cannot be more than that.

        ``normal`` is a text that has its normal form in it, where one is at hand.
        """
        normal = normalise(text) if normal is None else normal
        if self.most(normal) <= over:
            return []
        found = [*self._word_spans(text, normal)] if self._asked else []
        if self.quotations or self.near:
            found += self._written_spans(text, normal)
        return _joined(sorted(found))

    def most(self, normal: str) -> int:
        """How many spans a text can have at most, by its normal form: to look for strings costs less than to cut."""
        return sum(map(normal.count, self.strings))

    def _word_spans(self, text: str, holding: str) -> Iterable[Span]:
        for token in self.analyzer.tokens(text, self._asked, holding):
            if self._asks(token.text):
                yield token.start, token.end
            else:
                yield from self._subword_spans(text, token)

    def _asks(self, word: str) -> bool:
        return word in self.words or word.startswith(self.prefixes)

    def _subword_spans(self, text: str, token: Token) -> Iterable[Span]:
        """Inside a compound only the part that was asked for is marked."""
        asked = [word for word in token.subwords if self._asks(word)]
        if not asked:
            return
        normal = normalise_with_origins(text[token.start : token.end])
        for word in asked:
            at = normal.text.find(word)
            first, last = normal.span(at, at + len(word))
            yield token.start + first, token.start + last

    def _written_spans(self, text: str, holding: str) -> Iterable[Span]:
        """Where quotations and near strings stand, in the normal form of the text."""
        normal = normalise_with_origins(text, holding)
        for quotation in self.quotations:
            for at in starts_of(quotation, normal.text):
                yield normal.span(at, at + len(quotation))
        for near in self.near:
            for start, end in near_spans(normal.text, near.parts, near.distance):
                yield normal.span(start, end)


def marked(text: str, spans: Sequence[Span]) -> str:
    """Escape a text for HTML and put ``<mark>`` around its spans."""
    # Most texts have nothing to escape.
    escape = html.escape if _ESCAPED.search(text) else str
    pieces: list[str] = []
    offset = 0
    for start, end in spans:
        pieces += [escape(text[offset:start]), "<mark>", escape(text[start:end]), "</mark>"]
        offset = end
    return "".join([*pieces, escape(text[offset:])])


def excerpt(text: str, spans: Sequence[Span], length: int = SNIPPET_LENGTH) -> str:
    """Cut the part of one paragraph with the most matches, marked; an ellipsis stands where text is left out."""
    start = _best_start(text, spans, length)
    end = min(len(text), start + length)
    inside = [(max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and e > start]
    body = marked(text[start:end], inside)
    return f"{'…' if start else ''}{body}{'…' if end < len(text) else ''}"


def _best_start(text: str, spans: Sequence[Span], length: int) -> int:
    if len(text) <= length or not spans:
        return 0
    starts = [max(0, min(start - LEAD_LENGTH, len(text) - length)) for start, _ in spans]
    return max(starts, key=lambda at: (sum(at <= s and e <= at + length for s, e in spans), -at))


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
