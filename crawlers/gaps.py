"""Gaps: months without articles that a source's own rhythm does not explain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

# The rhythm around a gap is told by so many months on either side of it.
_AROUND = 6
# Where so many articles would be usual, none is no chance: in a steady rhythm that is less than one case in a hundred.
_UNEXPLAINED = 5
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Gap:
    """Months (``YYYY-MM``) from first to last without articles, and how many the months around let expect there."""

    first: str
    last: str
    expected: int


def gaps(counts: Mapping[str, int]) -> tuple[Gap, ...]:
    """The gaps between the first and the last of the months that have articles, oldest first."""
    return tuple(_gaps(counts)) if counts else ()


def _gaps(counts: Mapping[str, int]) -> Iterator[Gap]:
    months = list(_months(min(counts), max(counts)))
    series = [counts.get(month, 0) for month in months]
    for is_empty, group in groupby(range(len(months)), key=lambda place: not series[place]):
        places = list(group)
        expected = _usual(series, places[0], places[-1]) * len(places)
        if is_empty and expected >= _UNEXPLAINED:
            yield Gap(months[places[0]], months[places[-1]], round(expected))


def _usual(series: Sequence[int], first: int, last: int) -> float:
    """How many articles a month has in the months around."""
    around = [*series[max(first - _AROUND, 0) : first], *series[last + 1 : last + 1 + _AROUND]]
    return sum(around) / max(len(around), 1)


def _months(first: str, last: str) -> Iterator[str]:
    start, end = (int(month[:4]) * _MONTHS + int(month[5:7]) - 1 for month in (first, last))
    return (f"{number // _MONTHS:04}-{number % _MONTHS + 1:02}" for number in range(start, end + 1))
