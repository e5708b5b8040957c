"""The tally of a ledger: how many facts each choice of a filter would leave, counted in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.matter import Matter
from index.ledgers.standing import SUBJECTS, joined, narrowed
from index.query import Filters

# What is counted, beside the class of a fact.
PLACES = ("province", "level", "year")
CLASS = "class"

_Cell = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts there are inside the filters, and for each of PLACES and CLASS how many every value would give.

    The counts of a field heed all filters but its own, so that further values can be chosen; the commonest first.
    """

    total: int
    counts: Mapping[str, tuple[tuple[str, int], ...]]


def tally(file: LedgerFile, table: str, filters: Filters, matter: Matter) -> Tally:
    """Count the facts of one table."""
    fields = (*PLACES, CLASS)
    chosen = {name: filters.values(name) for name in PLACES} | {CLASS: matter.classes}
    cells = _cells(file, table, replace(filters, province=(), level=(), year=()), replace(matter, classes=()))
    counts = {name: _counted(cells, at, fields, chosen) for at, name in enumerate(fields)}
    total = sum(number for cell, number in cells if _is_in(cell, fields, chosen))
    return Tally(total, counts)


def _cells(file: LedgerFile, table: str, filters: Filters, matter: Matter) -> list[tuple[_Cell, int]]:
    where, values = narrowed(table, filters, matter)
    shown = ", ".join((*(f"told.{name}" for name in PLACES), f"{table}.{SUBJECTS[table][1]}"))
    rows = file.rows(f"SELECT {shown}, count(*) FROM {joined(table)} WHERE {where} GROUP BY 1, 2, 3, 4", *values)
    return [(tuple(row[:-1]), row[-1]) for row in rows]


def _counted(
    cells: list[tuple[_Cell, int]], at: int, fields: tuple[str, ...], chosen: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, int], ...]:
    others = {name: values for name, values in chosen.items() if name != fields[at]}
    counts = Counter[str]()
    for cell, number in cells:
        value = cell[at]
        if value and _is_in(cell, fields, others):
            counts[value] += number
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _is_in(cell: _Cell, fields: tuple[str, ...], chosen: Mapping[str, tuple[str, ...]]) -> bool:
    return all(not chosen.get(name) or value in chosen[name] for name, value in zip(fields, cell, strict=True))
