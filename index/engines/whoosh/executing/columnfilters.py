"""Filters over the columns of a segment: a byte for every document, 1 where one of its values passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from index.engines.whoosh.executing.ownquery import OwnQuery
from index.engines.whoosh.segments.layout import Bytes, Column, SegmentArrays
from index.query import Dates, Filter
from index.text.normal import normalise

PUBLISHED = "published"
_LATEST = "9999"
_AFTER_ANY_HOUR = b"\xff"


class ColumnFilter(OwnQuery):
    """Matches the documents whose value in a column passes, without a score; those without one never do."""

    def __init__(self, condition: Filter | Dates) -> None:
        super().__init__(condition)
        self.condition = condition


def passing(condition: Filter | Dates, arrays: SegmentArrays) -> Bytes:
    """The documents that a filter inside a query lets pass; those without a value never do."""
    if isinstance(condition, Dates):
        return between(condition.first, condition.last, arrays)
    return _having(arrays, condition.field, lambda value: condition.value in normalise(value.decode()))


def among(name: str, values: Iterable[str], arrays: SegmentArrays) -> Bytes:
    """The documents that have one of some values in a column."""
    wanted = {value.encode() for value in values}
    return _having(arrays, name, wanted.__contains__)


def between(first: str | None, last: str | None, arrays: SegmentArrays) -> Bytes:
    """The documents published from one day to another: a range of the codes, for moments are kept in their order."""
    column = arrays.columns.get(PUBLISHED)
    if column is None:
        return np.zeros(arrays.count, np.uint8)
    earliest, beyond = (first or "").encode(), (last or _LATEST).encode() + _AFTER_ANY_HOUR
    low, high = column.values.at_least(earliest), column.values.at_least(beyond)
    return ((column.codes >= low) & (column.codes < high)).view(np.uint8)


def _having(arrays: SegmentArrays, name: str, passes: Callable[[bytes], bool]) -> Bytes:
    """Each different value is looked at once."""
    column = arrays.columns.get(name)
    if column is None:
        return np.zeros(arrays.count, np.uint8)
    values = column.values
    good = np.array([*(passes(values[code]) for code in range(len(values))), False], np.uint8)
    return good[column.codes] if column.starts is None else _any_of_several(column, good)


def _any_of_several(column: Column, good: Bytes) -> Bytes:
    """Whether one of a document's values is good."""
    assert column.starts is not None
    sums = np.concatenate(([0], np.cumsum(good[column.codes], dtype=np.int64)))
    found: Bytes = (np.diff(sums[column.starts]) > 0).view(np.uint8)
    return found
