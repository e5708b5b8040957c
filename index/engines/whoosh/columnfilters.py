"""Filters inside a query in Whoosh: documents by the value of one column, found but not scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from whoosh import matching, query, scoring

from index.engines.whoosh.schema import values_of
from index.query import Dates, Filter
from index.text.normal import normalise

_DAY = 10


class ColumnFilter(query.Query):  # type: ignore[misc]
    """Matches the documents whose value in a column passes; those without one never do."""

    def __init__(self, asked: Filter | Dates) -> None:
        self.asked = asked
        self.boost = 1.0

    def __repr__(self) -> str:
        return f"ColumnFilter({self.asked!r})"

    def __hash__(self) -> int:
        return hash(self.asked)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ColumnFilter) and self.asked == other.asked

    def is_leaf(self) -> bool:
        """There is nothing below it."""
        return True

    def estimate_size(self, ixreader: Any) -> int:
        """It may pass any document."""
        return int(ixreader.doc_count_all())

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Look at the column from top to bottom."""
        ids = list(self._passing(searcher.reader()))
        return matching.ListMatcher(ids, scorer=Unscored()) if ids else matching.NullMatcher()

    def _passing(self, reader: Any) -> Iterator[int]:
        name, passes = _test(self.asked)
        if name not in reader.schema or not reader.has_column(name):
            return
        column = reader.column_reader(name)
        for docnum in range(reader.doc_count_all()):
            if passes(column[docnum]) and not reader.is_deleted(docnum):
                yield docnum


class Unscored(scoring.BaseScorer):  # type: ignore[misc]
    """Says nothing of how well a document answers."""

    def supports_block_quality(self) -> bool:
        """Every match is looked at."""
        return False

    def score(self, matcher: matching.Matcher) -> float:
        """Score the current match."""
        return 0.0


def _holds(asked: Filter, stored: str) -> bool:
    return any(asked.value in normalise(value) for value in values_of(asked.field, stored))


def _test(asked: Filter | Dates) -> tuple[str, Callable[[bytes], bool]]:
    """The column to look at and what its values must be; a column has few different ones."""
    if isinstance(asked, Filter):
        return asked.field, cache(lambda stored: _holds(asked, stored.decode()))
    first, last = (asked.first or "").encode(), (asked.last or "9999").encode()
    return "published", lambda moment: bool(moment) and first <= moment[:_DAY] <= last
