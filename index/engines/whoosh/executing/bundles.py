"""Bundles: fields that are counted together, by those combinations of their values that there are.

A document has one combination in a bundle, in however many fields and values that tells of it. So its code is counted
once, and what was counted of each combination goes to its values in the end: ``docs/decisions/0039-bundles.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.executing.matches import Matches
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import MISSING, Codes, WholeColumn
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.interleaving import ranges
from index.engines.whoosh.segments.inverting import narrow, offsets
from index.engines.whoosh.segments.layout import Column, Numbers, Shorts

MOST_COMBINATIONS = 4096
# The values of a document in a field of so many are the bits of a number.
MOST_SEVERAL = 63
# So many combinations are looked at in a table, of more what is there is sorted.
_TABLE = 1 << 20
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bundle:
    """``codes`` tell the combination of every document of the index, whose values' numbers stand from its start."""

    fields: tuple[str, ...]
    codes: Shorts | Numbers
    starts: Numbers
    values: Numbers

    @classmethod
    def of(cls, name: str, whole: WholeColumn, segments: Sequence[Segment], first: int) -> Bundle | None:
        """A field by itself, its values numbered from this number on; None where too many may come together."""
        count = len(whole.terms)
        if all(column is None or column.starts is None for column in whole.columns):
            codes = whole.codes(segments)
            starts = np.append(np.arange(count + 1, dtype=np.uint32), np.uint32(count))
            values = np.arange(first, first + count, dtype=np.uint32)
            return cls((name,), narrow(np.where(codes == MISSING, count, codes), count), starts, values)
        if count > MOST_SEVERAL:
            return None
        sets, numbers = np.unique(_bits(whole, segments), return_inverse=True)
        of_set, value = np.nonzero(sets[:, None] >> np.arange(count) & 1)
        starts = offsets(np.bincount(of_set, minlength=len(sets))).astype(np.uint32)
        return cls((name,), narrow(numbers, len(sets) - 1), starts, (first + value).astype(np.uint32))

    @property
    def count(self) -> int:
        """How many combinations there are."""
        return len(self.starts) - 1

    def with_fields_of(self, other: Bundle) -> Bundle | None:
        """Both together, unless that are more than MOST_COMBINATIONS."""
        pairs = self.codes.astype(np.int64) * other.count + other.codes
        there, numbers = _different(pairs, self.count * other.count)
        if len(there) > MOST_COMBINATIONS:
            return None
        starts, values = _side_by_side((self, there // other.count), (other, there % other.count))
        return Bundle(self.fields + other.fields, narrow(numbers, len(there) - 1), starts, values)

    def tally(self, segment: Segment, _: Matches, docs: Shorts, counts: Numbers, kernels: Kernels) -> None:
        """Count the combinations of some documents of a segment."""
        kernels.tally(docs, self.codes[segment.first : segment.first + segment.count], counts)

    def give(self, counted: Numbers, counts: Numbers, kernels: Kernels) -> None:
        """Count every value as often as the combinations that it is in."""
        kernels.tally_weighed(counted, self.starts, self.values, counts)


def bundled(fields: Iterable[Bundle]) -> list[Bundle]:
    """Put fields together, each into the first bundle that it does not make too large."""
    bundles: list[Bundle] = []
    for alone in fields:
        for number, bundle in enumerate(bundles):
            together = bundle.with_fields_of(alone)
            if together is not None:
                bundles[number] = together
                break
        else:
            bundles.append(alone)
    return bundles


def _bits(whole: WholeColumn, segments: Sequence[Segment]) -> Indices:
    """The values of every document as bits."""
    parts = [
        np.zeros(segment.count, np.int64) if column is None else _bits_of(column, renumbered)
        for column, renumbered, segment in zip(whole.columns, whole.renumbered, segments, strict=True)
    ]
    return np.concatenate([np.zeros(0, np.int64), *parts])


def _bits_of(column: Column, renumbered: Codes) -> Indices:
    bits = np.where(renumbered == MISSING, 0, np.int64(1) << renumbered.astype(np.int64))[column.codes]
    if column.starts is None:
        return bits
    has_any = np.diff(column.starts) > 0
    together = np.zeros(len(has_any), np.int64)
    if len(bits):
        together[has_any] = np.bitwise_or.reduceat(bits, column.starts[:-1][has_any].astype(np.int64))
    return together


def _different(numbers: Indices, most: int) -> tuple[Indices, NDArray[Any]]:
    """The different ones of some numbers below this one, ascending, and for each number which of these it is."""
    if most > _TABLE:
        return np.unique(numbers, return_inverse=True)
    is_there = np.zeros(most, np.bool_)
    is_there[numbers] = True
    there = np.flatnonzero(is_there)
    places = np.empty(most, np.int32)
    places[there] = np.arange(len(there), dtype=np.int32)
    return there, places[numbers]


def _side_by_side(*parts: tuple[Bundle, Indices]) -> tuple[Numbers, Numbers]:
    """Where the values of some combinations, one of each bundle, start when they stand in a row, and the row."""
    sizes = [np.diff(bundle.starts)[chosen].astype(np.int64) for bundle, chosen in parts]
    starts = offsets(np.sum(sizes, axis=0))
    values, at = np.empty(starts[-1], np.uint32), starts[:-1].copy()
    for (bundle, chosen), size in zip(parts, sizes, strict=True):
        values[ranges(at, size)] = bundle.values[ranges(bundle.starts[chosen].astype(np.int64), size)]
        at += size
    return starts.astype(np.uint32), values
