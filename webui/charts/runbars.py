"""Bars by run: what a source gave over its latest runs, a lane for each field, a bar for each run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.runs import Yields

FIELDS = ("body", "title", "published")
# Of a bar and the gap after it, and of the lane, in units of the drawing.
STEP, WIDTH, HEIGHT = 10, 8, 20
LEAST_BAR = 1
# Where a field is missing on more pages, something died.
LEAST_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Lane:
    """One field: outlines of the bars that are as they should be and of those too low, and the latest run in words."""

    name: str
    good: str
    low: str
    latest: str
    width: int

    @property
    def is_low(self) -> bool:
        """Tell whether any run gave too little."""
        return bool(self.low)


def lanes(history: Sequence[Yields]) -> tuple[Lane, ...]:
    """The articles of each run against the most of them, then of each field the share of the pages that gave it.

    Fields stand there where pages were read; a run that had none to read has no bar.
    """
    most = max((run.articles for run in history), default=0)
    if not most:
        return ()
    articles = _lane("articles", [(run.articles / most, False) for run in history], str(history[-1].articles))
    return (articles, *(lane for name in FIELDS if (lane := _of_field(name, history))))


def _of_field(name: str, history: Sequence[Yields]) -> Lane | None:
    shares = [getattr(run, name) / run.pages if run.pages else None for run in history]
    read = [(run, share) for run, share in zip(history, shares, strict=True) if share is not None]
    if not read:
        return None
    latest = read[-1][0]
    bars = [None if share is None else (share, share < LEAST_SHARE) for share in shares]
    return _lane(name, bars, f"{getattr(latest, name)}/{latest.pages}")


def _lane(name: str, bars: Iterable[tuple[float, bool] | None], latest: str) -> Lane:
    outlines: dict[bool, list[str]] = {True: [], False: []}
    count = 0
    for at, bar in enumerate(bars):
        count = at + 1
        if bar is not None:
            height = max(LEAST_BAR, round(bar[0] * HEIGHT))
            outlines[bar[1]].append(f"M{at * STEP} {HEIGHT}v-{height}h{WIDTH}v{height}z")
    return Lane(name, "".join(outlines[False]), "".join(outlines[True]), latest, count * STEP)
