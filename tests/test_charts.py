"""Charts as SVG: links and words for those who do not see them, text only from whatever a page held."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from flask import Flask

from webui import drawing, glossary, translating, wording
from webui.charts.gridmap import grid_map
from webui.charts.measures import Measure
from webui.charts.timeline import Span, timeline
from webui.charts.yearbars import year_bars
from webui.rendering import environment

PAGE = """{% from "charts.html" import map_chart, time_chart, year_chart %}
{{ year_chart(years, "历年") }}
{{ map_chart(places, "各地") }}
{{ time_chart(times, "先后") }}"""
PAYLOAD = "\"><script>alert('图')</script>"


@pytest.fixture
def drawn() -> ET.Element:
    """All charts as a page has them, with hostile names among what is counted."""
    app = Flask("webui")
    for part in (wording, glossary, translating, drawing):
        part.install(app)
    years = [Measure("2019", 3, "/search?year=2019", is_selected=True), Measure("2021", 1), Measure(PAYLOAD, 1)]
    places = [Measure("福建", 3, "/search?province=福建"), Measure(PAYLOAD, 2, "/search?a=1&b=" + PAYLOAD)]
    with app.test_request_context():
        page = (
            environment()
            .from_string(PAGE)
            .render(
                years=year_bars(years),
                places=grid_map(places),
                times=timeline([Span(PAYLOAD, "2019-01-01", "2020-01-01"), Span("乙", None, None)]),
            )
        )
    return ET.fromstring(f"<main>{page}</main>")


def test_charts_are_whole_and_hold_names_as_text(drawn: ET.Element) -> None:
    assert drawn.find(".//script") is None
    assert sum(PAYLOAD in (element.text or "") for element in drawn.iter()) == 3
    assert not [element for element in drawn.iter() if {"style", "onload", "onclick"} & set(element.keys())]


def test_every_mark_that_is_clicked_says_what_it_counts(drawn: ET.Element) -> None:
    links = {link.get("href"): link.findtext("title") for link in drawn.findall(".//svg//a")}
    assert links == {
        "/search?year=2019": "2019 年：3 篇（已选，点按取消）",
        "/search?province=福建": "福建（闽）：3 篇",
    }


def test_a_table_says_the_same_in_words(drawn: ET.Element) -> None:
    rows = [[cell.text or cell[0].text for cell in row] for row in drawn.findall(".//tbody/tr")]
    assert rows == [["2021", "1"], ["2019", "3"], [PAYLOAD, "1"], ["福建", "3"], [PAYLOAD, "2"]]


def test_a_timeline_says_its_days_beside_the_line(drawn: ET.Element) -> None:
    [first, second] = drawn.findall(".//figure/ol/li")
    assert [time.text for time in first.findall(".//time")] == ["2019-01-01", "2020-01-01"]
    assert "日期不详" in "".join(second.itertext())
    assert all(line.get("aria-hidden") == "true" for line in drawn.findall(".//figure/ol//svg"))
