"""Drawing: charts as rows, each mark with what it has, in the words of its language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import Environment
from small_library import filled

from webui import create_app
from webui.charts.gridmap import grid_map
from webui.charts.measures import Measure
from webui.charts.yearbars import year_bars
from webui.drawing import bar_rows, tile_rows
from webui.rendering import environment


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(filled())


@pytest.fixture(params=["/", "/en/"])
def speaking(app: Flask, request: pytest.FixtureRequest) -> Iterator[Environment]:
    with app.test_request_context(request.param):
        yield environment()


def test_every_province_has_a_row_and_those_alike_have_one_look(speaking: Environment) -> None:
    chart = grid_map([Measure("福建", 3, "?province=福建", is_selected=True), Measure("海外", 7)])
    rows = list(tile_rows(speaking, chart, "article", is_listed=False))
    looks = {row[0] for row in rows}
    assert (len(rows), len(looks)) == (34, 2)
    [(look, *values)] = [row for row in rows if "?province=福建" in row]
    assert look in looks
    assert ("福建" in values) is not ("Fujian" in values)
    assert values[-2:] == [3, "article"]


def test_a_bar_that_stands_at_an_edge_says_where_its_words_begin() -> None:
    rows = list(bar_rows(year_bars([Measure(str(year), 1) for year in range(2000, 2030)]), "article"))
    anchors = [anchor for row in rows for anchor in row if anchor in ("start", "middle", "end")]
    assert anchors == ["start", *["middle"] * 28, "end"]


def test_what_is_counted_in_a_texts_own_word_is_no_unit_of_ours(speaking: Environment) -> None:
    word = "<b>户</b>\ue0000\ue000"
    page = speaking.from_string(
        '{% from "charts.html" import year_chart %}{{ year_chart(chart, "图", unit=word, table=false) }}'
    )
    drawn = page.render(chart=year_bars([Measure("2020", 1234), Measure("2021", 2)]), word=word)
    assert "1,234 &lt;b&gt;户&lt;/b&gt;\ue0000\ue000" in drawn
