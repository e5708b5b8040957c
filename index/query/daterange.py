"""Spans of days as readers type them: 2019, 2020-01..2021-06, 2021年3月, ..2018."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from index.query.tree import Dates

_BETWEEN = re.compile(r"\.{2,6}|…{1,2}|~|—{1,2}|至|到|(?<=[0-9]{4})-(?=[0-9]{4})")
_DAY = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?|月)?|年)?")
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class _Span:
    """A year, a month of it or a day, by its first and its last day."""

    first: str
    last: str


def date_range(text: str) -> Dates | None:
    """Read a span from half-width text: both ends belong to it, either may be left open; None for what is none."""
    start, *rest = _BETWEEN.split(text.strip(), maxsplit=1)
    end = rest[0] if rest else start
    spans = [_span(start), _span(end)]
    if any(span is None for span, typed in zip(spans, (start, end), strict=True) if typed) or not (start or end):
        return None
    first, last = spans[0].first if spans[0] else None, spans[1].last if spans[1] else None
    return None if first and last and first > last else Dates(first, last)


def _span(text: str) -> _Span | None:
    match = _DAY.fullmatch(text.strip())
    if match is None or match[1] == "0000":
        return None
    year, month, day = match[1], int(match[2] or 0), int(match[3] or 0)
    if match[2] is None:
        return _Span(f"{year}-01-01", f"{year}-12-31")
    if not 1 <= month <= _LAST_MONTH:
        return None
    days = monthrange(int(year), month)[1]
    if match[3] is None:
        return _Span(f"{year}-{month:02d}-01", f"{year}-{month:02d}-{days}")
    return _Span(*[f"{year}-{month:02d}-{day:02d}"] * 2) if 1 <= day <= days else None
