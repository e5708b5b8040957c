"""The ledger of figures: what courts count, what a reader should doubt, and which plan came to which result."""

from __future__ import annotations

from collections.abc import Iterator

from index.knowledge.status import DONE, PLANNED
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.standing import ANY_MATTER, Matter, Row, named, rows_of
from index.query import Filters

SAME_AS_BEFORE = "same_as_year_before"
# A court has four tribunals this year and the next; nobody tries the same 1,088 cases twice.
LEAST_DOUBTED = 20
_COLUMNS = ("number", "value", "unit", "what", "period", "status", "qualifier", "flags", "sentence")
_RESULT = ("number", "value", "unit", "what", "published", "url", "sentence")


def figure_lines(file: LedgerFile, filters: Filters, matter: Matter = ANY_MATTER) -> Iterator[Row]:
    """Every figure, the latest told first, with ``flags`` and for a plan the ``result`` told within two years.

    The flag ``same_as_year_before`` is of a result that the same court told of the year before in the same number.
    """
    for row in rows_of(file, "figure", _COLUMNS, filters, matter):
        flags = [flag for flag in row["flags"].split("、") if flag]
        if _is_same_as_before(file, row):
            flags.append(SAME_AS_BEFORE)
        yield row | {"flags": flags, "result": _result(file, row)}


def _is_same_as_before(file: LedgerFile, row: Row) -> bool:
    is_doubted = row["value"] is not None and (row["value"] >= LEAST_DOUBTED or row["value"] % 1)
    if not (is_doubted and row["status"] == DONE and row["what"] and row["published"] and row["court"]):
        return False
    return (
        file.row(
            "SELECT 1 FROM figure JOIN told ON told.id = page WHERE what = ? AND unit IS ? AND value = ? AND status = ?"
            " AND told.court = ? AND told.year = ? AND told.original",
            row["what"], row["unit"], row["value"], DONE, row["court"], str(int(row["published"][:4]) - 1),
        )
        is not None
    )  # fmt: skip


def _result(file: LedgerFile, row: Row) -> Row | None:
    """What the same court tells of the same thing as done, in the year of the plan or the next, after it."""
    if row["status"] != PLANNED or not (row["what"] and row["published"] and row["court"]):
        return None
    rows = file.each(
        "SELECT number, value, unit, what, published, url, sentence FROM figure JOIN told ON told.id = page"
        " WHERE what = ? AND unit IS ? AND status = ? AND told.court = ? AND published > ? AND told.year <= ?"
        " AND told.original ORDER BY published, at LIMIT 1",
        row["what"], row["unit"], DONE, row["court"], row["published"], str(int(row["published"][:4]) + 1),
    )  # fmt: skip
    return next(named(rows, _RESULT), None)
