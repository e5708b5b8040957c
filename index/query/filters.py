"""Filters: what the answers to any query are narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.errors import TashanError
from index.places.courts import todays_name
from index.text.script import simplified


class QueryError(TashanError):
    """The query or a filter cannot be answered as it stands."""


FIELDS = ("province", "city", "court", "level", "kind", "column", "source", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the answers are narrowed to: any value inside a field, every field; dates are ``YYYY-MM-DD``, inclusive.

    Values are taken in either script and kept in simplified characters, as the facets are.
    A court may be given by any of its names and is kept by the one that the index counts it under.
    """

    province: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    court: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None

    def __post_init__(self) -> None:
        for name in FIELDS:
            object.__setattr__(self, name, tuple(dict.fromkeys(map(simplified, self.values(name)))))
        for value in (self.date_from, self.date_to):
            if value is not None:
                _require_date(value)
        object.__setattr__(self, "court", self._courts())

    def _courts(self) -> tuple[str, ...]:
        """The courts by the names that the index keeps, whatever the reader gave; a place beside them may decide."""
        province, city = (places[0] if len(places) == 1 else None for places in (self.province, self.city))
        return tuple(dict.fromkeys(todays_name(name, province=province, city=city) for name in self.court))

    def values(self, name: str) -> tuple[str, ...]:
        """The values asked for in one of FIELDS."""
        values: tuple[str, ...] = getattr(self, name)
        return values


def _require_date(value: str) -> None:
    """Days are compared as text, so 20240102 will not do, which Python reads too."""
    try:
        is_day = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        raise QueryError(f"“{value}” is not a day as YYYY-MM-DD.")
