"""Where a fact stands: the page that tells it, with the columns that every ledger shows first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.ledgers.filtering import condition
from index.ledgers.ledgerfile import LedgerFile, Value
from index.ledgers.matter import ANY_MATTER, Matter
from index.query import Filters

PLACE = ("court", "province", "city", "published", "title", "url")
# For each table of facts what a fact is of, and which class of its kind it is.
SUBJECTS = {"claim": ("object", "scope"), "honour": ("name", "level"), "figure": ("what", "status")}
_PLACE = ", ".join(f"told.{name}" for name in PLACE)
# Asked of a fact's page, so that it is not asked of the many pages that have no such fact.
_FIRST_TOLD = "(SELECT original FROM told AS teller WHERE teller.id = {table}.page)"

Row = dict[str, Any]


def rows_of(
    file: LedgerFile, table: str, columns: tuple[str, ...], filters: Filters, matter: Matter = ANY_MATTER
) -> Iterator[Row]:
    """The facts of one table inside the filters with the page that tells them first, the latest first."""
    where, values = narrowed(table, filters, matter)
    shown = ", ".join(said(table) if name == "sentence" else f"{table}.{name}" for name in columns)
    query = (
        f"SELECT {shown}, {_PLACE} FROM {joined(table)} WHERE {where}"
        f" ORDER BY coalesce(told.published, '') DESC, told.url, {table}.at"
    )
    return named(file.each(query, *values), (*columns, *PLACE))


def said(table: str) -> str:
    """The sentence of a fact in SQL; empty where its source shows snippets only: all together are most of a text."""
    return f"CASE WHEN told.withheld THEN '' ELSE {table}.sentence END"


def joined(table: str) -> str:
    """The facts of a table beside their pages, which are gone through in the order of their index."""
    return f"page AS told CROSS JOIN {table} ON {table}.page = told.id"


def narrowed(table: str, filters: Filters, matter: Matter) -> tuple[str, tuple[str, ...]]:
    """The SQL condition on a table of facts and ``told``, and its values; what is told again is left out."""
    where, values = condition(filters)
    parts, given = [where], list(values)
    subject, its_class = SUBJECTS[table]
    if matter.words:
        parts.append(f"instr({table}.{subject}, ?)")
        given.append(matter.words)
    if matter.classes:
        parts.append(f"{table}.{its_class} IN ({', '.join('?' * len(matter.classes))})")
        given.extend(matter.classes)
    parts.append(_FIRST_TOLD.format(table=table))
    return " AND ".join(parts), tuple(given)


def named(rows: Iterator[tuple[Value, ...]], names: tuple[str, ...]) -> Iterator[Row]:
    """Rows under the names of their columns."""
    return (dict(zip(names, row, strict=True)) for row in rows)
