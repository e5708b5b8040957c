"""Quiet hours: when a site is not to be visited, in China's time."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "China")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def is_hours(text: str) -> bool:
    """Tell whether a text is hours such as ``08:30-18:00``; they may go over midnight."""
    return _HOURS.fullmatch(text) is not None


def is_quiet(hours: str | None, moment: datetime) -> bool:
    """Tell whether a moment that knows its zone lies within quiet hours; there may be none."""
    match = _HOURS.fullmatch(hours or "")
    if match is None:
        return False
    begin, end = time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))
    now = moment.astimezone(CHINA).time()
    return begin <= now < end if begin <= end else now >= begin or now < end
