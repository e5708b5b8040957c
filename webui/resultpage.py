"""The results page as its template needs it: an answer beside the addresses that lead on from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.collected import PassageId, paragraph_named
from index.results import FacetValue, Hit, HitPassage, SearchResults
from index.searching import SearchRequest
from webui.address import Address
from webui.charts.gridmap import GridMap, grid_map
from webui.charts.measures import Measure
from webui.charts.yearbars import YearBars, year_bars

FEW_VALUES = 5
MOST_VALUES = 24
BYTES_OF_LINKS = 24_000
# What a link takes on the page beside the query that it repeats.
BYTES_OF_ONE = 180
NEIGHBOURS = 2
NEWEST_FIRST = frozenset({"year"})
# Drawn instead of listed, where there is anything to compare.
CHARTED = frozenset({"year", "province"})
# A drawing has a link for each province or year, and every link repeats the query.
LONGEST_LINKED = 320


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value of a facet and the query string that selects it, or takes it back."""

    value: str
    count: int
    is_selected: bool
    query_string: str


@dataclass(frozen=True, slots=True)
class FacetList:
    """The values of one facet: those shown at once, those behind “more”, and how many are left out, or more of them."""

    field: str
    first: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    left_out: int
    are_more: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in use and the query string that removes it."""

    field: str
    value: str
    query_string: str


@dataclass(frozen=True)
class ResultPage:
    """One answer at one address."""

    address: Address
    results: SearchResults

    def named(self, hit: Hit, passage: HitPassage) -> PassageId | None:
        """The name that a basket has for the paragraph that is shown of a hit; None where it cannot be collected."""
        return paragraph_named(hit.url, passage.paragraph) if passage.paragraph else None

    @property
    def cards(self) -> int:
        """How many cards the whole answer has, over all pages."""
        return self.results.stories

    @cached_property
    def pages(self) -> int:
        """How many pages the cards fill, at least one."""
        return self.results.pages

    @property
    def nearby(self) -> tuple[int | None, ...]:
        """The page numbers to link, None standing for a gap."""
        here = min(self.address.request.page, self.pages)
        near = range(max(1, here - NEIGHBOURS), min(self.pages, here + NEIGHBOURS) + 1)
        before = {1: (), 2: (1,)}.get(near[0], (1, None))
        after = {0: (), 1: (self.pages,)}.get(self.pages - near[-1], (None, self.pages))
        return (*before, *near, *after)

    @property
    def feed(self) -> str:
        """The query string of the feed of this search, whatever its order and page."""
        asked = self.address.request
        return Address(SearchRequest(query=asked.query, filters=asked.filters, also=asked.also)).query_string

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Every filter in use."""
        here = self.address
        return tuple(Chip(name, value, here.without(name, value).query_string) for name, value in here.selected())

    @cached_property
    def facets(self) -> tuple[FacetList, ...]:
        """Every facet that has values, in the order of the results."""
        return tuple(self._facet(field, values) for field, values in self.results.facets.items() if values)

    @cached_property
    def years(self) -> YearBars | None:
        """What answers by year, each a filter; None where there is one year or none."""
        return year_bars(self._measures("year")) if "year" in self._charted else None

    @cached_property
    def places(self) -> GridMap | None:
        """What answers by province, each a filter; None where there is one province or none."""
        return grid_map(self._measures("province")) if "province" in self._charted else None

    @cached_property
    def _charted(self) -> frozenset[str]:
        facets = self.results.facets
        return frozenset(field for field in CHARTED if len(facets.get(field, ())) > 1)

    def _measures(self, field: str) -> Iterator[Measure]:
        links = len(self.address.query_string) <= LONGEST_LINKED
        for link in self._links(field, self.results.facets[field]):
            yield Measure(link.value, link.count, f"?{link.query_string}" if links else None, link.is_selected)

    def _facet(self, field: str, values: Sequence[FacetValue]) -> FacetList:
        ordered = sorted(values, key=lambda value: value.value, reverse=True) if field in NEWEST_FIRST else values
        shown = ordered[: self._room]
        links = tuple(self._links(field, shown))
        at_once = 0 if field in self._charted else FEW_VALUES
        are_more = len(values) >= self.address.request.values
        return FacetList(field, links[:at_once], links[at_once:], len(values) - len(links), are_more)

    @cached_property
    def _room(self) -> int:
        """How many values each facet may link so that a long query, repeated in every link, makes no heavy page."""
        facets = max(1, len(self.results.facets))
        return min(MOST_VALUES, BYTES_OF_LINKS // (facets * (len(self.address.query_string) + BYTES_OF_ONE)))

    def _links(self, field: str, values: Iterable[FacetValue]) -> Iterator[FacetLink]:
        adding = self.address.adding(field)
        for each in values:
            target = self.address.toggled(field, each.value).query_string if each.selected else adding(each.value)
            yield FacetLink(each.value, each.count, each.selected, target)
