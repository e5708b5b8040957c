"""The results page as its template needs it: an answer beside the addresses that lead on from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup, escape

from index.collected import PassageId, paragraph_named
from index.results import FacetValue, Hit, HitPassage, SearchResults
from index.searching import SearchRequest
from webui.address import Address
from webui.charts.gridmap import GridMap, grid_map
from webui.charts.measures import Measure
from webui.charts.yearbars import YearBars, year_bars
from webui.linking import anchored
from webui.stencils import Row

FEW_VALUES = 5
MOST_VALUES = 24
BYTES_OF_PAGE = 61_440
# What is neither a card nor a link of a facet.
BYTES_OF_THE_REST = 14_500
# What facets have beside the heaviest cards, too.
LEAST_BYTES_OF_LINKS = 9_000
# What a link takes on the page beside the query that it repeats.
BYTES_OF_ONE = 180
NEIGHBOURS = 2
NEWEST_FIRST = frozenset({"year"})
# Drawn instead of listed, where there is anything to compare.
CHARTED = frozenset({"year", "province"})
# What has a page of its own beside the search for it.
FILES = {"brand": "brandpages.brand", "court": "courtpages.court"}
# Of a heading that only leads to the one which answers.
LONGEST_ABOVE = 20
# A drawing has a link for each province or year, and every link repeats the query.
LONGEST_LINKED = 320


class FacetLink(NamedTuple):
    """One value of a facet and the query string that turns it; a tuple, for a page has a hundred."""

    is_selected: bool
    query_string: str
    value: str
    count: int  # type: ignore[assignment]  # what tuples call count is not missed


class PassageLook(NamedTuple):
    """What a passage of a hit has; one that can be collected is named."""

    is_listed: bool
    is_heading: bool
    has_heading: bool
    is_under: bool
    is_named: bool
    is_collected: bool


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

    @staticmethod
    def passages(hit: Hit, address: str, place: str, basket: Collection[PassageId]) -> list[Row]:
        """The passages of a hit whose article has this address, each with the name that a basket has for its paragraph.

        ``place`` is where on the page the hit stands.
        """
        return [_row(hit.url, passage, address, place, basket, at=at) for at, passage in enumerate(hit.passages)]

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
    def files(self) -> tuple[tuple[str, str], ...]:
        """The brands and courts that were asked for: the page and the name of each."""
        return tuple((page, name) for field, page in FILES.items() for name in self.results.asked_for(field))

    def facets_beside(self, cards: str) -> tuple[FacetList, ...]:
        """Every facet that has values, in the order of the results, in the room that the markup of the cards leaves."""
        room = self._room(len(cards.encode()))
        return tuple(self._facet(field, values, room) for field, values in self.results.facets.items() if values)

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

    def _facet(self, field: str, values: Sequence[FacetValue], room: int) -> FacetList:
        ordered = sorted(values, key=lambda value: value.value, reverse=True) if field in NEWEST_FIRST else values
        shown = ordered[:room]
        links = tuple(self._links(field, shown))
        at_once = 0 if field in self._charted else FEW_VALUES
        are_more = len(values) >= self.address.request.values
        return FacetList(field, links[:at_once], links[at_once:], len(values) - len(links), are_more)

    def _room(self, weight: int) -> int:
        """How many values each facet may link so that a long query, repeated in every link, makes no heavy page.

        What facets of few values leave is room for the others.
        """
        one = BYTES_OF_ONE + len(escape(self.address.query_string)) * 5 // 4
        drawn = one * sum(len(self.results.facets[field]) for field in self._charted)
        links = max(BYTES_OF_PAGE - BYTES_OF_THE_REST - weight - drawn, LEAST_BYTES_OF_LINKS) // one
        sizes = sorted(map(len, self.results.facets.values()))
        for place, size in enumerate(sizes):
            fair = links // (len(sizes) - place)
            if size >= fair:
                return min(MOST_VALUES, fair)
            links -= size
        return MOST_VALUES

    def _links(self, field: str, values: Iterable[FacetValue]) -> Iterator[FacetLink]:
        adding = self.address.adding(field)
        for each in values:
            target = self.address.toggled(field, each.value).query_string if each.selected else adding(each.value)
            yield FacetLink(each.selected, target, each.value, each.count)


def _row(url: str, passage: HitPassage, address: str, place: str, basket: Collection[PassageId], *, at: int) -> Row:
    named = paragraph_named(url, passage.paragraph) if passage.paragraph else None
    text, heading = Markup(passage.text), passage.heading
    is_heading = bool(heading) and heading == text.striptags()
    above = _path(passage.path[:-1])
    look = PassageLook(at > 0, is_heading, bool(heading), bool(above), named is not None, named in basket)
    return look, anchored(address, passage.anchor), above, Markup(passage.heading_html), text, named, place


def _path(headings: Iterable[str]) -> str:
    """The headings that lead to one, each in a few characters."""
    short = (each if len(each) <= LONGEST_ABOVE else f"{each[: LONGEST_ABOVE - 1]}…" for each in headings)
    return "".join(f"{each} › " for each in short)
