"""Moments as readers are told them: by the clock of China, on which courts publish; pure."""

from __future__ import annotations

from datetime import datetime, timedelta

AHEAD = timedelta(hours=8)


def in_china(moment: str) -> str:
    """A moment in UTC, ``2026-01-01T20:00:00Z``, as ``2026-01-02T04:00:00``; any other text as it is."""
    if not moment.endswith("Z"):
        return moment
    try:
        return (datetime.fromisoformat(moment.removesuffix("Z")) + AHEAD).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return moment
