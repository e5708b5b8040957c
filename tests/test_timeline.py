"""A timeline: one axis for all, moments and lines, what has no day is no line."""

from __future__ import annotations

from webui.charts.timeline import MOST_TICKS, Span, timeline


def test_spans_lie_on_one_axis_of_whole_years() -> None:
    chart = timeline((Span("甲", "2018-01-01", "2020-01-01"), Span("乙", "2019-07-01", "2021-12-31T08:00:00")))
    assert [(line.start, round(line.end or 0)) for line in chart.stretches] == [(0, 50), (37.5, 100)]
    assert [(tick.year, tick.x) for tick in chart.ticks] == [(2018, 0), (2019, 25), (2020, 50), (2021, 75)]


def test_a_day_alone_is_a_moment_and_no_day_is_no_line() -> None:
    chart = timeline((Span("甲", "2018-01-01", None), Span("乙", None, None)))
    assert [(line.start, line.end) for line in chart.stretches] == [(0, 0), (None, None)]


def test_a_span_told_backwards_is_drawn_forwards() -> None:
    [line] = timeline([Span("甲", "2020-01-01", "2018-01-01")]).stretches
    assert (line.start or 0) < (line.end or 0)


def test_a_long_axis_has_few_years_written() -> None:
    assert len(timeline([Span("甲", "1955-01-01", "2025-01-01")]).ticks) <= MOST_TICKS


def test_nothing_dated_has_no_axis() -> None:
    chart = timeline([Span("甲", None, None)])
    assert chart.ticks == ()
    assert chart.stretches[0].start is None
