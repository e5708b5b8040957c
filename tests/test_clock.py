from __future__ import annotations

from datetime import datetime, timedelta, timezone

from crawlers.clock import now, written


def test_a_moment_is_written_in_universal_time_without_parts_of_a_second() -> None:
    moment = datetime(2024, 5, 6, 9, 20, 31, 999_999, timezone(timedelta(hours=8)))
    assert written(moment) == "2024-05-06T01:20:31Z"


def test_now_is_written_so_that_later_sorts_later() -> None:
    assert "2026-01-01T00:00:00Z" < now() < "2100-01-01T00:00:00Z"
