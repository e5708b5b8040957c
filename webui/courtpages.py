"""The pages of courts: the directory, one court's profile, a few of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from flask import Blueprint, request, url_for

from index.ledgers.comparing import MOST, ComparedRow, Comparison
from index.ledgers.courtfile import CourtFile, Share
from index.ledgers.courtlist import CourtLine, counted
from index.ledgers.desk import Desk
from index.ledgers.rollwords import COUNTED
from index.query import Filters
from webui.browsing import Listing
from webui.charts.measures import Measure
from webui.charts.yearbars import YearBars, year_bars
from webui.current import library
from webui.liststate import narrowing_in
from webui.rendering import render

SIZE = 100
NARROWING = ("province", "city", "level")

blueprint = Blueprint("courtpages", __name__)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A name with how many articles it stands in, and how much of the most frequent one that is, in percent."""

    name: str
    articles: int
    width: float


@blueprint.get("/courts")
def courts() -> str:
    """Every court of the index by place and level."""
    here = narrowing_in(request.args, ("q",), fields=NARROWING)
    chosen = {name: here.values(name) for name in NARROWING}
    desk, query = Desk(library()), here.value("q")
    lines = desk.courts(query, Filters(**chosen))  # type: ignore[arg-type]
    counts = {
        name: counted(desk.courts(query, Filters(**chosen | {name: ()})), name)  # type: ignore[arg-type]
        for name in ("province", "level")
    }
    first = (here.page - 1) * SIZE
    listing: Listing[CourtLine] = Listing(here, lines[first : first + SIZE], len(lines), SIZE, counts)
    places = [(province, list(found)) for province, found in groupby(listing.shown, lambda line: line.province)]
    return render("courts.html", listing=listing, places=places, coverage=library().coverage())


@blueprint.get("/court")
def court() -> str:
    """The profile of the court called ``name``."""
    file = Desk(library()).court(request.args.get("name", ""))
    return render(
        "court.html",
        court=file,
        years=years_of(file),
        topics=weighed(file.topics),
        kinds=weighed(file.kinds),
        coverage=library().coverage(),
    )


@blueprint.get("/compare")
def compare() -> str:
    """Two to four courts side by side; with fewer, the form to name them."""
    names = tuple(dict.fromkeys(name.strip() for name in request.args.getlist("court") if name.strip()))
    if len(names) < 2:
        return render("compare.html", names=names, found=None, most=MOST)
    found = Desk(library()).compare(names)
    charts = [years_of(each, beside=found) for each in found.courts]
    return render(
        "compare.html",
        names=tuple(each.name for each in found.courts),
        found=found,
        charts=charts,
        tables=_tables(found),
        query=urlencode([("court", each.name) for each in found.courts]),
        most=MOST,
        coverage=library().coverage(),
    )


def years_of(file: CourtFile, *, beside: Comparison | None = None) -> YearBars:
    """A court's articles by year, each year a search; ``beside`` others over the same years in the same measure."""
    measures = {
        year.name: Measure(year.name, year.articles, url_for("pages.results", court=file.name, year=year.name))
        for year in file.years
    }
    if beside is None:
        return year_bars(measures.values())
    years = {row.name: Measure(row.name, 0) for row in beside.years} | measures
    return year_bars(years.values(), most=max((count for row in beside.years for count in row.counts), default=0))


def weighed(shares: Sequence[Share]) -> tuple[Weighed, ...]:
    """Names with bars beside them."""
    most = max((share.articles for share in shares), default=1)
    return tuple(Weighed(share.name, share.articles, round(100 * share.articles / most, 1)) for share in shares)


def _tables(found: Comparison) -> tuple[tuple[str, tuple[ComparedRow, ...]], ...]:
    """What is counted in articles or honours."""
    return tuple((title, getattr(found, name)) for name, title in COUNTED.items())
