"""Facets: how many of the matches have each value of a column, and how many would have with another choice there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.engines.whoosh.executing.bundles import Bundle, bundled
from index.engines.whoosh.executing.matches import Matches, Spread, docs_of, how_many, others_than
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.valuelists import ValueLists
from index.engines.whoosh.executing.wholecolumn import WholeColumn
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.layout import Numbers, Shorts

Found = Iterable[tuple[Segment, Matches]]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many documents have each of some values."""

    values: tuple[str, ...]
    counts: Numbers
    kernels: Kernels

    def pairs(self, most: int | None = None, also: Collection[str] = ()) -> tuple[tuple[str, int], ...]:
        """Values with their counts, most first, then in the order of the values; those of no document are left out.

        Not more than so many, and some others behind them.
        """
        if not self.values:
            return ()
        told = self.kernels.commonest(self.counts, len(self.counts) if most is None else most, self.values)
        others = [(value, count) for value in also if (count := self._count(value))] if also else []
        return tuple(told + [pair for pair in others if pair not in told])

    def _count(self, value: str) -> int:
        """How many documents have a value; values ascend."""
        number = bisect_left(self.values, value)
        return int(self.counts[number]) if number < len(self.values) and self.values[number] == value else 0


class FacetCounts:
    """The columns whose values are counted, numbered once for all segments."""

    def __init__(self, names: Iterable[str], segments: Sequence[Segment], kernels: Kernels) -> None:
        self._kernels = kernels
        self._fields: dict[str, tuple[tuple[str, ...], slice]] = {}
        self._count = 0
        bundles, lists = list[Bundle](), list[ValueLists]()
        for name in names:
            whole = WholeColumn.of(name, segments)
            first, self._count = self._count, self._count + len(whole.terms)
            self._fields[name] = whole.values, slice(first, self._count)
            bundle = Bundle.of(name, whole, segments, first)
            if bundle is None:
                lists.append(ValueLists.of(name, whole, segments, first))
            elif len(whole.terms):
                bundles.append(bundle)
        self._columns: list[Bundle | ValueLists] = [*bundled(bundles), *lists]
        self._all = [[self._tallied(column, _every(segment)) for segment in segments] for column in self._columns]

    def of(self, names: Collection[str], found: Found) -> dict[str, Counted]:
        """Count the values that the matches have in some fields."""
        each = (_LookedAt.of(segment, matches, self._kernels) for segment, matches in found)
        looked_at = [some for some in each if some.are_others or len(some.docs)]
        counts = np.zeros(self._count, np.uint32)
        for column, of_all in zip(self._columns, self._all, strict=True):
            if any(name in names for name in column.fields):
                counted = np.zeros(column.count, np.uint32)
                for some in looked_at:
                    if some.are_others:
                        counted += of_all[some.segment.number] - self._tallied(column, some)
                    else:
                        column.tally(some.segment, some.matches, some.docs, counted, self._kernels)
                column.give(counted, counts, self._kernels)
        fields = ((name, *self._fields[name]) for name in names)
        return {name: Counted(values, counts[at], self._kernels) for name, values, at in fields}

    def _tallied(self, column: Bundle | ValueLists, some: _LookedAt) -> Numbers:
        counts = np.zeros(column.count, np.uint32)
        column.tally(some.segment, some.matches, some.docs, counts, self._kernels)
        return counts


@dataclass(frozen=True, slots=True)
class _LookedAt:
    """The documents of a segment that are looked at: those that match or, where they are fewer, all others."""

    segment: Segment
    matches: Matches
    docs: Shorts
    are_others: bool

    @classmethod
    def of(cls, segment: Segment, matches: Matches, kernels: Kernels) -> _LookedAt:
        are_others = how_many(matches) * 2 > segment.count
        some = Spread(others_than(matches, segment.count), None) if are_others else matches
        return cls(segment, some, docs_of(some, kernels), are_others)


def _every(segment: Segment) -> _LookedAt:
    every, docs = np.ones(segment.count, np.uint8), np.arange(segment.count).astype(np.uint16)
    return _LookedAt(segment, Spread(every, None), docs, are_others=False)
