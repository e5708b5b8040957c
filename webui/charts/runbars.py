"""Bars by run: what a source gave over its latest runs, a lane for each field, a bar for each run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.yields import FIELDS, Yields, falls

# Of a bar and the gap after it, and of the lane, in units of the drawing.
STEP, WIDTH, HEIGHT = 10, 8, 20
LEAST_BAR = 1


@dataclass(frozen=True, slots=True)
class Lane:
    """One field: outlines of the bars that are as usual and of those that fell, the latest run in words.

    ``since`` is when the field fell that is still down.
    """

    name: str
    good: str
    low: str
    latest: str
    width: int
    since: str | None = None


def lanes(history: Sequence[Yields]) -> tuple[Lane, ...]:
    """The articles of each run against the most of them, then of each field the share of the pages that gave it.

    Fields stand there where pages were read; a run that had none to read, or did not count a field, has no bar.
    """
    most = max((run.articles for run in history), default=0)
    if not most:
        return ()
    articles = _lane("articles", [(run.articles / most, False) for run in history], str(history[-1].articles))
    return (articles, *(lane for name in FIELDS if (lane := _of_field(name, history))))


def _of_field(name: str, history: Sequence[Yields]) -> Lane | None:
    given = [(run.given(name), fall) for run, fall in zip(history, falls(name, history), strict=True)]
    latest = next(((each, fall) for each, fall in reversed(given) if each), None)
    if latest is None:
        return None
    (count, pages), fall = latest
    bars = [each and (each[0] / each[1], fall is not None) for each, fall in given]
    return replace(_lane(name, bars, f"{count}/{pages}"), since=fall.since if fall else None)


def _lane(name: str, bars: Iterable[tuple[float, bool] | None], latest: str) -> Lane:
    outlines: dict[bool, list[str]] = {True: [], False: []}
    count = 0
    for at, bar in enumerate(bars):
        count = at + 1
        if bar is not None:
            height = max(LEAST_BAR, round(bar[0] * HEIGHT))
            outlines[bar[1]].append(f"M{at * STEP} {HEIGHT}v-{height}h{WIDTH}v{height}z")
    return Lane(name, "".join(outlines[False]), "".join(outlines[True]), latest, count * STEP)
