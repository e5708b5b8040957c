"""Drawing: what stands in each mark of a chart, in the words of a language, for the stencils of ``charts.html``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from flask import Flask
from jinja2 import Environment, pass_environment

from webui.charts.gridmap import PLACES, GridMap
from webui.charts.yearbars import YearBars
from webui.glossary import UNITS
from webui.stencils import Row, filled
from webui.translating import speaks_english, term
from webui.wording import number

# The bar in its column, as parts of its width: the gap before it, and what it fills.
GAP, BREADTH = 0.12, 0.76
# From a bar to the number above it, in percent of the drawing.
ABOVE = 6


class TileLook(NamedTuple):
    """What a province's tile has."""

    is_linked: bool
    is_selected: bool
    is_counted: bool


class BarLook(NamedTuple):
    """What a year's bar has; what it counts may be a text's own word."""

    is_linked: bool
    is_selected: bool
    is_counted: bool
    is_numbered: bool
    is_ticked: bool
    is_in_own_words: bool


def install(app: Flask) -> None:
    """Let the templates of an application draw charts."""
    app.jinja_env.filters.update(filled=filled, tile_rows=tile_rows, bar_rows=bar_rows)


@pass_environment
def tile_rows(environment: Environment, chart: GridMap, unit: str) -> Iterator[Row]:
    """The tiles of a map of provinces that counts things of a unit."""
    amount, told = _amount(environment, unit), _told(in_english=speaks_english(environment))
    for place, (_, count, href, is_selected), depth in chart.tiles:
        look = TileLook(href is not None, is_selected, count > 0)
        yield look, depth, href, *told[place.name], amount(count) if count or href else "", count


@pass_environment
def bar_rows(environment: Environment, chart: YearBars, unit: str) -> Iterator[Row]:
    """The bars of a chart by year that counts things of a unit."""
    amount = _amount(environment, unit)
    for bar in chart.bars:
        year, count, href, is_selected = bar.measure
        look = BarLook(href is not None, is_selected, count > 0, bar.is_numbered, bar.is_ticked, unit not in UNITS)
        x, width = round(bar.x + bar.width * GAP, 2), round(bar.width * BREADTH, 2)
        anchor, at, above = bar.anchor, bar.at, round(bar.y - ABOVE, 2)
        yield look, href, year, amount(count), bar.x, bar.width, x, width, bar.y, bar.height, anchor, at, above, count


def _amount(environment: Environment, unit: str) -> Callable[[int], str]:
    """How so many of a unit are told; one that is none of ours is a text's."""
    if unit not in UNITS:
        return lambda count: f"{number(count)} {unit}"
    counted, words = environment.globals["_n"], UNITS[unit][1]
    assert callable(counted)
    return lambda count: counted(words, count)


@cache
def _told(*, in_english: bool) -> dict[str, Row]:
    """For every province what its tile always says, and where."""
    return {
        place.name: (
            term(place.name, in_english=in_english),
            term(place.initial, in_english=in_english),
            place.x,
            place.y,
            place.middle_x,
            place.middle_y,
        )
        for place in PLACES
    }
