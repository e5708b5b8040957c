"""Bars by year: gaps are drawn, charts can be compared, nothing stands outside of the drawing."""

from __future__ import annotations

from webui.charts.measures import Measure
from webui.charts.yearbars import BASE, LEAST_HEIGHT, MOST_TICKS, MOST_YEARS, TOP, year_bars


def counted(**years: int) -> list[Measure]:
    """Counts by year, written ``y2019=3``."""
    return [Measure(name.removeprefix("y"), count) for name, count in years.items()]


def test_a_year_without_anything_has_a_column_and_no_bar() -> None:
    chart = year_bars(counted(y2018=2, y2021=4))
    assert [(bar.measure.label, bar.measure.count) for bar in chart.bars] == [
        ("2018", 2),
        ("2019", 0),
        ("2020", 0),
        ("2021", 4),
    ]
    assert [bar.height for bar in chart.bars] == [(BASE - TOP) / 2, 0, 0, BASE - TOP]


def test_bars_stand_on_the_baseline_side_by_side() -> None:
    chart = year_bars(counted(y2018=2, y2019=3, y2020=1))
    assert {round(bar.y + bar.height, 1) for bar in chart.bars} == {BASE}
    assert [round(bar.x) for bar in chart.bars] == [0, 33, 67]


def test_a_full_height_that_is_given_makes_charts_comparable() -> None:
    [bar] = year_bars(counted(y2020=5), most=10).bars
    assert bar.height == (BASE - TOP) / 2


def test_one_among_thousands_is_seen() -> None:
    assert year_bars(counted(y2019=1, y2020=9000)).bars[0].height == LEAST_HEIGHT


def test_a_long_span_shows_the_latest_years_and_its_table_all() -> None:
    chart = year_bars(counted(y1901=1, y2024=2))
    assert (len(chart.bars), chart.bars[0].measure.label) == (MOST_YEARS, "1985")
    assert [measure.label for measure in chart.measures] == ["2024", "1901"]
    assert sum(bar.is_ticked for bar in chart.bars) <= MOST_TICKS


def test_what_is_no_year_has_no_bar() -> None:
    chart = year_bars([Measure("<b>年</b>", 3), Measure("٢٠٢٠", 2), Measure("2020", 1)])
    assert [bar.measure.label for bar in chart.bars] == ["2020"]
    assert len(chart.measures) == 3
    assert year_bars([]).bars == ()


def test_words_at_either_end_of_narrow_columns_stay_inside() -> None:
    bars = year_bars([Measure(str(year), 1) for year in range(2000, 2025)]).bars
    assert [bar.anchor for bar in (bars[0], bars[1], bars[-1])] == ["start", "middle", "end"]
    assert (bars[0].at, bars[-1].at) == (0, 100)
