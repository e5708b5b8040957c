"""Exact quotations and proximity in Whoosh: candidates by their rarest grams, proof in the normal text."""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from typing import Any

from whoosh import matching, query, scoring

from index.engines.whoosh.deadline import Deadline
from index.engines.whoosh.exactgrams import documents_with, frequency
from index.engines.whoosh.segmentfile import arrays_of
from index.query import Near
from index.text.proximity import near_spans

CANDIDATE_GRAMS = 3
TITLE_WEIGHT = 5
SATURATION = 1.2
LONGEST_GRAM = 2


class Proven(query.Query):  # type: ignore[misc]
    """Matches by proof in the normal text: candidates have the grams of all needles, then their text is looked at."""

    def __init__(self, needles: tuple[str, ...], deadline: Deadline, boost: float = 1.0) -> None:
        self.needles = needles
        self.deadline = deadline
        self.boost = boost

    def is_leaf(self) -> bool:
        """There is nothing below it."""
        return True

    def estimate_size(self, ixreader: Any) -> int:
        """At most as many as have its rarest gram."""
        return min(frequency(ixreader, gram) for gram in self._grams())

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Find the documents at once: candidates, then proof."""
        ids, weights = self._proven(searcher)
        if not ids:
            return matching.NullMatcher()
        parent = searcher.get_parent().reader()
        rarest = min(frequency(parent, gram) for gram in self._grams())
        scorer = OccurrenceScorer(self.boost * (log(parent.doc_count_all() / (rarest + 1)) + 1))
        return matching.ListMatcher(ids, all_weights=None, weights=weights, scorer=scorer)

    def weight(self, title: bytes, body: bytes) -> float:
        """How much a document's normal title and body speak for it; nought where it does not match."""
        raise NotImplementedError

    def _proven(self, searcher: Any) -> tuple[list[int], list[float]]:
        reader = searcher.reader()
        found = list(self._occurrences(reader, self._candidates(reader)))
        return [docnum for docnum, _ in found], [weight for _, weight in found]

    def _candidates(self, reader: Any) -> list[int]:
        exact = arrays_of(reader).exact
        rarest = sorted((documents_with(exact, gram) for gram in self._grams()), key=len)[:CANDIDATE_GRAMS]
        candidates = set.intersection(*(set(documents.tolist()) for documents in rarest))
        return sorted(docnum for docnum in candidates if not reader.is_deleted(docnum))

    def _occurrences(self, reader: Any, candidates: list[int]) -> Iterator[tuple[int, float]]:
        exact = arrays_of(reader).exact
        for docnum in candidates:
            if self.deadline.passed():
                return
            units = exact.text[exact.text_starts[docnum] : exact.text_starts[docnum + 1]]
            text = units.tobytes().decode("utf-16-le", "surrogatepass")
            title, _, body = text.encode("utf-8", "surrogatepass").partition(b"\n")
            weight = self.weight(title, body)
            if weight:
                yield docnum, weight

    def _grams(self) -> list[str]:
        return [gram for needle in self.needles for gram in _grams_of(needle)]


class ExactText(Proven):
    """Matches the documents whose title or a paragraph contains a normal string, or whose title alone does."""

    def __init__(self, needle: str, deadline: Deadline, boost: float = 1.0, *, in_title: bool = False) -> None:
        super().__init__((needle,), deadline, boost)
        self.needle = needle
        self.in_title = in_title
        self._encoded = needle.encode("utf-8", "surrogatepass")

    def __repr__(self) -> str:
        return f"ExactText({self.needle!r})"

    def __hash__(self) -> int:
        return hash((self.needle, self.boost, self.in_title))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ExactText):
            return False
        return (self.needle, self.boost, self.in_title) == (other.needle, other.boost, other.in_title)

    def weight(self, title: bytes, body: bytes) -> float:
        """Count the occurrences, those in the title more."""
        in_body = 0 if self.in_title else body.count(self._encoded)
        return float(TITLE_WEIGHT * title.count(self._encoded) + in_body)

    def _proven(self, searcher: Any) -> tuple[list[int], list[float]]:
        """A lone character is proven by its gram."""
        if len(self.needle) > 1 or self.in_title:
            return super()._proven(searcher)
        candidates = self._candidates(searcher.reader())
        return candidates, [1.0] * len(candidates)


class NearTexts(Proven):
    """Matches the documents in whose title or in one of whose paragraphs all needles stand near each other."""

    def __init__(self, near: Near, deadline: Deadline) -> None:
        super().__init__(near.parts, deadline)
        self.near = near

    def __repr__(self) -> str:
        return f"NearTexts({self.near!r})"

    def __hash__(self) -> int:
        return hash(self.near)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NearTexts) and self.near == other.near

    def weight(self, title: bytes, body: bytes) -> float:
        """Count the places that stand near the others, those in the title more, for each needle."""
        in_body = 0 if self.near.in_title else sum(map(self._places, body.split(b"\n")))
        return (TITLE_WEIGHT * self._places(title) + in_body) / len(self.needles)

    def _places(self, line: bytes) -> int:
        return len(near_spans(line.decode("utf-8", "surrogatepass"), self.needles, self.near.distance))


def _grams_of(needle: str) -> list[str]:
    if len(needle) < LONGEST_GRAM:
        return [needle]
    return [needle[at : at + LONGEST_GRAM] for at in range(len(needle) - 1)]


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
