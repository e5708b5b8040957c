"""Bar charts: well-formed, logarithmic, harmless whatever they are called."""

from __future__ import annotations

from xml.etree import ElementTree

from benchmarks.barchart import BarChart, page

SVG = "{http://www.w3.org/2000/svg}"


def bars(chart: BarChart) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(page([chart]))
    return [rect for rect in root.iter(f"{SVG}rect") if rect.find(f"{SVG}title") is not None]


def test_each_value_is_a_bar_and_none_is_none() -> None:
    found = bars(BarChart("ms", ("term", "phrase"), {"tashan": (0.01, 1.0), "other": (10.0, None)}))
    assert [bar.findtext(f"{SVG}title") for bar in found] == [
        "tashan, term: 0.01",
        "tashan, phrase: 1",
        "other, term: 10",
    ]


def test_ten_times_is_the_same_step_everywhere() -> None:
    low, middle, high = (
        float(bar.get("height", "")) for bar in bars(BarChart("ms", ("a", "b", "c"), {"one": (0.1, 1.0, 10.0)}))
    )
    assert round(high - middle, 1) == round(middle - low, 1) > 0


def test_names_are_text() -> None:
    drawn = page([BarChart("<script>&", ("<a>",), {"<b>": (1.0,)})])
    assert "<script>" not in drawn
    assert ElementTree.fromstring(drawn).tag == f"{SVG}svg"
