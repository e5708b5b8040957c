"""The state of a page that lists and narrows: which values each of its parameters has, and the states beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from index.ledgers.filtering import COLUMNS
from webui.address import DATES, Arguments, BadParameter, filters_in, number_in, require_few, values_in
from webui.charts.measures import Measure

PAGE = "page"


class Choice(NamedTuple):
    """One value of a filter: whether it is chosen, the query string that turns it, and how many it would leave."""

    is_selected: bool
    query_string: str
    value: str
    count: int  # type: ignore[assignment]  # what tuples call count is not missed

    @property
    def measure(self) -> Measure:
        """The choice as a chart shows it."""
        return Measure(self.value, self.count, f"?{self.query_string}", self.is_selected)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One state of a page: every parameter in a fixed order with its values, and which page of the list it shows."""

    chosen: tuple[tuple[str, tuple[str, ...]], ...]
    page: int = 1

    @property
    def query_string(self) -> str:
        """The state as an encoded query string without the question mark."""
        return urlencode(list(self.pairs()))

    @property
    def export_query(self) -> str:
        """The same for all pages together."""
        return urlencode(list(self.pairs(without=(PAGE,))))

    def pairs(self, *, without: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """Iterate over the parameters, such as a form has to carry along."""
        for name, values in self.chosen:
            if name not in without:
                yield from ((name, value) for value in values)
        if self.page > 1 and PAGE not in without:
            yield PAGE, str(self.page)

    def values(self, name: str) -> tuple[str, ...]:
        """The values of one parameter."""
        return dict(self.chosen).get(name, ())

    def value(self, name: str, usual: str = "") -> str:
        """The one value of a parameter that has no more."""
        return next(iter(self.values(name)), usual)

    def toggled(self, name: str, value: str) -> Narrowing:
        """The state with one value added, or taken back where it was there; on its first page."""
        known = self.values(name)
        return self.having(
            name, *(tuple(each for each in known if each != value) if value in known else (*known, value))
        )

    def having(self, name: str, *values: str) -> Narrowing:
        """The state with these values of one parameter and no others."""
        return Narrowing(tuple((each, values if each == name else kept) for each, kept in self.chosen))

    def at_page(self, page: int) -> Narrowing:
        """The same on another page."""
        return replace(self, page=page)

    def choices(self, name: str, counts: Collection[tuple[str, int]]) -> tuple[Choice, ...]:
        """Every value that was counted, and those chosen that were not, as links."""
        known = dict(counts)
        shown = [*known.items(), *((value, 0) for value in self.values(name) if value not in known)]
        return tuple(
            Choice(value in self.values(name), self.toggled(name, value).query_string, value, count)
            for value, count in shown
        )

    def chips(self, names: Collection[str]) -> tuple[tuple[str, Choice], ...]:
        """Every value in use of these parameters, with the query string that takes it back."""
        return tuple(
            (name, Choice(True, self.toggled(name, value).query_string, value, 0))
            for name, values in self.chosen
            if name in names
            for value in values
        )

    def without(self, names: Collection[str]) -> Narrowing:
        """The state without any value of these parameters."""
        return Narrowing(tuple((name, () if name in names else kept) for name, kept in self.chosen))


# What every list can be narrowed by, beside its own parameters.
STANDING = (*COLUMNS, *DATES)


def narrowing_in(arguments: Arguments, own: Collection[str], *, fields: Collection[str] = STANDING) -> Narrowing:
    """Read a state from the parameters of an address: a page's own ones and the filters of every search.

    Raises BadParameter where a value is not of its kind.
    """
    filters_in(arguments, COLUMNS)
    chosen = tuple((name, values_in(arguments, name)) for name in (*own, *fields))
    require_few(value for _, values in chosen for value in values)
    page = number_in(arguments, PAGE, usual=1)
    if page < 1:
        raise BadParameter("Pages are counted from 1.")
    return Narrowing(chosen, page)
