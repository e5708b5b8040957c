from __future__ import annotations

from crawlers.gaps import Gap, gaps


def months(year: int, *counts: int) -> dict[str, int]:
    return {f"{year}-{number:02}": count for number, count in enumerate(counts, start=1) if count}


def test_months_that_a_steady_rhythm_does_not_explain_are_a_gap() -> None:
    counts = months(2023, *[4] * 12) | months(2024, 4, 4, 0, 0, 0, 4, 4, 4)
    assert gaps(counts) == (Gap("2024-03", "2024-05", 12),)


def test_a_gap_may_cross_the_turn_of_the_year() -> None:
    assert gaps(months(2023, *[6] * 11) | months(2024, 0, 6)) == (Gap("2023-12", "2024-01", 12),)


def test_a_source_that_writes_seldom_pauses_without_a_gap() -> None:
    assert gaps(months(2023, 1, 0, 0, 1, 0, 2, 0, 0, 0, 1, 0, 1)) == ()


def test_one_empty_month_of_a_quiet_column_is_no_gap_and_of_a_busy_one_is() -> None:
    assert gaps(months(2024, 4, 4, 0, 4)) == ()
    assert gaps(months(2024, 20, 30, 0, 25)) == (Gap("2024-03", "2024-03", 25),)


def test_the_rhythm_is_that_of_the_time_around() -> None:
    counts = months(2020, *[40] * 12) | months(2021, *[1] * 12) | months(2022, *[1] * 6, 0, 0, 1)
    assert gaps(counts) == ()


def test_before_the_first_and_after_the_last_article_there_is_no_gap() -> None:
    assert gaps({}) == gaps({"2024-05": 9}) == ()
