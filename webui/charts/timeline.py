"""A timeline: one line for each of several, from its first day to its last, over one axis of years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_TICKS = 6
MONTHS, DAYS = 12, 31


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasted: its name, where it is told, its first and last day, and a word for its class in style."""

    label: str
    since: str | None
    until: str | None
    href: str | None = None
    look: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span as it is drawn: its start and its end in percent of the axis, None where it has no day."""

    span: Span
    start: float | None
    end: float | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A year of the axis and where it begins, in percent."""

    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The spans in the order given, over an axis from the start of the first year to the end of the last."""

    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]


def timeline(spans: Iterable[Span]) -> Timeline:
    """Draw spans of days (``YYYY-MM-DD…``); one without a last day is a moment, one without any is no line."""
    shown = tuple(spans)
    years = [int(day[:4]) for span in shown for day in (span.since, span.until) if day]
    if not years:
        return Timeline(tuple(Stretch(span, None, None) for span in shown), ())
    first, last = min(years), max(years) + 1
    step = -(-(last - first) // MOST_TICKS)
    ticks = tuple(Tick(year, _percent(year, first, last)) for year in range(first, last, step))
    return Timeline(tuple(_stretch(span, first, last) for span in shown), ticks)


def _stretch(span: Span, first: int, last: int) -> Stretch:
    days = [day for day in (span.since, span.until) if day]
    if not days:
        return Stretch(span, None, None)
    start, end = (_percent(_moment(day), first, last) for day in (min(days), max(days)))
    return Stretch(span, start, end)


def _moment(day: str) -> float:
    """A day as a year and a part of it, near enough for a drawing."""
    return int(day[:4]) + (int(day[5:7] or 1) - 1 + (int(day[8:10] or 1) - 1) / DAYS) / MONTHS


def _percent(year: float, first: int, last: int) -> float:
    return round(100 * (year - first) / (last - first), 2)
