"""Yields: a field falls against the source's own history, and it is told since when."""

from __future__ import annotations

from index.yields import FIELDS, Fallen, Yields, fallen, falls


def run(day: int, outcome: str = "healthy", **given: int | None) -> Yields:
    counts = dict.fromkeys(FIELDS, 10) | given
    return Yields(f"2026-01-0{day}", outcome, 10, 10, **counts)  # type: ignore[arg-type]


def test_a_field_that_died_is_told_with_when_and_how_much_was_usual() -> None:
    history = [run(1), run(2, author=8), run(3, author=1), run(4, author=0)]
    assert fallen(history) == (Fallen("author", "2026-01-03", 0.0, 0.9),)
    assert [fall is not None for fall in falls("author", history)] == [False, False, True, True]


def test_what_fell_and_came_back_has_not_fallen() -> None:
    assert fallen([run(1), run(2, title=0), run(3)]) == ()
    assert fallen([run(1), run(2, title=0), run(3), run(4, title=0)]) == (Fallen("title", "2026-01-04", 0.0, 1.0),)


def test_what_a_source_never_gave_is_not_missed_but_of_a_text_a_title_and_a_date() -> None:
    bare = run(1, "unhealthy", title=0, published=0, author=0, court=0, column=0)
    assert [fall.field for fall in fallen([bare])] == ["title", "published"]
    assert fallen([run(1, title=0, outcome="accepted"), run(2, title=0)]) == ()


def test_bad_runs_are_not_what_is_usual() -> None:
    assert fallen([run(1, "unhealthy", author=10), run(2, author=0)]) == ()


def test_one_article_without_it_is_no_fall() -> None:
    few = Yields("2026-01-02", "healthy", 1, 1, 1, 1, 1, author=0)
    assert fallen([run(1), few]) == ()


def test_only_pages_with_a_text_could_have_given_the_rest() -> None:
    broken = run(2, **dict.fromkeys(FIELDS, 3))  # type: ignore[arg-type]
    assert [fall.field for fall in fallen([run(1), broken])] == ["body"]


def test_a_run_that_read_nothing_or_did_not_count_says_nothing() -> None:
    idle = Yields("2026-01-05", "healthy", 4, 0, 0, 0, 0)
    assert [fall.since for fall in fallen([run(1), run(2, author=0), idle])] == ["2026-01-02"]
    assert fallen([run(1), run(2, author=None)]) == ()
    assert idle.given("author") is idle.given("title") is None
    assert run(1, author=4).given("author") == (4, 10)
    assert fallen([]) == ()
