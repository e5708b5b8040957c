"""Exact quotations in Whoosh: candidates by their rarest grams, proof in the normal text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import matching, query, scoring

from index.engines.whoosh.deadline import Deadline
from index.engines.whoosh.schema import EXACT, TEXT

CANDIDATE_GRAMS = 3
TITLE_WEIGHT = 5
SATURATION = 1.2
LONGEST_GRAM = 2


class ExactText(query.Query):  # type: ignore[misc]
    """Matches the documents whose title or a paragraph contains a normal string."""

    def __init__(self, needle: str, deadline: Deadline, boost: float = 1.0) -> None:
        self.needle = needle
        self.deadline = deadline
        self.boost = boost

    def __repr__(self) -> str:
        return f"ExactText({self.needle!r})"

    def __hash__(self) -> int:
        return hash((self.needle, self.boost))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ExactText) and (self.needle, self.boost) == (other.needle, other.boost)

    def is_leaf(self) -> bool:
        """There is nothing below it."""
        return True

    def estimate_size(self, ixreader: Any) -> int:
        """At most as many as have its rarest gram."""
        return int(min(ixreader.doc_frequency(EXACT, gram.encode()) for gram in self._grams()))

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Find the documents at once: candidates, then proof."""
        ids, weights = self._proven(searcher)
        if not ids:
            return matching.NullMatcher()
        rarest = min(self._grams(), key=lambda gram: searcher.get_parent().doc_frequency(EXACT, gram.encode()))
        scorer = OccurrenceScorer(self.boost * searcher.idf(EXACT, rarest.encode()))
        return matching.ListMatcher(ids, all_weights=None, weights=weights, scorer=scorer)

    def _proven(self, searcher: Any) -> tuple[list[int], list[float]]:
        reader = searcher.reader()
        candidates = self._candidates(reader)
        if len(self.needle) == 1 or not candidates:
            return candidates, [1.0] * len(candidates)
        found = list(self._occurrences(reader, candidates))
        return [docnum for docnum, _ in found], [weight for _, weight in found]

    def _candidates(self, reader: Any) -> list[int]:
        by_size = sorted(self._grams(), key=lambda gram: reader.doc_frequency(EXACT, gram.encode()))
        candidates: set[int] | None = None
        for gram in by_size[:CANDIDATE_GRAMS]:
            if (EXACT, gram.encode()) not in reader:
                return []
            with_gram = set(reader.postings(EXACT, gram.encode()).all_ids())
            candidates = with_gram if candidates is None else candidates & with_gram
        return sorted(candidates or ())

    def _occurrences(self, reader: Any, candidates: list[int]) -> Iterator[tuple[int, float]]:
        texts = reader.column_reader(TEXT)
        needle = self.needle.encode("utf-8", "surrogatepass")
        for docnum in candidates:
            if self.deadline.passed():
                return
            title, _, body = texts[docnum].partition(b"\n")
            weight = TITLE_WEIGHT * title.count(needle) + body.count(needle)
            if weight:
                yield docnum, float(weight)

    def _grams(self) -> list[str]:
        if len(self.needle) < LONGEST_GRAM:
            return [self.needle]
        return [self.needle[at : at + LONGEST_GRAM] for at in range(len(self.needle) - 1)]


class OccurrenceScorer(scoring.BaseScorer):  # type: ignore[misc]
    """Scores how often a quotation stands in a document, with diminishing returns as BM25 has them."""

    def __init__(self, idf: float) -> None:
        self._idf = idf

    def supports_block_quality(self) -> bool:
        """Every match is looked at."""
        return False

    def score(self, matcher: matching.Matcher) -> float:
        """Score the current match."""
        weight: float = matcher.weight()
        return self._idf * weight * (SATURATION + 1) / (weight + SATURATION)
