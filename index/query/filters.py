"""Filters: what the answers to any query are narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.errors import TashanError
from index.knowledge.variants import variant_key
from index.places.courts import todays_name
from index.query.fieldvalues import field_values, value_named
from index.text.script import simplified


class QueryError(TashanError):
    """The query or a filter cannot be answered as it stands."""


FORM, ROLE = "form", "role"
# What a document has none or one of, then what it may have several of.
SINGLE_VALUED = ("province", "city", "court", "level", "kind", "column", "year", "source")
MANY_VALUED = ("brand", "topic", "scope", "honour", "has")
STORED_FIELDS = (*SINGLE_VALUED, *MANY_VALUED)
# What documents are narrowed by; by their roles, sections are.
DOCUMENT_FIELDS = (*STORED_FIELDS, FORM)
FIELDS = (*DOCUMENT_FIELDS, ROLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the answers are narrowed to: any value inside a field, every field; dates are ``YYYY-MM-DD``, inclusive.

    Values are taken in either script and kept in simplified characters, as the facets are.
    A court may be given by any of its names and is kept by the one that the index counts it under.
    Raises QueryError for a date that is none and for a value that a field with few of them cannot have.
    """

    province: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    court: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    brand: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    honour: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None

    def __post_init__(self) -> None:
        for name in FIELDS:
            object.__setattr__(self, name, tuple(dict.fromkeys(map(simplified, self.values(name)))))
        for name in field_values():
            object.__setattr__(self, name, tuple(dict.fromkeys(_known(name, value) for value in self.values(name))))
        for day in (self.date_from, self.date_to):
            if day is not None:
                _require_date(day)
        object.__setattr__(self, "court", self._courts())
        object.__setattr__(self, "brand", self._brands())

    def _courts(self) -> tuple[str, ...]:
        """The courts by the names that the index keeps, whatever the reader gave; a place beside them may decide."""
        province, city = (places[0] if len(places) == 1 else None for places in (self.province, self.city))
        return tuple(dict.fromkeys(todays_name(name, province=province, city=city) for name in self.court))

    def _brands(self) -> tuple[str, ...]:
        """The brands by the first spelling of each that the reader gave."""
        return tuple({variant_key(name): name for name in reversed(self.brand)}.values())[::-1]

    def values(self, name: str) -> tuple[str, ...]:
        """The values asked for in one of FIELDS, as readers see them."""
        values: tuple[str, ...] = getattr(self, name)
        return values

    def keyed(self, name: str) -> dict[str, str]:
        """The values asked for in one of FIELDS under the keys by which an engine keeps them.

        All spellings of a brand have one key; any other value is its own.
        """
        values = self.values(name)
        return {variant_key(value) if name == "brand" else value: value for value in values} if values else {}


def _known(name: str, value: str) -> str:
    known = value_named(name, value)
    if known is None:
        raise QueryError(f"“{name}” is one of {', '.join(field_values()[name])}, not “{value[:40]}”.")
    return known


def _require_date(value: str) -> None:
    """Days are compared as text, so 20240102 will not do, which Python reads too."""
    try:
        is_day = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        raise QueryError(f"“{value}” is not a day as YYYY-MM-DD.")
