"""The address of a search: a SearchRequest written as a query string, and read from one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from urllib.parse import quote_plus

from werkzeug.datastructures import MultiDict

from index.errors import TashanError
from index.query import FIELDS, Filters
from index.searching import GROUPS, SORTS, USUAL_VALUES, SearchRequest

DATES = {"from": "date_from", "to": "date_to"}
NARROWING = frozenset({"q", *FIELDS, *DATES, "also", "without"})
PARAMETERS = NARROWING | frozenset({"sort", "group", "page", "size", "values"})
SWITCH = ("1", "0")
# Of one filter, and of all together on a page, where every link repeats them.
MOST_OF_ONE = 20
MOST_VALUES = 60
MOST_CHARACTERS = 600
LARGEST_NUMBER = 999_999
REMEMBERED_VALUES = 4096

Arguments = MultiDict[str, str]


class BadParameter(TashanError):
    """A parameter of the address has a value that it cannot have."""


# What an address leaves out, and the order in which it tells the rest.
_USUAL = SearchRequest()
_LEFT_OUT = {"q": "", "also": "1", "sort": _USUAL.sort, "group": _USUAL.group}
_ORDER = ("q", *FIELDS, *DATES, "also", "without", "sort", "group", "size", "values", "page")


@dataclass(frozen=True)
class Address:
    """One state of the results page; every change gives the address of another state, on its first page."""

    request: SearchRequest

    @cached_property
    def query_string(self) -> str:
        """The state as an encoded query string without the question mark; what is usual is left out."""
        return "&".join(written for _, written in self._parts)

    def pairs(self, *, without: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """Iterate over the parameters of the state in a fixed order, such as a form has to carry along."""
        return ((name, value) for name, value in self._pairs if name not in without)

    @cached_property
    def export_query(self) -> str:
        """What an export of the whole answer is asked with, but for its format."""
        return "&".join(written for name, written in self._parts if name not in {"page", "size", "values"})

    def selected(self) -> Iterator[tuple[str, str]]:
        """Iterate over every filter in use as (parameter, value)."""
        return ((name, value) for name, value in self._pairs if name in (*FIELDS, *DATES))

    def toggled(self, field: str, value: str) -> Address:
        """The state with one value of a filter added, or removed where it was there in any spelling."""
        known = self.request.filters.keyed(field)
        asked = Filters(**{field: (value,)}).keyed(field)  # type: ignore[arg-type]
        kept = {key: other for key, other in (known | asked).items() if not (key in known and key in asked)}
        return self._filtered(**{field: tuple(kept.values())})

    def adding(self, field: str) -> Callable[[str], str]:
        """What gives, for a value of a filter that a facet counts and nobody chose, the query string with it added.

        It is that of ``toggled``; what the links of a whole facet share is written once.
        """
        first = ("q", *FIELDS[: FIELDS.index(field) + 1])
        before = "".join(f"{written}&" for name, written in self._parts if name in first)
        after = "".join(f"&{written}" for name, written in self._parts if name not in (*first, "page"))
        return lambda value: f"{before}{field}={_quoted(value)}{after}"

    def without(self, name: str, value: str) -> Address:
        """The state without one value of one filter or without one end of the span of dates."""
        return self._filtered(**{DATES[name]: None}) if name in DATES else self.toggled(name, value)

    def unfiltered(self) -> Address:
        """The state without any filter."""
        return self._changed(filters=Filters())

    def changed(self, name: str, value: str) -> str:
        """The query string with another value of a parameter that has one, ``q`` or ``sort``, on the first page.

        It is cut out of this one, for a page leads to dozens of others.
        """
        at = _ORDER.index(name)
        before = [written for each, written in self._parts if _ORDER.index(each) < at]
        own = [f"{name}={quote_plus(value)}"] if value != _LEFT_OUT.get(name) else []
        after = [written for each, written in self._parts if _ORDER.index(each) > at and each != "page"]
        return "&".join(before + own + after)

    def on_page(self, page: int) -> str:
        """The query string of the same state on another page, which it ends with."""
        first = self._first_page
        return first if page == 1 else f"{first}&page={page}" if first else f"page={page}"

    @cached_property
    def _first_page(self) -> str:
        return "&".join(written for name, written in self._parts if name != "page")

    def _changed(self, **values: object) -> Address:
        return Address(replace(self.request, page=1, **values))  # type: ignore[arg-type]

    def _filtered(self, **values: object) -> Address:
        return self._changed(filters=replace(self.request.filters, **values))  # type: ignore[arg-type]

    @cached_property
    def _parts(self) -> tuple[tuple[str, str], ...]:
        """The name of each parameter, and all of it as it stands in a query string."""
        return tuple((name, f"{name}={quote_plus(value)}") for name, value in self._pairs)

    @cached_property
    def _pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple(self._told())

    def _told(self) -> Iterator[tuple[str, str]]:
        asked = self.request
        if asked.query:
            yield "q", asked.query
        if asked.filters != _USUAL.filters:
            for field in FIELDS:
                yield from ((field, value) for value in asked.filters.values(field))
            for name, field in DATES.items():
                if day := getattr(asked.filters, field):
                    yield name, day
        if not asked.also:
            yield "also", "0"
        yield from (("without", factor) for factor in asked.without)
        for name in ("sort", "group", "size", "values", "page"):
            if getattr(asked, name) != getattr(_USUAL, name):
                yield name, str(getattr(asked, name))


@lru_cache(maxsize=REMEMBERED_VALUES)
def _quoted(value: str) -> str:
    """A value as it stands in a query string: facets tell the same ones on page after page."""
    return quote_plus(value)


def search_request(arguments: Arguments) -> SearchRequest:
    """Read a search from the parameters of an address; empty ones count as absent.

    Raises BadParameter where a value is not of its kind; what the library limits, it says itself.
    """
    return SearchRequest(
        query=arguments.get("q", "").strip(),
        filters=filters_in(arguments),
        also=_choice(arguments, "also", SWITCH) == "1",
        without=tuple(dict.fromkeys(filter(None, arguments.getlist("without")))),
        sort=_choice(arguments, "sort", SORTS),
        group=_choice(arguments, "group", GROUPS),
        page=number_in(arguments, "page", usual=1),
        size=number_in(arguments, "size", usual=10),
        values=number_in(arguments, "values", usual=USUAL_VALUES),
    )


def require_known(arguments: Arguments, known: Iterable[str]) -> None:
    """Raise BadParameter where an address has a parameter that would be passed over in silence."""
    for name in arguments:
        if name not in known:
            raise BadParameter(f"There is no parameter “{name[:40]}”; known are {', '.join(sorted(known))}.")


def require_few(values: Iterable[str]) -> None:
    """Raise BadParameter where a page with so many filter values, or such long ones, would be all links."""
    lengths = [len(value) for value in values]
    if len(lengths) > MOST_VALUES or sum(lengths) > MOST_CHARACTERS:
        raise BadParameter(f"A page takes at most {MOST_VALUES} filter values, of {MOST_CHARACTERS} characters in all.")


def filters_in(arguments: Arguments, fields: Iterable[str] = FIELDS) -> Filters:
    """Read the filters from the parameters of an address, those of some fields or of all."""
    values = {field: values_in(arguments, field) for field in fields}
    days = {field: arguments.get(name, "").strip() or None for name, field in DATES.items()}
    return Filters(**values, **days)  # type: ignore[arg-type]


def values_in(arguments: Arguments, name: str) -> tuple[str, ...]:
    """Read the values of a parameter that may repeat, each once; raises BadParameter for too many."""
    given = (value.strip() for value in arguments.getlist(name))
    chosen = tuple(dict.fromkeys(value for value in given if value))
    if len(chosen) > MOST_OF_ONE:
        raise BadParameter(f"“{name}” takes at most {MOST_OF_ONE} values.")
    return chosen


def _choice(arguments: Arguments, name: str, choices: tuple[str, ...]) -> str:
    value = arguments.get(name, "") or choices[0]
    if value not in choices:
        raise BadParameter(f"“{name}” is one of {', '.join(choices)}, not “{value[:40]}”.")
    return value


def number_in(arguments: Arguments, name: str, *, usual: int) -> int:
    """Read a whole number from the parameters of an address."""
    value = arguments.get(name, "") or str(usual)
    if not re.fullmatch("[0-9]{1,6}", value):
        raise BadParameter(f"“{name}” is a whole number up to {LARGEST_NUMBER}, not “{value[:40]}”.")
    return int(value)
