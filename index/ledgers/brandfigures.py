"""A brand's figures over the years: what the sentences with its name count, court by court."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from index.knowledge.status import DONE
from index.ledgers.brandusing import BrandUse
from index.ledgers.ledgerfile import LedgerFile

SHORTEST_WHAT = 2
SHORTEST_ENDING = 3
_NOT_A_STATE = ("was", "rise", "fall", "at_most")
_YEAR = re.compile("(?:19|20)\\d\\d(?=年)")


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """What was counted in one year, and the sentence that says so."""

    year: str
    number: str
    value: float
    published: str | None
    url: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """What one court counted under a brand, a point for each year, the earliest first."""

    court: str | None
    what: str
    unit: str | None
    points: tuple[FigurePoint, ...]

    def as_json(self) -> dict[str, Any]:
        """The series as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Counted:
    use: BrandUse
    at: int
    number: str
    value: float
    unit: str | None
    what: str
    period: str | None
    sentence: str

    @property
    def said(self) -> str:
        """Its sentence, empty where its text may not be shown."""
        return "" if self.use.withheld else self.sentence

    @property
    def year(self) -> str:
        """The year that is counted: the one it says, else that of publication."""
        return year_of(self.period, self.use.year)


def year_of(period: str | None, published: str | None) -> str:
    """The year that a period names, else that of publication; empty where there is neither."""
    said = _YEAR.findall(period or "")
    return said[-1] if said else (published or "")[:4]


def series_of(file: LedgerFile, uses: Iterable[BrandUse]) -> tuple[FigureSeries, ...]:
    """The series of two years or more that one court tells beside a name, those with most points first."""
    counted = [each for use in uses for each in _counted(file, use)]
    found = []
    for what, unit in _counted_by_name(counted):
        points = _points(each for each in counted if each.unit == unit and _is_of(each.what, what))
        if len(points) > 1:
            found.append(FigureSeries(counted[0].use.court, what, unit, points))
    return tuple(sorted(found, key=lambda series: (-len(series.points), series.what)))


def _counted(file: LedgerFile, use: BrandUse) -> list[_Counted]:
    """The figures in the sentences with the name that are results."""
    rows = file.rows(
        "SELECT at, number, value, unit, what, period, sentence FROM figure WHERE page = ? AND status = ?"
        " AND value IS NOT NULL AND what IS NOT NULL"
        " AND sentence IN (SELECT sentence FROM saying WHERE saying.page = figure.page AND key = ?)"
        f" AND coalesce(qualifier, '') NOT IN ({', '.join('?' * len(_NOT_A_STATE))}) ORDER BY at",
        use.page, DONE, use.key, *_NOT_A_STATE,
    )  # fmt: skip
    return [_Counted(use, *row) for row in rows]


def _counted_by_name(counted: Iterable[_Counted]) -> list[tuple[str, str | None]]:
    """What is counted; of several ways to say one thing, what they end with alike."""
    whats = sorted({(each.what, each.unit) for each in counted}, key=lambda pair: (len(pair[0]), str(pair)))
    kept: dict[tuple[str, str | None], None] = {}
    for what, unit in whats:
        known = next((one for one, its_unit in kept if unit == its_unit and is_like(what, one)), None)
        if known is not None:
            del kept[known, unit]
        kind = what if known is None else _ending_of(what, known) or known
        if len(kind) >= SHORTEST_WHAT:
            kept[kind, unit] = None
    return list(kept)


def is_like(what: str, other: str) -> bool:
    """Whether two things that are counted may be one: one opens or ends with the other, or both end alike."""
    return _is_of(what, other) or bool(_ending_of(what, other))


def _ending_of(what: str, other: str) -> str:
    """What two things end with alike, as 聘请联络员 and 其联络员 do; empty where that is too short to be a thing."""
    alike = os.path.commonprefix([what[::-1], other[::-1]])[::-1]
    return alike if len(alike) >= SHORTEST_ENDING else ""


def _is_of(what: str, kind: str) -> bool:
    return what.endswith(kind) or what.startswith(kind)


def _points(counted: Iterable[_Counted]) -> tuple[FigurePoint, ...]:
    """One point a year: what was told in that year rather than looked back at, and of that the last."""
    best: dict[str, _Counted] = {}
    for each in sorted(counted, key=lambda each: (each.year == each.use.year, each.use.day, each.at)):
        if each.year:
            best[each.year] = each
    return tuple(
        FigurePoint(year, each.number, each.value, each.use.published, each.use.url, each.said)
        for year, each in sorted(best.items())
    )
