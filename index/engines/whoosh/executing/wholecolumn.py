"""A column of the whole index: the values of all segments in one order, and the code of each document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.segments.layout import Column, Terms

MISSING = -1
Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class WholeColumn:
    """``terms`` are the values as bytes, ascending; ``renumbered`` takes the code in a segment to the number there."""

    terms: NDArray[Any]
    columns: tuple[Column | None, ...]
    renumbered: tuple[Codes, ...]

    @classmethod
    def of(cls, name: str, segments: Sequence[Segment]) -> WholeColumn:
        """Gather the different values of all segments."""
        columns = tuple(segment.arrays.columns.get(name) for segment in segments)
        terms, numbers = _merged([column.values.as_array() if column else _NOTHING for column in columns])
        return cls(terms, columns, tuple(np.append(some, np.int32(MISSING)) for some in numbers))

    @property
    def values(self) -> tuple[str, ...]:
        """The values, made anew each time."""
        return tuple(term.decode() for term in self.terms.tolist())

    def find(self, value: str) -> int:
        """The number of a value, MISSING for what is none."""
        return number_of(value, self.terms)

    def codes(self, segments: Sequence[Segment]) -> Codes:
        """The number of every document's value, its first one where it has several, MISSING where it has none."""
        parts = [
            _firsts(column, numbers) if column else np.full(segment.count, MISSING, np.int32)
            for column, numbers, segment in zip(self.columns, self.renumbered, segments, strict=True)
        ]
        return np.concatenate([np.zeros(0, np.int32), *parts])


def number_of(value: str, terms: NDArray[Any]) -> int:
    """Which of some ascending terms a value is, MISSING for what is none."""
    term = value.encode()
    at = bisect_left(terms, term)
    return at if at < len(terms) and terms[at] == term else MISSING


_NOTHING = Terms.of([]).as_array()


def _merged(parts: Sequence[NDArray[Any]]) -> tuple[NDArray[Any], list[Codes]]:
    """The different terms of ascending arrays in one, and the numbers that those of each array have there."""
    every = np.concatenate([_NOTHING, *parts])
    order = np.argsort(every, kind="stable")
    ascending = every[order]
    is_new = np.ones(len(every), np.bool_)
    is_new[1:] = ascending[1:] != ascending[:-1]
    numbers = np.empty(len(every), np.int32)
    numbers[order] = np.cumsum(is_new) - 1
    ends = accumulate(map(len, parts), initial=0)
    return ascending[is_new], [numbers[first:end] for first, end in pairwise(ends)]


def _firsts(column: Column, numbers: Codes) -> Codes:
    if column.starts is None:
        return numbers[column.codes]
    has_any = np.diff(column.starts) > 0
    firsts = np.full(len(has_any), MISSING, np.int32)
    firsts[has_any] = numbers[column.codes[column.starts[:-1][has_any]]]
    return firsts
