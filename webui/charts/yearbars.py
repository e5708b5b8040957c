"""Bars by year: a column for every year between the first and the last, those without anything included."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from webui.charts.measures import Measure

MOST_YEARS = 40
MOST_TICKS = 7
MOST_NUMBERED = 12
# Of the height of the drawing, in percent: what stands above the tallest bar and below the baseline.
TOP, BASE = 16.0, 80.0
LEAST_HEIGHT = 1.5
# A column narrower than its year's four digits, in percent: at either end these would leave the drawing.
NARROW = 6.0
_YEAR = re.compile("[12][0-9]{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: the left edge and the width of its column, the top and the height of its bar, all in percent."""

    measure: Measure
    x: float
    width: float
    y: float
    height: float
    is_ticked: bool
    is_numbered: bool

    @property
    def anchor(self) -> str:
        """Which part of its words stands at ``at``: their start, middle or end."""
        if self.width >= NARROW:
            return "middle"
        return "start" if self.x == 0 else "end" if self.x + self.width > 100 - self.width else "middle"

    @property
    def at(self) -> float:
        """Where the words of the column stand, in percent."""
        return round(self.x + self.width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor], 2)


@dataclass(frozen=True, slots=True)
class YearBars:
    """The bars from left to right, and all that was counted, what finds no bar included, the latest year first."""

    bars: tuple[Bar, ...]
    measures: tuple[Measure, ...]


def year_bars(measures: Iterable[Measure], *, most: int | None = None) -> YearBars:
    """Draw what was counted by year; ``most`` is what the full height stands for, so that charts can be compared.

    Of a longer span only the latest MOST_YEARS have a bar; what is no year has none.
    """
    told = sorted(measures, key=lambda measure: measure.label, reverse=True)
    shown = _without_gaps([measure for measure in told if _YEAR.fullmatch(measure.label)])
    tallest = max([most or 0, 1, *(measure.count for measure in shown)])
    step = -(-len(shown) // MOST_TICKS)
    return YearBars(tuple(_bar(at, shown, tallest, step) for at in range(len(shown))), tuple(told))


def _without_gaps(measures: list[Measure]) -> list[Measure]:
    if not measures:
        return []
    known = {int(measure.label): measure for measure in measures}
    last = max(known)
    first = max(min(known), last - MOST_YEARS + 1)
    return [known.get(year) or Measure(str(year), 0) for year in range(first, last + 1)]


def _bar(at: int, shown: list[Measure], tallest: int, step: int) -> Bar:
    measure, width = shown[at], 100 / len(shown)
    height = round((BASE - TOP) * measure.count / tallest, 2)
    if measure.count:
        height = max(height, LEAST_HEIGHT)
    return Bar(
        measure=measure,
        x=round(at * width, 2),
        width=round(width, 2),
        y=round(BASE - height, 2),
        height=height,
        is_ticked=(len(shown) - 1 - at) % step == 0,
        is_numbered=bool(measure.count) and (len(shown) <= MOST_NUMBERED or measure.count == tallest),
    )
