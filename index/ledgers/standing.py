"""Where a fact stands: the page that tells it, with the columns that every ledger shows first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.ledgers.filtering import condition
from index.ledgers.ledgerfile import LedgerFile, Value
from index.query import Filters

PLACE = ("court", "province", "city", "published", "title", "url")
_PLACE = ", ".join(f"told.{name}" for name in PLACE)

Row = dict[str, Any]


def rows_of(file: LedgerFile, table: str, columns: tuple[str, ...], filters: Filters) -> Iterator[Row]:
    """The facts of one table inside the filters with the page that tells them first, the latest first."""
    where, values = condition(filters)
    shown = ", ".join(f"{table}.{name}" for name in columns)
    query = (
        f"SELECT {shown}, {_PLACE} FROM {table} JOIN told ON told.id = {table}.page WHERE told.original AND {where}"
        f" ORDER BY coalesce(told.published, '') DESC, told.url, {table}.at"
    )
    return named(file.each(query, *values), (*columns, *PLACE))


def named(rows: Iterator[tuple[Value, ...]], names: tuple[str, ...]) -> Iterator[Row]:
    """Rows under the names of their columns."""
    return (dict(zip(names, row, strict=True)) for row in rows)
