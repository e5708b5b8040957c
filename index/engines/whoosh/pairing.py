"""Pairs of neighbouring characters in Whoosh: they tell how well a text answers, beside its words."""

from __future__ import annotations

import math
from typing import Any

from whoosh import matching, query, scoring

from index.engines.whoosh.exactgrams import documents_with, frequency
from index.engines.whoosh.segmentfile import arrays_of

LENGTHS_OF = "body"
K1 = 1.2
# That a pair is there at all says almost the same in a long text as in a short one.
B = 0.15


class PairText(query.Query):  # type: ignore[misc]
    """Matches the documents that have two characters side by side; how often they have them is no matter."""

    def __init__(self, text: str, boost: float = 1.0) -> None:
        self.text = text
        self.boost = boost

    def __repr__(self) -> str:
        return f"PairText({self.text!r})"

    def __hash__(self) -> int:
        return hash((self.text, self.boost))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PairText) and (self.text, self.boost) == (other.text, other.boost)

    def is_leaf(self) -> bool:
        """There is nothing below it."""
        return True

    def estimate_size(self, ixreader: Any) -> int:
        """As many as have it."""
        return frequency(ixreader, self.text)

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Its documents, scored."""
        reader = searcher.reader()
        every = documents_with(arrays_of(reader).exact, self.text).tolist()
        found = [docnum for docnum in every if not reader.is_deleted(docnum)]
        if not found:
            return matching.NullMatcher()
        scorer = _PresenceScorer(self.boost * _telling(searcher.get_parent(), self.text), searcher)
        return matching.ListMatcher(found, scorer=scorer)


class _PresenceScorer(scoring.BaseScorer):  # type: ignore[misc]
    """BM25 of a term that stands once in every text that has it."""

    def __init__(self, idf: float, searcher: Any) -> None:
        self._idf = idf
        self._length = searcher.reader().doc_field_length
        self._average = searcher.get_parent().avg_field_length(LENGTHS_OF) or 1.0

    def supports_block_quality(self) -> bool:
        """Every match is looked at."""
        return False

    def score(self, matcher: matching.Matcher) -> float:
        """Score the current match."""
        length: int = self._length(matcher.id(), LENGTHS_OF, 1)
        norm: float = K1 * (1 - B + B * length / self._average)
        return self._idf * (K1 + 1) / (1 + norm)


def _telling(searcher: Any, pair: str) -> float:
    """How telling a pair is by how many documents have it."""
    having = frequency(searcher.reader(), pair)
    return math.log(1 + (searcher.doc_count_all() - having + 0.5) / (having + 0.5))
