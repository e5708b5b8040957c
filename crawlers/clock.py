"""The clock of a visit: times as they are written into runs, archives and the corpus."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

_CHINA = timedelta(hours=8)
_UNITS = {"h": "hours", "d": "days"}


def written(moment: datetime) -> str:
    """Write a moment that knows its zone as ``YYYY-MM-DDThh:mm:ssZ``, parts of a second dropped."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def interval(text: str) -> timedelta:
    """Turn ``12h`` or ``1d`` into a span of time."""
    return timedelta(**{_UNITS[text[-1]]: int(text[:-1])})


def china_day(moment: datetime) -> date:
    """The day that a moment has in China."""
    return (moment.astimezone(UTC) + _CHINA).date()


def now() -> str:
    """The present moment, written."""
    return written(datetime.now(UTC))
