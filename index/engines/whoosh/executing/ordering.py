"""Ordering: by score, date or density; those alike the newest first, then by URL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.engine import DATE, DENSITY, RELEVANCE, Grouping
from index.engines.whoosh.executing.columnfilters import PUBLISHED
from index.engines.whoosh.executing.factors import HIGHEST
from index.engines.whoosh.executing.matches import Answer, joined
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import MISSING, Codes, WholeColumn, number_of
from index.engines.whoosh.kernels.contract import Kernels, Ranks, Scores
from index.engines.whoosh.segments.layout import Numbers

_NO_DATE = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Order:
    """What the documents of an index are sorted by; ``urls`` are bytes.

    ``ranks`` are, for each of SORTS, the places of all documents: for relevance of those that score alike.
    """

    urls: NDArray[Any]
    url_codes: Codes
    times: Codes
    ranks: Mapping[str, Ranks]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> Order:
        """Sort all documents by time, those without one last, then by URL."""
        urls, published = WholeColumn.of("url", segments), WholeColumn.of(PUBLISHED, segments)
        url_codes, times = urls.codes(segments), published.codes(segments)
        density = [s.arrays.numbers.get(DENSITY, np.zeros(s.count, np.float32)) for s in segments]
        dense = np.concatenate([np.zeros(0, np.float32), *density])
        by_date = _places(np.lexsort((url_codes, -times)))
        by_density = _places(np.lexsort((by_date, -dense)))
        return cls(urls.terms, url_codes, times, {RELEVANCE: by_date, DATE: by_date, DENSITY: by_density})

    def originals(self, grouping: Grouping) -> NDArray[np.bool_]:
        """For every document whether it is the original of its story."""
        is_original = np.zeros(len(self.urls) + 1, np.bool_)
        for url in grouping.originals:
            if (at := number_of(url, self.urls)) != MISSING:
                is_original[at] = True
        return is_original[self.url_codes]

    def nearness_to_the_origin(self, is_original: NDArray[np.bool_]) -> Ranks:
        """The place of every document when originals come first, then the oldest; one without a date is no old one."""
        oldest = np.where(self.times == MISSING, _NO_DATE, self.times)
        return _places(np.lexsort((self.url_codes, oldest, ~is_original)))

    def url(self, doc: int) -> str:
        """The URL of a document of the index."""
        return bytes(self.urls[int(self.url_codes[doc])]).decode()

    def best(  # noqa: PLR0913
        self,
        found: Iterable[tuple[Segment, Answer]],
        most: int,
        kernels: Kernels,
        sort: str,
        factors: Scores | None = None,
    ) -> tuple[int, list[int], list[float]]:
        """How many documents were found in the segments, the first so many by their numbers, and their scores.

        Those of all documents are multiplied by ``factors`` where there are any.
        """
        asked = tuple([(segment.first, joined(answer)) for segment, answer in found])
        return kernels.best(asked, self.ranks[sort], sort != RELEVANCE, most, factors, HIGHEST)

    def sorted(self, docs: Numbers, scores: Scores, sort: str) -> NDArray[np.intp]:
        """In which order some documents of the index with their scores stand."""
        ranks = self.ranks[sort][docs]
        return np.lexsort((ranks, -scores) if sort == RELEVANCE else (ranks,))


def _places(order: NDArray[np.intp]) -> Ranks:
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places
