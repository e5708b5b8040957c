"""Ordering: by score, date or density; those alike the newest first, then by URL."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.engines.engine import DATE, DENSITY, Grouping
from index.engines.whoosh.executing.columnfilters import PUBLISHED
from index.engines.whoosh.executing.matches import Flat, Listed, Matches
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import MISSING, Codes, WholeColumn
from index.engines.whoosh.kernels.contract import Kernels, Ranks, Scores

Docs = NDArray[np.int64]
_NO_DOCS, _NO_SCORES = np.zeros(0, np.int64), np.zeros(0, np.float32)
_NO_DATE = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Order:
    """What the documents of an index are sorted by: ``keys``, for SORTS but relevance, are higher for what is first."""

    urls: tuple[str, ...]
    url_codes: Codes
    times: Codes
    ranks: Ranks
    keys: Mapping[str, Scores]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> Order:
        """Sort all documents by time, those without one last, then by URL."""
        urls, published = WholeColumn.of("url", segments), WholeColumn.of(PUBLISHED, segments)
        url_codes, times = urls.codes(segments), published.codes(segments)
        ranks = _places(np.lexsort((url_codes, -times)))
        density = [s.arrays.numbers.get(DENSITY, np.zeros(s.count, np.float32)) for s in segments]
        keys = {DATE: -ranks.astype(np.float32), DENSITY: np.concatenate([_NO_SCORES, *density])}
        return cls(urls.values, url_codes, times, ranks, keys)

    def originals(self, grouping: Grouping) -> NDArray[np.bool_]:
        """For every document whether it is the original of its story."""
        is_original = np.zeros(len(self.urls) + 1, np.bool_)
        for url in grouping.originals:
            at = bisect_left(self.urls, url)
            if at < len(self.urls) and self.urls[at] == url:
                is_original[at] = True
        return is_original[self.url_codes]

    def nearness_to_the_origin(self, is_original: NDArray[np.bool_]) -> Ranks:
        """The place of every document when originals come first, then the oldest; one without a date is no old one."""
        oldest = np.where(self.times == MISSING, _NO_DATE, self.times)
        return _places(np.lexsort((self.url_codes, oldest, ~is_original)))

    def url(self, doc: int) -> str:
        """The URL of a document of the index."""
        return self.urls[int(self.url_codes[doc])]

    def best(self, segment: Segment, matches: Matches, most: int, kernels: Kernels, sort: str) -> tuple[Docs, Scores]:
        """The first so many matches of a segment, by their numbers in the index, and what they are sorted by."""
        own = slice(segment.first, segment.first + segment.count)
        key, ranks = self.keys.get(sort), self.ranks[own]
        size = min(most, segment.count)
        into, into_scores = np.empty(size, np.uint16), np.empty(size, np.float32)
        if isinstance(matches, Listed):
            scores = scores_of(matches) if key is None else key[own][matches.docs]
            found = kernels.best(matches.docs, scores, ranks, size, into, into_scores)
        else:
            scores = scores_of(matches) if key is None else key[own]
            found = kernels.best_spread(matches.mask, scores, ranks, size, into, into_scores)
        return into[:found].astype(np.int64) + segment.first, into_scores[:found]

    def merged(self, lists: Sequence[tuple[Docs, Scores]], most: int) -> tuple[Docs, Scores, NDArray[np.intp]]:
        """The first so many documents of several lists, what they are sorted by, and where each stands in a row."""
        some = [each for each in lists if len(each[0])]
        docs = np.concatenate([docs for docs, _ in some]) if some else _NO_DOCS
        scores = np.concatenate([scores for _, scores in some]) if some else _NO_SCORES
        order = np.lexsort((self.ranks[docs], -scores))[:most]
        return docs[order], scores[order], order


def scores_of(matches: Matches) -> Scores:
    """The scores of a list, or of all documents of the segment."""
    if isinstance(matches, Flat):
        return np.full(len(matches.mask), matches.score, np.float32)
    return matches.scores if matches.factor == 1 else matches.scores * np.float32(matches.factor)


def score_of(matches: Matches, doc: int) -> float:
    """The score of one document of the segment, which matches."""
    if isinstance(matches, Flat):
        return matches.score
    at = int(matches.docs.searchsorted(np.uint16(doc))) if isinstance(matches, Listed) else doc
    return float(matches.scores[at]) * matches.factor


def _places(order: NDArray[np.intp]) -> Ranks:
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places
