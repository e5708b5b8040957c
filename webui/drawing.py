"""Drawing: what stands in each mark of a chart, in the words of a language, for the stencils of ``charts.html``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from flask import Flask
from jinja2 import Environment, pass_environment

from webui.catalogue import MANY
from webui.charts.gridmap import PLACES, GridMap
from webui.charts.yearbars import YearBars
from webui.glossary import UNITS
from webui.stencils import Row, filled
from webui.translating import speaks_english, term

# The bar in its column, as parts of its width: the gap before it, and what it fills.
GAP, BREADTH = 0.12, 0.76
# From a bar to the number above it, in percent of the drawing.
ABOVE = 6


class TileLook(NamedTuple):
    """What a province's tile has, how many of which unit are told in one or in many words, and on which page it is."""

    is_linked: bool
    is_selected: bool
    is_counted: bool
    some: int
    unit: str
    is_listed: bool


class BarLook(NamedTuple):
    """What a year's bar has, and how many of which unit; a text's own word is none."""

    is_linked: bool
    is_selected: bool
    is_counted: bool
    is_numbered: bool
    is_ticked: bool
    is_centred: bool
    some: int
    unit: str


def install(app: Flask) -> None:
    """Let the templates of an application draw charts."""
    app.jinja_env.filters.update(filled=filled, tile_rows=tile_rows, bar_rows=bar_rows)


@pass_environment
def tile_rows(environment: Environment, chart: GridMap, unit: str, is_listed: bool) -> Iterator[Row]:
    """The tiles of a map of provinces that counts things of a unit, on a page that search engines may list or not."""
    told, known = _told(in_english=speaks_english(environment)), unit if unit in UNITS else ""
    for place, (_, count, href, is_selected), depth in chart.tiles:
        look = TileLook(href is not None, is_selected, count > 0, min(count, MANY), known, is_listed)
        yield look, depth, href, *told[place.name], count, unit


def bar_rows(chart: YearBars, unit: str) -> Iterator[Row]:
    """The bars of a chart by year that counts things of a unit."""
    known = unit if unit in UNITS else ""
    for bar in chart.bars:
        year, count, href, is_selected = bar.measure
        x, width = round(bar.x + bar.width * GAP, 2), round(bar.width * BREADTH, 2)
        anchor, above, some = bar.anchor, round(bar.y - ABOVE, 2), min(count, MANY)
        has = href is not None, is_selected, count > 0, bar.is_numbered, bar.is_ticked, anchor == "middle"
        look = BarLook(*has, some, known)
        yield look, href, year, bar.x, bar.width, x, width, bar.y, bar.height, anchor, bar.at, above, count, unit


@cache
def _told(*, in_english: bool) -> dict[str, Row]:
    """For every province what its tile always says, and where."""
    return {
        place.name: (
            term(place.name, in_english=in_english),
            term(place.initial, in_english=in_english),
            f"{place.x:g}",
            f"{place.y:g}",
            f"{place.middle_x:g}",
            f"{place.middle_y:g}",
        )
        for place in PLACES
    }
