"""Gram lists: in which stretches of the normal texts each pair of units begins, found and packed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.kernels import CHOSEN
from index.engines.whoosh.segments.eliasfano import SPARE_BYTES, Heads, bytes_of
from index.engines.whoosh.segments.inverting import changes, offsets
from index.engines.whoosh.segments.layout import END_OF_LINE, STRETCH, Bytes, Exact, Numbers, Offsets, Shorts

_NUMBERS_AT_A_TIME = 1_000_000
# What follows the last list of a segment.
ROOM = np.zeros(SPARE_BYTES, np.uint8)


def inverted_text(text: Shorts, counts: Numbers) -> Exact:
    """The exact layer of normal texts; ``counts`` are the units of each document, whose last one ends a line."""
    starts = offsets(counts)
    sizes, docs, titles = _stretches(text, starts)
    order = text[:-1].astype(np.uint64)
    order <<= np.uint64(16)
    order |= text[1:]
    order <<= np.uint64(32)
    order |= np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)[:-1]
    order.sort()
    is_new = changes(order)
    ends = np.searchsorted(order, np.array([END_OF_LINE, END_OF_LINE + 1], np.uint64) << np.uint64(48))
    is_new[ends[0] : ends[1]] = False
    order = order[is_new]
    stretches = order.astype(np.uint32)
    order >>= np.uint64(32)
    found = order.astype(np.uint32)
    is_first = changes(found)
    lists, ends = packed(np.diff(np.append(np.flatnonzero(is_first), len(found))), stretches, docs)
    return Exact(
        grams=found[is_first],
        starts=offsets(ends).astype(np.uint32),
        lists=np.concatenate((lists, ROOM)),
        text=text,
        text_starts=starts,
        stretch_starts=offsets(sizes).astype(np.uint32),
        stretch_docs=docs,
        stretch_titles=titles,
    )


def _stretches(text: Shorts, starts: Offsets) -> tuple[NDArray[np.int64], Shorts, Bytes]:
    """Cut each title and what follows it: how long every stretch is, of which document, and whether of a title."""
    ends = np.flatnonzero(text == END_OF_LINE) + 1
    titles = ends[np.searchsorted(ends, starts[:-1], side="right")] - starts[:-1]
    units = np.column_stack((titles, np.diff(starts) - titles)).reshape(-1)
    several = -(-units // STRETCH)
    last = np.cumsum(several)[several > 0] - 1
    sizes = np.full(int(several.sum()), STRETCH)
    sizes[last] = (units - (several - 1) * STRETCH)[several > 0]
    part = np.repeat(np.arange(len(units)), several)
    return sizes, (part >> 1).astype(np.uint16), (part & 1 ^ 1).astype(np.uint8)


def packed(sizes: NDArray[Any], stretches: Numbers, docs: Shorts) -> tuple[Bytes, NDArray[np.int64]]:
    """Lists of such sizes, one after another, and how many bytes each has; ``docs`` are those of all stretches."""
    most, before = len(docs), offsets(sizes)
    is_same = ~changes(docs[stretches])
    is_same[before[:-1]] = False
    spares = np.add.reduceat(is_same, before[:-1], dtype=np.uint32)
    ends = bytes_of(sizes, most)
    lists, at = np.zeros(int(ends.sum()) + SPARE_BYTES, np.uint8), 0
    for part in _parts(before):
        own = slice(int(before[part.start]), int(before[part.stop]))
        taken = int(ends[part].sum())
        arguments = stretches[own], sizes[part].astype(np.uint32), spares[part]
        CHOSEN.pack(*arguments, most, lists[at : at + taken + SPARE_BYTES])
        at += taken
    return lists[:at], ends


def _parts(before: Offsets) -> list[slice]:
    """Some lists at a time, all of them."""
    steps = np.arange(0, int(before[-1]), _NUMBERS_AT_A_TIME)
    cuts = np.unique(np.append(np.searchsorted(before[1:], steps, side="right"), len(before) - 1))
    return [slice(first, last) for first, last in pairwise(cuts.tolist())]


@dataclass(frozen=True, slots=True)
class GramLists:
    """All lists of a segment as if they stood one after another unpacked, of which some are wanted at a time."""

    exact: Exact
    starts: Offsets

    @classmethod
    def of(cls, exact: Exact) -> GramLists:
        """Read how long every list is."""
        return cls(exact, offsets(Heads.at(exact.lists, exact.starts[:-1]).sizes))

    def __getitem__(self, at: slice) -> Numbers:
        first, last = np.searchsorted(self.starts, (at.start, at.stop)).tolist()
        return unpacked(self.exact, first, last)


def unpacked(exact: Exact, first: int, last: int) -> Numbers:
    """The stretches of all grams from one number up to another, gram after gram."""
    starts = exact.starts[first : last + 1]
    stretches = np.empty(int(Heads.at(exact.lists, starts[:-1]).sizes.sum()), np.uint32)
    CHOSEN.unpack(exact.lists, starts, len(exact.stretch_docs), stretches)
    return stretches
