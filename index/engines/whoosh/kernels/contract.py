"""The kernels' contract: the few loops over arrays that a search spends its time in.

All document numbers are of one segment, except where it is said. What answers is a list of ascending documents, or a
mask with one byte, 0 or 1, for every document of the segment. What is written ``into`` or kept ``in place`` is at the
beginning of those arrays; the number returned says how many there are. All arrays are contiguous.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.layout import Bytes, Numbers, Shorts

Scores = NDArray[np.float32]
Ranks = NDArray[np.int32]
# For each of the 256 codes of a length what BM25F adds to a frequency below the line.
Norms = NDArray[np.float64]
# A list or a mask, a score beside each document, nought outside the mask, what these are multiplied by, and the outline
# of these two where one was made; without scores every document has that factor as its own.
Part = tuple[Shorts | Bytes, Scores | None, float, bytes | None]
# Where a word stands: its documents, how often in each, positions before every 64th of these, and the positions.
Occurrences = tuple[Shorts, Bytes | Numbers, Numbers, Shorts | Numbers]
# Parts, whether a document has to be in all of them or in any, the mask that it has to pass, if there is one, and, if
# words have to stand side by side in this order, where each of them stands. The scores of all parts are added.
Joined = tuple[tuple[Part, ...], bool, Bytes | None, tuple[Occurrences, ...] | None]


class Kernels(Protocol):
    """What every implementation offers; ``NAME`` is shown by ``tashan doctor``."""

    NAME: str

    def find(self, content: Bytes, starts: Numbers, term: bytes, /) -> int:
        """The number of a term among terms that ascend, or -1; each starts in their content where it is said."""

    def score(  # noqa: PLR0913
        self,
        docs: Shorts,
        freqs: Bytes | Numbers,
        lengths: Bytes,
        norms: Norms,
        gain: float,
        boost: float,
        mask: Bytes | None,
        scores: Scores,
        /,
    ) -> None:
        """Write BM25F's score of a term, ``gain * w / (w + norm)``, for each document that has it.

        w is its frequency times ``boost``, the norm is that of the code of the document's length. With a mask, which is
        all 0, the documents are put into it, and the scores at their places, without one side by side.
        """

    def outline(self, having: Shorts | Bytes, scores: Scores, count: int, /) -> bytes | None:
        """What a part of a segment of so many documents can be looked through by, kept for many questions.

        Its form is this implementation's own; None where it has no use for one.
        """

    def gather(self, joined: Joined, into: Shorts, into_scores: Scores, /) -> int:
        """Write the documents of what is joined as a list.

        There has to be room for what it may be: of all parts as much as the shortest list, of any all together.
        """

    def spread(self, joined: Joined, mask: Bytes, scores: Scores | None, /) -> None:
        """Write what is joined as a mask of all documents of the segment, with their scores where these are wanted."""

    def listed(self, mask: Bytes, into: Shorts, /) -> int:
        """Write the documents of a mask as a list; there has to be room for as many as the mask is long."""

    def best(  # noqa: PLR0913
        self,
        found: tuple[tuple[int, Joined], ...],
        ranks: Ranks,
        by_rank: bool,
        most: int,
        factors: Scores | None,
        limit: float,
        /,
    ) -> tuple[int, list[int], list[float]]:
        """How many documents of all segments answer, so many of the best, best first, and their scores.

        Beside what is joined in a segment stands the number of its first document in the whole index, by which
        documents are given here and have their ``ranks``, no two alike. The best have the highest scores, and of equal
        ones the lowest rank; ``by_rank`` the rank alone decides. Where documents have ``factors``, none of them below 0
        or above the limit, their scores, none of them below 0, are multiplied by these before.
        """

    def tally(self, docs: Shorts, codes: Shorts | Numbers, counts: Numbers, /) -> None:
        """Count the codes of documents, of which each has one."""

    def tally_several(self, docs: Shorts, starts: Numbers, codes: Shorts | Numbers, counts: Numbers, /) -> None:
        """Count the codes of documents that have any number of them."""

    def tally_listed(self, mask: Bytes, starts: Numbers, docs: Shorts, counts: Numbers, /) -> None:
        """Count how many documents of each of some lists are in a mask."""

    def tally_weighed(self, weights: Numbers, starts: Numbers, codes: Numbers, counts: Numbers, /) -> None:
        """Count the codes of things that have any number of them, those of each as often as it weighs."""

    def commonest(self, counts: Numbers, most: int, values: tuple[str, ...], /) -> list[tuple[str, int]]:
        """So many of the values with the highest counts, but not 0: the highest first, of equal ones the first."""

    def pack(self, numbers: Numbers, sizes: Numbers, spares: Numbers, most: int, into: Bytes, /) -> None:
        """Write lists of so many ascending numbers below ``most`` each, as ``eliasfano.py`` tells.

        ``into`` is nought, and has SPARE_BYTES more than ``bytes_of`` the lists.
        """

    def unpack(self, packed: Bytes, starts: Numbers, most: int, into: Numbers, /) -> None:
        """Write the numbers of neighbouring lists, which start at these bytes; where the last one ends is told, too."""

    def documents(self, stretches: Numbers, docs: Shorts, into: Shorts, /) -> int:
        """Write the documents of ascending stretches, each once; ``docs`` are those of all stretches.

        There has to be room for as many documents as stretches are given.
        """

    def narrow(self, numbers: Numbers, others: Numbers, first: int, last: int, /) -> int:
        """Keep in place those ascending numbers n for which there is one of the others from n + first to n + last."""

    def places(  # noqa: PLR0913
        self,
        text: Shorts,
        starts: Numbers,
        stretches: Numbers,
        docs: Shorts,
        needle: Shorts,
        place: int,
        is_counted: bool,
        into: Numbers,
        /,
    ) -> None:
        """Write how often a string of UTF-16 code units stands so that its unit of some place is in each stretch.

        Stretches ascend; number n starts at ``starts[n]`` and ends where the next one starts, and ``docs`` are those of
        these stretches. Places do not overlap: the first one counts. Where they are not counted, the first stretch of a
        document that has one gets 1 and its others 0.
        """
