"""Filters over the columns of a segment: a byte for every document, 1 where one of its values passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

import numpy as np

from index.engines.whoosh.executing.ownquery import OwnQuery
from index.engines.whoosh.segments.layout import Bytes, Column, SegmentArrays
from index.query import Dates, Filter
from index.text.normal import normalise

PUBLISHED = "published"
_LATEST = "9999"
# So few codes are quicker compared with all than all are looked up in a table.
_FEW = 8
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
    column = arrays.columns.get(name)
    if column is None:
        return np.zeros(arrays.count, np.uint8)
    numbers = (column.values.find(value.encode()) for value in values)
    return _of_codes(column, [number for number in numbers if number >= 0], arrays.count)


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
    return _of_codes(column, [code for code, value in enumerate(column.values) if passes(value)], arrays.count)


def _of_codes(column: Column, wanted: Sequence[int], documents: int) -> Bytes:
    """The documents that have one of some values, by their codes."""
    if len(wanted) <= _FEW:
        is_wanted = reduce(
            np.bitwise_or, (column.codes == code for code in wanted), np.zeros(len(column.codes), np.bool_)
        )
    else:
        is_wanted = np.zeros(len(column.values) + 1, np.bool_)
        is_wanted[wanted] = True
        is_wanted = is_wanted[column.codes]
    if column.starts is None:
        return is_wanted.view(np.uint8)
    found = np.zeros(documents, np.uint8)
    found[np.searchsorted(column.starts, np.flatnonzero(is_wanted), side="right") - 1] = 1
    return found
