"""The roll: courts whose names no division and no grammar tells, by each of their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from index.places.gazetteer import Division, gazetteer, rows_of
from index.text.normal import normalise

_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """A court of the roll: its full name, its level, and the place that it is told for."""

    name: str
    level: str
    division: Division | None


def entered(text: str, end: int) -> tuple[int, Entry] | None:
    """Find the longest name of the roll that ends at an offset of a normalised text; returns where it starts."""
    names = _roll()
    for start in range(max(0, end - _LONGEST), end):
        if entry := names.get(text[start:end]):
            return start, entry
    return None


@cache
def _roll() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for row in rows_of("courts.csv"):
        names = row["names"].split()
        division = gazetteer().division(row["code"]) if row["code"] else None
        entries |= {normalise(name): Entry(names[0], row["level"], division) for name in names}
    return entries
