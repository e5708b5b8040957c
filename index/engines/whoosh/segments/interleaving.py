"""Interleaving: the document lists of several segments, by term or by gram, as those of one.

Some terms at a time, so that what is in memory does not grow with the segments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.inverting import offsets
from index.engines.whoosh.segments.layout import Offsets, Shorts

_POSTINGS_AT_A_TIME = 1_000_000
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lists:
    """The document lists of one segment: where each starts, and what every document becomes; -1 is nothing."""

    starts: Offsets
    docs: Shorts
    becomes: Indices

    @property
    def kept(self) -> Indices:
        """The numbers of the lists of which a document stays; none of the lists is empty."""
        if self.becomes.min(initial=0) >= 0:
            return np.arange(len(self.starts) - 1)
        return np.flatnonzero(np.logical_or.reduceat((self.becomes >= 0)[self.docs], self.starts[:-1]))


@dataclass(frozen=True, slots=True)
class Taken:
    """What a piece takes of a segment: from which list on, which postings, and those among them that stay."""

    first: int
    at: slice
    stays: Indices


@dataclass(frozen=True, slots=True)
class Piece:
    """Some new lists: how long each is, and their documents.

    ``order`` puts what stays of what was ``taken``, segment after segment, into the order of the new lists.
    """

    counts: Indices
    docs: Shorts
    taken: Sequence[Taken]
    order: Indices


def pieces(
    segments: Sequence[Lists], kept: Sequence[Indices], numbers: Sequence[Indices], most: int
) -> Iterator[Piece]:
    """Join the lists of some segments; ``numbers`` are the new ones, below ``most``, of those that are kept."""
    sizes = np.zeros(most, np.int64)
    for lists, own, new in zip(segments, kept, numbers, strict=True):
        sizes[new] += lists.starts[own + 1] - lists.starts[own]
    ends = np.cumsum(sizes)
    steps = np.arange(0, int(ends[-1]) if most else 0, _POSTINGS_AT_A_TIME)
    cuts = np.unique(np.append(np.searchsorted(ends, steps, side="right"), most))
    for first, last in pairwise(cuts.tolist()):
        spans = [slice(*np.searchsorted(new, (first, last)).tolist()) for new in numbers]
        yield _piece(
            segments,
            [own[span] for own, span in zip(kept, spans, strict=True)],
            [new[span] - first for new, span in zip(numbers, spans, strict=True)],
            last - first,
        )


def ranges(starts: NDArray[Any], counts: NDArray[Any]) -> Indices:
    """The numbers from each start on, so many as counted, one range after another."""
    before = offsets(counts)
    return np.repeat(starts - before[:-1], counts) + np.arange(before[-1])


def _piece(segments: Sequence[Lists], kept: Sequence[Indices], numbers: Sequence[Indices], count: int) -> Piece:
    taken, docs, starts, sizes = [], [], [], []
    base = 0
    for lists, own in zip(segments, kept, strict=True):
        first_list = int(own[0]) if len(own) else 0
        at = slice(int(lists.starts[first_list]), int(lists.starts[own[-1] + 1]) if len(own) else 0)
        becomes = lists.becomes[lists.docs[at]]
        stays = np.flatnonzero(becomes >= 0)
        first, last = (np.searchsorted(stays, lists.starts[own + more] - at.start) for more in (0, 1))
        taken.append(Taken(first_list, at, stays))
        docs.append(becomes[stays].astype(np.uint16))
        starts.append(base + first)
        sizes.append(last - first)
        base += len(stays)
    new = np.concatenate(numbers)
    by_number = np.argsort(new, kind="stable")
    size = np.concatenate(sizes)
    order = ranges(np.concatenate(starts)[by_number], size[by_number])
    counts = np.bincount(new, size, minlength=count).astype(np.int64)
    return Piece(counts, np.concatenate(docs)[order], taken, order)
