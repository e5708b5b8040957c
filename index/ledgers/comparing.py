"""Comparing courts: what each of a few has, side by side, and what the others have that one lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from index.ledgers.courtfile import CourtFile

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One thing that any of the courts has, and how much of it each has, in the order of the courts."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ComparedBrand:
    """A brand of any of the courts and since when each has it: None where it has not, empty where no day is told.

    ``urls`` are those of the first article of each.
    """

    name: str
    key: str
    type: str
    since: tuple[str | None, ...]
    urls: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """What others have and one court lacks: topics that nothing of its own is about, types of brands, honours."""

    court: str
    topics: tuple[str, ...]
    brand_types: tuple[str, ...]
    honours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two to four courts side by side; rows that more of the courts have stand first."""

    courts: tuple[CourtFile, ...]
    years: tuple[ComparedRow, ...]
    topics: tuple[ComparedRow, ...]
    kinds: tuple[ComparedRow, ...]
    brand_types: tuple[ComparedRow, ...]
    brands: tuple[ComparedBrand, ...]
    honour_levels: tuple[ComparedRow, ...]
    lacks: tuple[Lack, ...]

    def as_json(self) -> dict[str, Any]:
        """The comparison as JSON."""
        return asdict(self)


def compare(courts: Sequence[CourtFile]) -> Comparison:
    """Compare the files of courts."""
    topics = _rows(courts, lambda court: {topic.name: topic.articles for topic in court.topics})
    types = _rows(courts, lambda court: _counted(brand.type for brand in court.brands))
    honours = _rows(courts, lambda court: _counted(row["name"] for row in court.honours))
    return Comparison(
        courts=tuple(courts),
        years=_by_name(_rows(courts, lambda court: {year.name: year.articles for year in court.years})),
        topics=topics,
        kinds=_rows(courts, lambda court: {kind.name: kind.articles for kind in court.kinds}),
        brand_types=types,
        brands=_brands(courts),
        honour_levels=_rows(courts, lambda court: _counted(row["level"] for row in court.honours if row["level"])),
        lacks=tuple(
            Lack(court.name, _lacked(topics, at), _lacked(types, at), _lacked(honours, at))
            for at, court in enumerate(courts)
        ),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def _rows(courts: Sequence[CourtFile], counted: Callable[[CourtFile], dict[str, int]]) -> tuple[ComparedRow, ...]:
    had = [counted(court) for court in courts]
    names = dict.fromkeys(name for each in had for name in each)
    rows = (ComparedRow(name, tuple(each.get(name, 0) for each in had)) for name in names)
    return tuple(sorted(rows, key=lambda row: (-sum(map(bool, row.counts)), -sum(row.counts), row.name)))


def _by_name(rows: Iterable[ComparedRow]) -> tuple[ComparedRow, ...]:
    return tuple(sorted(rows, key=lambda row: row.name))


def _brands(courts: Sequence[CourtFile]) -> tuple[ComparedBrand, ...]:
    had = [{brand.key: brand for brand in court.brands} for court in courts]
    first = {key: brand for each in reversed(had) for key, brand in each.items()}
    rows = (
        ComparedBrand(
            brand.name,
            key,
            brand.type,
            since=tuple(each[key].since or "" if key in each else None for each in had),
            urls=tuple(each[key].url if key in each else None for each in had),
        )
        for key, brand in first.items()
    )
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                sum(since is None for since in row.since),
                min(filter(None, row.since), default="9999"),
                row.key,
            ),
        )
    )


def _lacked(rows: Iterable[ComparedRow], at: int) -> tuple[str, ...]:
    return tuple(row.name for row in rows if not row.counts[at])
