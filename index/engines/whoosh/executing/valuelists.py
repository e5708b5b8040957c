"""Value lists: a field whose documents may have any of many values, counted value by value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import MISSING, Codes, WholeColumn
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.inverting import narrow, offsets
from index.engines.whoosh.segments.layout import Column, Numbers, Shorts


@dataclass(frozen=True, slots=True)
class ValueLists:
    """For each segment where the values of its documents start, and these, numbered in the whole index.

    In the counts of all fields those of this one stand ``at`` a place.
    """

    fields: tuple[str, ...]
    at: slice
    lists: tuple[tuple[Numbers, Shorts | Numbers], ...]

    @classmethod
    def of(cls, name: str, whole: WholeColumn, segments: Sequence[Segment], first: int) -> ValueLists:
        """A field whose values are numbered from this number on where all fields are counted."""
        count = len(whole.values)
        columns = zip(whole.columns, whole.renumbered, segments, strict=True)
        lists = tuple(_lists_of(column, numbers, segment.count, count) for column, numbers, segment in columns)
        return cls((name,), slice(first, first + count), lists)

    @property
    def count(self) -> int:
        """How many values there are."""
        return int(self.at.stop - self.at.start)

    def tally(self, segment: Segment, docs: Shorts, counts: Numbers, kernels: Kernels) -> None:
        """Count the values of some documents of a segment."""
        kernels.tally_several(docs, *self.lists[segment.number], counts)

    def give(self, counted: Numbers, counts: Numbers, _: Kernels) -> None:
        """Add what was counted to the counts of all fields."""
        counts[self.at] += counted


def _lists_of(column: Column | None, renumbered: Codes, documents: int, most: int) -> tuple[Numbers, Shorts | Numbers]:
    if column is None:
        return np.zeros(documents + 1, np.uint32), np.zeros(0, np.uint16)
    codes = narrow(renumbered, most)[column.codes]
    if column.starts is not None:
        return column.starts, codes
    has_one = renumbered[column.codes] != MISSING
    return offsets(has_one).astype(np.uint32), codes[has_one]
