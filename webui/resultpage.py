"""The results page as its template needs it: an answer beside the addresses that lead on from it."""

from __future__ import annotations

from dataclasses import dataclass

from index.results import FacetValue, SearchResults
from index.searching import SearchRequest
from webui.address import Address

FEW_VALUES = 7
MOST_VALUES = 24
BYTES_OF_LINKS = 28_000
NEIGHBOURS = 2
NEWEST_FIRST = frozenset({"year"})


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value of a facet and the query string that selects it, or takes it back."""

    value: str
    count: int
    selected: bool
    query_string: str


@dataclass(frozen=True, slots=True)
class FacetList:
    """The values of one facet: those shown at once, those behind “more”, and how many are left out."""

    field: str
    first: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in use and the query string that removes it."""

    field: str
    value: str
    query_string: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One answer at one address."""

    address: Address
    results: SearchResults

    @property
    def cards(self) -> int:
        """How many cards the whole answer has, over all pages."""
        return self.results.stories if self.address.request.group == "story" else self.results.total

    @property
    def pages(self) -> int:
        """How many pages the cards fill, at least one."""
        return max(1, -(-self.cards // self.address.request.size))

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

    @property
    def facets(self) -> tuple[FacetList, ...]:
        """Every facet that has values, in the order of the results."""
        return tuple(self._facet(field, values) for field, values in self.results.facets.items() if values)

    def _facet(self, field: str, values: tuple[FacetValue, ...]) -> FacetList:
        ordered = sorted(values, key=lambda value: value.value, reverse=True) if field in NEWEST_FIRST else values
        shown = ordered[: self._room]
        links = tuple(self._link(field, value) for value in shown)
        return FacetList(field, links[:FEW_VALUES], links[FEW_VALUES:], len(values) - len(links))

    @property
    def _room(self) -> int:
        """How many values each facet may link so that a long query, repeated in every link, makes no heavy page."""
        facets = max(1, len(self.results.facets))
        return min(MOST_VALUES, max(3, BYTES_OF_LINKS // (facets * (len(self.address.query_string) + 1))))

    def _link(self, field: str, value: FacetValue) -> FacetLink:
        target = self.address.toggled(field, value.value)
        return FacetLink(value.value, value.count, value.selected, target.query_string)
