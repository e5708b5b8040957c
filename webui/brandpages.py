"""The pages of brands: the directory, and one brand's file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint, request, url_for

from index.collected import PassageId
from index.ledgers.brandfigures import FigurePoint, FigureSeries
from index.ledgers.brandfile import BrandFile, BrandUser, PlanLink
from index.ledgers.brandlist import ORDERS, BrandLine
from index.ledgers.brandusing import BrandUse
from index.ledgers.desk import Desk
from index.ledgers.sidebyside import CourtWords, Passage
from webui.browsing import Listing
from webui.charts.gridmap import GridMap, grid_map
from webui.charts.measures import Measure
from webui.charts.timeline import Span, Timeline, timeline
from webui.charts.yearbars import YearBars, year_bars
from webui.current import library
from webui.ledgerapi import wanted_in
from webui.liststate import narrowing_in
from webui.rendering import render

SIZE = 40
MOST_USERS = 24
MOST_SERIES = 6
MOST_PLANS = 6
MOST_OTHERS = 8

blueprint = Blueprint("brandpages", __name__)


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """One count of one court over the years, drawn, beside what its sentences say."""

    court: str
    series: FigureSeries
    chart: YearBars


@dataclass(frozen=True)
class BrandPage:
    """One brand's file as its template needs it."""

    file: BrandFile
    words: tuple[CourtWords, ...]

    @property
    def users(self) -> tuple[BrandUser, ...]:
        """The courts that are shown, the earliest first."""
        return self.file.users[:MOST_USERS]

    @property
    def spread(self) -> Timeline:
        """From when to when each court tells of the brand."""
        return timeline(
            Span(user.court, user.since, user.latest, url_for("courtpages.court", name=user.court), user.relation)
            for user in self.users
        )

    @property
    def places(self) -> GridMap:
        """How many courts of each province have the brand."""
        counts = Counter(user.province for user in self.file.users if user.province)
        return grid_map(Measure(province, count) for province, count in counts.items())

    @property
    def years(self) -> YearBars:
        """How many articles of each year have the name; each year is a search for it."""
        counts = Counter(use.year for use in self.file.uses if use.year)
        return year_bars(Measure(year, count, self.search(year=year)) for year, count in counts.items())

    @property
    def series(self) -> tuple[SeriesChart, ...]:
        """What the courts count under the name, over the years."""
        found = [(user.court, series) for user in self.users for series in user.figures]
        return tuple(
            SeriesChart(court, series, year_bars(Measure(point.year, round(point.value)) for point in series.points))
            for court, series in found[:MOST_SERIES]
        )

    @property
    def plans(self) -> tuple[PlanLink, ...]:
        """The plans that are shown, each with what came of it."""
        return self.file.plans[:MOST_PLANS]

    @cached_property
    def passages(self) -> dict[tuple[str, str], PassageId]:
        """For every sentence that is shown, behind its article's address, the paragraph that a basket can hold."""
        return library().stacks.passages_saying(self._said())

    def _said(self) -> Iterator[tuple[str, str]]:
        plans = [use for link in self.plans for use in (link.planned, link.done) if use]
        evidence = [user.evidence for user in self.users]
        points = [point for each in self.series for point in each.series.points]
        passages = [passage for each in self.words for passage in each.passages]
        shown: tuple[BrandUse | FigurePoint | Passage, ...] = (*evidence, *points, *passages, *plans)
        return ((each.url, each.sentence) for each in (*shown, *self.others_shown))

    @property
    def reposts(self) -> tuple[BrandUse, ...]:
        """The articles with the name that repeat another."""
        return tuple(use for use in self.file.uses if use.is_repost)

    @property
    def others(self) -> tuple[BrandUse, ...]:
        """The articles in which a court tells of another's brand, or went to see it."""
        own = {user.evidence.url for user in self.file.users}
        return tuple(use for use in self.file.uses if not (use.is_repost or use.is_own or use.url in own))

    @property
    def others_shown(self) -> tuple[BrandUse, ...]:
        """Those of them that are shown."""
        return self.others[:MOST_OTHERS]

    def search(self, **narrowed: str) -> str:
        """The address of a search for the name in any of its spellings."""
        return url_for("pages.results", brand=self.file.name, **narrowed)  # type: ignore[arg-type]


@blueprint.get("/brands")
def brands() -> str:
    """Every brand of the index, by name, type, template, place and year."""
    here = narrowing_in(request.args, ("q", "type", "template", "sort"))
    desk, wanted = Desk(library()), wanted_in(request.args)
    sort = here.value("sort", next(iter(ORDERS)))
    lines = desk.brands(wanted, sort=sort, first=(here.page - 1) * SIZE, count=SIZE)
    found = desk.brand_tally(wanted)
    listing: Listing[BrandLine] = Listing(here, lines, found.total, SIZE, found.counts)
    return render("brands.html", listing=listing, sort=sort, coverage=library().coverage())


@blueprint.get("/brand")
def brand() -> str:
    """The file of the brand called ``name``."""
    desk = Desk(library())
    file = desk.brand(request.args.get("name", ""))
    page = BrandPage(file, desk.side_by_side(file))
    return render("brand.html", page=page, brand=file, coverage=library().coverage())
