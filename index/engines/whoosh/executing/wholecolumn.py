"""A column of the whole index: the values of all segments in one order, and the code of each document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.segments.layout import Column

MISSING = -1
Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class WholeColumn:
    """``values`` ascend; ``renumbered`` takes the code in a segment to the number of its value here."""

    values: tuple[str, ...]
    columns: tuple[Column | None, ...]
    renumbered: tuple[Codes, ...]

    @classmethod
    def of(cls, name: str, segments: Sequence[Segment]) -> WholeColumn:
        """Gather the different values of all segments."""
        columns = tuple(segment.arrays.columns.get(name) for segment in segments)
        texts = [[value.decode() for value in column.values] if column else [] for column in columns]
        values = sorted(set().union(*texts))
        numbers = {value: number for number, value in enumerate(values)}
        renumbered = (np.array([*(numbers[text] for text in some), MISSING], np.int32) for some in texts)
        return cls(tuple(values), columns, tuple(renumbered))

    def codes(self, segments: Sequence[Segment]) -> Codes:
        """The number of every document's value, its first one where it has several, MISSING where it has none."""
        parts = [
            _firsts(column, numbers) if column else np.full(segment.count, MISSING, np.int32)
            for column, numbers, segment in zip(self.columns, self.renumbered, segments, strict=True)
        ]
        return np.concatenate([np.zeros(0, np.int32), *parts])


def _firsts(column: Column, numbers: Codes) -> Codes:
    if column.starts is None:
        return numbers[column.codes]
    has_any = np.diff(column.starts) > 0
    firsts = np.full(len(has_any), MISSING, np.int32)
    firsts[has_any] = numbers[column.codes[column.starts[:-1][has_any]]]
    return firsts
