from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawlers.quiet import is_hours, is_quiet


@pytest.mark.parametrize(
    ("hours", "utc", "quiet"),
    [
        ("08:30-18:00", (0, 29), False),
        ("08:30-18:00", (0, 30), True),
        ("08:30-18:00", (9, 59), True),
        ("08:30-18:00", (10, 0), False),
        ("22:00-06:00", (14, 0), True),
        ("22:00-06:00", (21, 59), True),
        ("22:00-06:00", (22, 0), False),
        (None, (4, 0), False),
    ],
)
def test_quiet_hours_are_chinas_and_may_go_over_midnight(hours: str | None, utc: tuple[int, int], quiet: bool) -> None:
    assert is_quiet(hours, datetime(2026, 3, 1, *utc, tzinfo=UTC)) is quiet


@pytest.mark.parametrize("text", ["", "8:30-18:00", "08:30–18:00", "24:00-06:00", "08:60-18:00", "08:30-18:00 "])
def test_what_is_not_hours_is_known(text: str) -> None:
    assert not is_hours(text)
    assert is_hours("08:30-18:00")
