"""Interleaving: the document lists of several segments, by term or by gram, as those of one.

Some terms at a time, so that what is in memory does not grow with the segments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.inverting import offsets
from index.engines.whoosh.segments.layout import Numbers, Offsets, Shorts

_POSTINGS_AT_A_TIME = 1_000_000
Indices = NDArray[np.int64]


class Postings(Protocol):
    """The numbers of all lists of a segment, one list after another, of which whole lists are taken."""

    def __getitem__(self, at: slice, /) -> Shorts | Numbers: ...


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one segment: where each starts, and what every document becomes; -1 is nothing.

    What has lists of something else than documents is interleaved in the same way.
    """

    starts: Offsets
    docs: Postings
    becomes: Indices

    @property
    def kept(self) -> Indices:
        """The numbers of the lists of which a document stays; none of the lists is empty."""
        if self.becomes.min(initial=0) >= 0:
            return np.arange(len(self.starts) - 1)
        stays, kept = self.becomes >= 0, [np.zeros(0, np.int64)]
        for first, last in pairwise(_cuts(self.starts[1:], len(self.starts) - 1)):
            start, end = int(self.starts[first]), int(self.starts[last])
            is_kept = np.logical_or.reduceat(stays[self.docs[start:end]], self.starts[first:last] - start)
            kept.append(first + np.flatnonzero(is_kept))
        return np.concatenate(kept)


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
    docs: NDArray[Any]
    taken: Sequence[Taken]
    order: Indices


def pieces(
    segments: Sequence[Lists], kept: Sequence[Indices], numbers: Sequence[Indices], most: int
) -> Iterator[Piece]:
    """Join the lists of some segments; ``numbers`` are the new ones, below ``most``, of those that are kept."""
    sizes = np.zeros(most, np.int64)
    for lists, own, new in zip(segments, kept, numbers, strict=True):
        sizes[new] += lists.starts[own + 1] - lists.starts[own]
    for first, last in pairwise(_cuts(np.cumsum(sizes), most)):
        spans = [slice(*np.searchsorted(new, (first, last)).tolist()) for new in numbers]
        yield _piece(
            segments,
            [own[span] for own, span in zip(kept, spans, strict=True)],
            [new[span] - first for new, span in zip(numbers, spans, strict=True)],
            last - first,
        )


def _cuts(ends: NDArray[Any], most: int) -> list[int]:
    """Between which of so many lists to cut, so that few postings are looked at together; ``ends`` are theirs."""
    steps = np.arange(0, int(ends[-1]) if most else 0, _POSTINGS_AT_A_TIME)
    cuts: list[int] = np.unique(np.append(np.searchsorted(ends, steps, side="right"), most)).tolist()
    return cuts


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
        before = lists.docs[at]
        becomes = lists.becomes[before]
        stays = np.flatnonzero(becomes >= 0)
        first, last = (np.searchsorted(stays, lists.starts[own + more] - at.start) for more in (0, 1))
        taken.append(Taken(first_list, at, stays))
        docs.append(becomes[stays].astype(before.dtype))
        starts.append(base + first)
        sizes.append(last - first)
        base += len(stays)
    new = np.concatenate(numbers)
    by_number = np.argsort(new, kind="stable")
    size = np.concatenate(sizes)
    order = ranges(np.concatenate(starts)[by_number], size[by_number])
    counts = np.bincount(new, size, minlength=count).astype(np.int64)
    return Piece(counts, np.concatenate(docs)[order], taken, order)
