"""The ledger of figures: what courts count, what a reader should doubt, and which plan came to which result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.knowledge.figurerules import figure_rules
from index.knowledge.status import DONE, PLANNED
from index.ledgers.brandfigures import is_like, year_of
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.matter import ANY_MATTER, Matter
from index.ledgers.standing import Row, named, rows_of, said
from index.query import Filters

SAME_AS_BEFORE = "same_as_year_before"
# A court has four tribunals this year and the next; nobody tries the same 1,088 cases twice.
LEAST_DOUBTED = 20
# A year is summed up in the first weeks of the next.
TOLD_AFTER = 1
# 服判息诉率 is one with 一审服判息诉率; 结案率 is many things.
SHORTEST_MEASURED = 5
_WANTED = re.compile(
    "^(?:推动|实现|确保|力争|争取|年内|全年|将|把|使|再|新|增)+|(?:确保|力争|稳定|保持|维持|压缩|压|再|仍)+$"
)
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
    """What the same court tells of the same thing as done, of the year of the plan or the next.

    Of the earliest told after it one of exactly the same thing, else one that is like it.
    """
    if row["status"] != PLANNED or not (row["what"] and row["published"] and row["court"]):
        return None
    last = int(year_of(row["period"], row["published"])) + 1
    rows = file.each(
        f"SELECT number, value, unit, what, published, url, {said('figure')}, period"
        " FROM figure JOIN told ON told.id = page"
        " WHERE unit IS ? AND status = ? AND what IS NOT NULL"
        " AND coalesce(qualifier, '') NOT IN ('was', 'rise', 'fall')"
        " AND told.court = ? AND published > ? AND told.year <= ? AND told.original ORDER BY published, at",
        row["unit"], DONE, row["court"], row["published"], str(last + TOLD_AFTER),
    )  # fmt: skip
    in_time = [
        each for each in named(rows, (*_RESULT, "period")) if int(year_of(each["period"], each["published"])) <= last
    ]
    same = (each for each in in_time if _thing(each) == _thing(row))
    like = (each for each in in_time if _is_like(_thing(each), _thing(row), row["unit"]))
    found = next(same, None) or next(like, None)
    return {name: found[name] for name in _RESULT} if found else None


def _thing(row: Row) -> str:
    """What is counted, without the words that want it so."""
    return _WANTED.sub("", row["what"])


def _is_like(thing: str, other: str, unit: str | None) -> bool:
    """Whether two things may be one: what is measured is told in full, what is counted needs only end alike."""
    rules = figure_rules()
    if unit is None or rules.rates.fullmatch(unit) or rules.measures.fullmatch(unit):
        shorter, longer = sorted((thing, other), key=len)
        return len(shorter) >= SHORTEST_MEASURED and longer.endswith(shorter)
    return is_like(thing, other)
