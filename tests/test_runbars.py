"""Bars by run: heights are shares, a field that died is told apart, nothing is drawn of nothing."""

from __future__ import annotations

from index.runs import Run
from index.yields import Yields
from webui.charts.runbars import lanes


def run(articles: int, *given: int) -> Yields:
    """A run that saw articles, had pages to read, and read so many texts, titles, dates, authors …."""
    return Yields("2025-01-01T00:00:00", "healthy", articles, *(given or (0, 0, 0, 0)))


def test_what_a_run_read_is_told_of_each_field() -> None:
    told = Run(
        source_name="a",
        started="x",
        finished="y",
        outcome="healthy",
        new=3,
        known=4,
        read=8,
        unread=2,
        untitled=1,
        undated=5,
        unsigned=6,
        uncolumned=8,
    ).yields
    assert told == Yields("y", "healthy", 7, 10, 8, 7, 3, author=2, court=None, column=0)


def test_a_field_that_died_is_told_apart() -> None:
    articles, body, title, published = lanes([run(10, 10, 10, 10, 10), run(5, 4, 4, 4, 1)])
    assert (articles.name, articles.good) == ("articles", "M0 20v-20h8v20zM10 20v-10h8v10z")
    assert published.low == "M10 20v-5h8v5z"
    assert published.latest == "1/4"
    assert [bool(lane.low) for lane in (articles, body, title, published)] == [False, False, False, True]
    assert [lane.since for lane in (body, published)] == [None, "2025-01-01T00:00:00"]
    assert articles.width == 20


def test_a_run_that_had_nothing_to_read_has_no_bar() -> None:
    _, body, *_ = lanes([run(10, 10, 10, 10, 10), run(10)])
    assert body.good == "M0 20v-20h8v20z"
    assert body.latest == "10/10"
    assert [lane.name for lane in lanes([run(3)])] == ["articles"]
    assert lanes([run(0)]) == lanes([]) == ()


def test_a_field_that_only_later_runs_counted_has_bars_from_then_on() -> None:
    *_, author = lanes([run(10, 10, 10, 10, 10), run(5, 4, 4, 4, 4, 3)])
    assert (author.name, author.good, author.latest) == ("author", "M10 20v-15h8v15z", "3/4")
