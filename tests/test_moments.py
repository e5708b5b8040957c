"""Moments: what was written in UTC is told by the clock of China, and nothing else is touched."""

from __future__ import annotations

import pytest

from index.moments import in_china


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-01-01T09:56:00Z", "2026-01-01T17:56:00"),
        ("2025-12-31T16:00:00.250Z", "2026-01-01T00:00:00"),
        ("2026-01-01T09:56:00", "2026-01-01T09:56:00"),
        ("2026-01-01", "2026-01-01"),
        ("2026-01-010T09:56:00Z", "2026-01-010T09:56:00Z"),
        ("9999-12-31T23:00:00Z", "9999-12-31T23:00:00Z"),
        ("Z", "Z"),
        ("", ""),
    ],
)
def test_a_moment_is_told(moment: str, told: str) -> None:
    assert in_china(moment) == told
