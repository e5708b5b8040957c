"""The kernels' contract: the few loops over arrays that a search spends its time in.

All document numbers are of one segment. A list is ``docs`` (ascending) with ``scores`` or ``gains`` beside it; a spread
is a ``mask`` with one byte, 0 or 1, for every document of the segment, and its scores, nought outside the mask. Gains
are multiplied by ``factor`` before they are added. What is written ``into`` or kept ``in place`` is at the beginning of
those arrays; the number returned says how many there are. All arrays are contiguous.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.layout import Bytes, Numbers, Offsets, Shorts

Scores = NDArray[np.float32]
Ranks = NDArray[np.int32]
# Where a word stands: its documents, how often in each, positions before every 64th of these, and the positions.
Occurrences = tuple[Shorts, Bytes | Numbers, Numbers, Shorts | Numbers]


class Kernels(Protocol):
    """What every implementation offers; ``NAME`` is shown by ``tashan doctor``."""

    NAME: str

    def meet(self, docs: Shorts, scores: Scores, others: Shorts, gains: Scores, factor: float, /) -> int:
        """Keep in place the documents that another list has, too, and add its gains."""

    def common(self, docs: Shorts, others: Shorts, /) -> int:
        """Keep in place the documents that another list has, too."""

    def meet_spread(self, docs: Shorts, scores: Scores, mask: Bytes, gains: Scores, factor: float, /) -> int:
        """Keep in place the documents that a spread has, too, and add its gains."""

    def sift(self, docs: Shorts, scores: Scores, mask: Bytes, into: Shorts, into_scores: Scores, /) -> int:
        """Write those documents of a list that are in a mask; ``into`` may be the list itself."""

    def join(  # noqa: PLR0913
        self,
        docs: Shorts,
        scores: Scores,
        others: Shorts,
        gains: Scores,
        factor: float,
        into: Shorts,
        into_scores: Scores,
        /,
    ) -> int:
        """Write the documents of either of two lists, scores and gains added."""

    def pour(self, mask: Bytes, scores: Scores, docs: Shorts, gains: Scores, factor: float, /) -> None:
        """Add a list to a spread in place."""

    def blend(self, mask: Bytes, scores: Scores, others: Bytes, gains: Scores, factor: float, /) -> None:
        """Add a spread to a spread in place."""

    def draw(self, mask: Bytes, scores: Scores, factor: float, into: Shorts, into_scores: Scores, /) -> int:
        """Write the documents of a mask as a list with their scores, each multiplied by the factor."""

    def best(self, docs: Shorts, scores: Scores, ranks: Ranks, most: int, into: Shorts, into_scores: Scores, /) -> int:
        """Write the documents of a list with the highest scores, best first, and of equal ones the lowest rank.

        ``ranks`` are of all documents of the segment, no two alike.
        """

    def best_spread(
        self, mask: Bytes, scores: Scores, ranks: Ranks, most: int, into: Shorts, into_scores: Scores, /
    ) -> int:
        """Write the documents of a mask with the highest scores, as ``best`` does; other scores may be anything."""

    def tally(self, docs: Shorts, codes: Shorts | Numbers, counts: Numbers, /) -> None:
        """Count the codes of documents, of which each has one."""

    def tally_spread(self, mask: Bytes, codes: Shorts | Numbers, counts: Numbers, /) -> None:
        """Count the codes of the documents in a mask, of which each has one."""

    def tally_several(self, docs: Shorts, starts: Numbers, codes: Shorts | Numbers, counts: Numbers, /) -> None:
        """Count the codes of documents that have any number of them."""

    def adjacent(self, docs: Shorts, scores: Scores, words: Sequence[Occurrences], /) -> int:
        """Keep in place the documents in which the words stand side by side in this order; each has all of them."""

    def occurrences(  # noqa: PLR0913
        self,
        text: Shorts,
        starts: Offsets,
        docs: Shorts,
        needle: Shorts,
        title_weight: float,
        body_weight: float,
        into_scores: Scores,
        /,
    ) -> None:
        """Write how often a string of UTF-16 code units stands in each document's title and body, weighed.

        The title of a text ends with its first END_OF_LINE. Places do not overlap: the first one counts.
        """
