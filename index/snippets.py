"""What a hit shows: the passages that answer, with marks around exactly what matched."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.query import Quotation, Word
from index.text.analyzer import Analyzer, Token
from index.text.normal import normalise, normalise_with_origins

SNIPPET_LENGTH = 140
LEAD_LENGTH = 40

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marker:
    """Finds in a text the words and quotations of one query."""

    analyzer: Analyzer
    words: frozenset[str]
    quotations: tuple[str, ...]

    @classmethod
    def of(cls, leaves: Iterable[Word | Quotation], analyzer: Analyzer) -> Marker:
        """Make a marker for the leaves of a query."""
        found = list(leaves)
        quoted = sorted({leaf.text for leaf in found if isinstance(leaf, Quotation)})
        # A lone character beside other words finds its article; marking it everywhere would only be noise.
        longer = [text for text in quoted if len(text) > 1] or quoted
        return cls(analyzer, frozenset(leaf.text for leaf in found if isinstance(leaf, Word)), tuple(longer))

    def spans(self, text: str) -> list[Span]:
        """The spans of a text that match, in order and apart from each other."""
        return _joined(sorted([*self._word_spans(text), *self._quotation_spans(text)]))

    def _word_spans(self, text: str) -> Iterable[Span]:
        if not self._may_have_words(text):
            return
        for token in self.analyzer.tokens(text):
            if token.text in self.words:
                yield token.start, token.end
            else:
                yield from self._subword_spans(text, token)

    def _may_have_words(self, text: str) -> bool:
        """Looking costs far less than cutting, and most paragraphs of a long article have none of the words."""
        normal = normalise(text) if self.words else ""
        return any(word in normal for word in self.words)

    def _subword_spans(self, text: str, token: Token) -> Iterable[Span]:
        """Inside a compound only the part that was asked for is marked."""
        asked = self.words.intersection(token.subwords)
        if not asked:
            return
        normal = normalise_with_origins(text[token.start : token.end])
        for word in asked:
            at = normal.text.find(word)
            first, last = normal.span(at, at + len(word))
            yield token.start + first, token.start + last

    def _quotation_spans(self, text: str) -> Iterable[Span]:
        if not self.quotations:
            return
        normal = normalise_with_origins(text)
        for quotation in self.quotations:
            at = normal.text.find(quotation)
            while at >= 0:
                yield normal.span(at, at + len(quotation))
                at = normal.text.find(quotation, at + len(quotation))


def marked(text: str, spans: Sequence[Span]) -> str:
    """Escape a text for HTML and put ``<mark>`` around its spans."""
    pieces: list[str] = []
    offset = 0
    for start, end in spans:
        pieces += [html.escape(text[offset:start]), "<mark>", html.escape(text[start:end]), "</mark>"]
        offset = end
    return "".join([*pieces, html.escape(text[offset:])])


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
