"""Facets: how many of the matches have each value of a column, and how many would have with another choice there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.executing.matches import Listed, Matches, docs_of
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import WholeColumn
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.layout import Column, Numbers

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many documents have each of some values."""

    values: tuple[str, ...]
    counts: Counts

    def pairs(self) -> tuple[tuple[str, int], ...]:
        """Values with their counts, most first, then in the order of the values; those of no document are left out."""
        numbers = np.flatnonzero(self.counts)
        order = numbers[np.argsort(-self.counts[numbers], kind="stable")]
        return tuple(zip(map(self.values.__getitem__, order.tolist()), self.counts[order].tolist(), strict=True))


class FacetCounts:
    """The columns whose values are counted, numbered once for all segments."""

    def __init__(self, names: Iterable[str], segments: Sequence[Segment], kernels: Kernels) -> None:
        self._kernels = kernels
        self._columns = {name: WholeColumn.of(name, segments) for name in names}

    def of(self, name: str, found: Iterable[tuple[Segment, Matches]]) -> Counted:
        """Count the values of the matches."""
        whole = self._columns[name]
        counts = np.zeros(len(whole.values), np.int64)
        for segment, matches in found:
            column = whole.columns[segment.number]
            if column is not None:
                counts[whole.renumbered[segment.number][:-1]] += self._counted(matches, column)[:-1]
        return Counted(whole.values, counts)

    def _counted(self, matches: Matches, column: Column) -> Numbers:
        counts = np.zeros(len(column.values) + 1, np.uint32)
        if column.starts is not None:
            self._kernels.tally_several(docs_of(matches), column.starts, column.codes, counts)
        elif isinstance(matches, Listed):
            self._kernels.tally(matches.docs, column.codes, counts)
        else:
            self._kernels.tally_spread(matches.mask, column.codes, counts)
        return counts
