"""Value lists: a field whose documents may have any of many values, counted value by value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.engines.whoosh.executing.matches import Matches, Spread
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import MISSING, Codes, WholeColumn
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.inverting import narrow, offsets
from index.engines.whoosh.segments.layout import Column, Numbers, Shorts

# Where more than one document in so many is looked at, it is quicker to go through what has each value.
FEW = 8


@dataclass(frozen=True, slots=True)
class _Lists:
    """A segment: the values of each document, numbered in the whole index, and the documents of each value."""

    starts: Numbers
    values: Shorts | Numbers
    value_starts: Numbers
    docs: Shorts

    @classmethod
    def of(cls, column: Column | None, renumbered: Codes, documents: int, most: int) -> _Lists:
        starts, values = _values_of(column, renumbered, documents)
        owners = np.repeat(np.arange(documents).astype(np.uint16), np.diff(starts))
        of_values = offsets(np.bincount(values, minlength=most)).astype(np.uint32)
        return cls(starts, narrow(values, most), of_values, owners[np.argsort(values, kind="stable")])


@dataclass(frozen=True, slots=True)
class ValueLists:
    """A field in every segment; in the counts of all fields its values stand ``at`` a place."""

    fields: tuple[str, ...]
    at: slice
    lists: tuple[_Lists, ...]

    @classmethod
    def of(cls, name: str, whole: WholeColumn, segments: Sequence[Segment], first: int) -> ValueLists:
        """A field whose values are numbered from this number on where all fields are counted."""
        count = len(whole.terms)
        columns = zip(whole.columns, whole.renumbered, segments, strict=True)
        lists = tuple(_Lists.of(column, numbers, segment.count, count) for column, numbers, segment in columns)
        return cls((name,), slice(first, first + count), lists)

    @property
    def count(self) -> int:
        """How many values there are."""
        return int(self.at.stop - self.at.start)

    def tally(self, segment: Segment, matches: Matches, docs: Shorts, counts: Numbers, kernels: Kernels) -> None:
        """Count the values of some documents of a segment."""
        lists = self.lists[segment.number]
        if isinstance(matches, Spread) and len(docs) * FEW > segment.count:
            kernels.tally_listed(matches.mask, lists.value_starts, lists.docs, counts)
        else:
            kernels.tally_several(docs, lists.starts, lists.values, counts)

    def give(self, counted: Numbers, counts: Numbers, _: Kernels) -> None:
        """Add what was counted to the counts of all fields."""
        counts[self.at] += counted


def _values_of(column: Column | None, renumbered: Codes, documents: int) -> tuple[Numbers, Codes]:
    """Where the values of each document start, and these."""
    if column is None:
        return np.zeros(documents + 1, np.uint32), np.zeros(0, np.int32)
    values = renumbered[column.codes]
    if column.starts is not None:
        return column.starts, values
    has_one = values != MISSING
    return offsets(has_one).astype(np.uint32), values[has_one]
