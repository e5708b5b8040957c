"""Facets: how many of the matches have each value of a column, and how many would have with another choice there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.executing.matches import Listed, Matches, docs_of
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import MISSING, Codes, WholeColumn
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.layout import Column, Numbers, Shorts

Counts = NDArray[np.int64]
_LAST_SHORT = 0xFFFF


@dataclass(frozen=True, slots=True)
class Counted:
    """How many documents have each of some values."""

    values: tuple[str, ...]
    counts: Counts

    def pairs(self, most: int | None = None, also: Iterable[str] = ()) -> tuple[tuple[str, int], ...]:
        """Values with their counts, most first, then in the order of the values; those of no document are left out.

        Not more than so many, and some others behind them.
        """
        numbers = np.flatnonzero(self.counts)
        if most is not None and len(numbers) > most:
            numbers = numbers[self.counts[numbers] >= np.partition(self.counts[numbers], -most)[-most]]
        order = numbers[np.argsort(-self.counts[numbers], kind="stable")][:most]
        others = [number for number in self._numbered(also) if self.counts[number] and number not in order]
        told = [*order.tolist(), *others]
        return tuple(zip(map(self.values.__getitem__, told), self.counts[told].tolist(), strict=True))

    def _numbered(self, values: Iterable[str]) -> Iterator[int]:
        """The numbers of those that there are; values ascend."""
        for value in values:
            number = bisect_left(self.values, value)
            if number < len(self.values) and self.values[number] == value:
                yield number


@dataclass(frozen=True, slots=True)
class _Codes:
    """A segment's column in the numbers of the whole index; a document without a value has the number after them."""

    codes: Shorts | Numbers
    starts: Numbers | None

    @classmethod
    def of(cls, column: Column, renumbered: Codes, missing: int) -> _Codes:
        numbers = np.where(renumbered == MISSING, missing, renumbered).astype(np.uint32)
        short = numbers.astype(np.uint16) if missing <= _LAST_SHORT else numbers
        return cls(short[column.codes], column.starts)


class FacetCounts:
    """The columns whose values are counted, numbered once for all segments."""

    def __init__(self, names: Iterable[str], segments: Sequence[Segment], kernels: Kernels) -> None:
        self._kernels = kernels
        self._columns = {name: self._numbered(WholeColumn.of(name, segments)) for name in names}

    def of(self, name: str, found: Iterable[tuple[Segment, Matches]]) -> Counted:
        """Count the values of the matches."""
        values, columns = self._columns[name]
        counts = np.zeros(len(values) + 1, np.uint32)
        for segment, matches in found:
            column = columns[segment.number]
            if column is not None:
                self._count(matches, column, counts)
        return Counted(values, counts[:-1].astype(np.int64))

    @staticmethod
    def _numbered(whole: WholeColumn) -> tuple[tuple[str, ...], tuple[_Codes | None, ...]]:
        columns = zip(whole.columns, whole.renumbered, strict=True)
        missing = len(whole.values)
        return whole.values, tuple(
            _Codes.of(column, numbers, missing) if column else None for column, numbers in columns
        )

    def _count(self, matches: Matches, column: _Codes, counts: Numbers) -> None:
        if column.starts is not None:
            self._kernels.tally_several(docs_of(matches), column.starts, column.codes, counts)
        elif isinstance(matches, Listed):
            self._kernels.tally(matches.docs, column.codes, counts)
        else:
            self._kernels.tally_spread(matches.mask, column.codes, counts)
