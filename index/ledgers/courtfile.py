"""A court's file: what it publishes on, its brands, what it was given, and what it claims to be the first in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from index.ledgers.brandusing import BrandUse, uses_where
from index.ledgers.firsts import first_lines
from index.ledgers.honourroll import honour_lines
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.standing import Row
from index.query import Filters

MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class Share:
    """A name and in how many of a court's articles it stands."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class CourtBrand:
    """A brand that a court has by its own word: since when and until when it tells of it, and how many others do.

    ``url`` is its first article that does.
    """

    name: str
    key: str
    type: str
    template: str | None
    since: str | None
    latest: str | None
    articles: int
    other_courts: int
    url: str


@dataclass(frozen=True, slots=True)
class CourtFile:
    """All that the index knows of one court; ``firsts`` and ``honours`` are the latest rows of each ledger."""

    name: str
    level: str | None
    province: str | None
    city: str | None
    articles: int
    first: str | None
    latest: str | None
    years: tuple[Share, ...]
    kinds: tuple[Share, ...]
    topics: tuple[Share, ...]
    brands: tuple[CourtBrand, ...]
    firsts: tuple[Row, ...]
    honours: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        """The file as JSON."""
        return asdict(self)


def court_file(file: LedgerFile, name: str, most: int | None = MOST_ROWS) -> CourtFile | None:
    """The file of the court that the index counts under a name; None where no article is about it.

    It has at most so many firsts, and honours.
    """
    [head] = file.rows(
        "SELECT count(*), max(level), max(province), max(city), min(substr(published, 1, 10)),"
        " max(substr(published, 1, 10)) FROM page WHERE court = ?",
        name,
    )
    articles, level, province, city, first, latest = head
    if not articles:
        return None
    own = Filters(court=(name,))
    return CourtFile(
        name=name,
        level=level,
        province=province,
        city=city,
        articles=articles,
        first=first,
        latest=latest,
        years=_shares(file, "year", name, order="1"),
        kinds=_shares(file, "kind", name),
        topics=_topics(file, name),
        brands=_brands(file, name),
        firsts=tuple(islice(first_lines(file, own), most)),
        honours=tuple(islice(honour_lines(file, own), most)),
    )


def _shares(file: LedgerFile, column: str, court: str, *, order: str = "2 DESC, 1") -> tuple[Share, ...]:
    rows = file.rows(
        f"SELECT {column}, count(*) FROM page WHERE court = ? AND {column} IS NOT NULL GROUP BY 1 ORDER BY {order}",
        court,
    )
    return tuple(Share(*row) for row in rows)


def _topics(file: LedgerFile, court: str) -> tuple[Share, ...]:
    rows = file.rows(
        "SELECT topic.name, count(*) FROM page JOIN topic ON topic.page = page.id WHERE court = ?"
        " GROUP BY 1 ORDER BY 2 DESC, 1",
        court,
    )
    return tuple(Share(*row) for row in rows)


def _brands(file: LedgerFile, court: str) -> tuple[CourtBrand, ...]:
    """The brands of a court, those that it tells of most first."""
    told: dict[str, list[BrandUse]] = {}
    for use in uses_where(file, "told.court = ?", court):
        if use.is_own:
            told.setdefault(use.key, []).append(use)
    brands = (_brand(file, uses) for uses in told.values())
    return tuple(sorted(brands, key=lambda brand: (-brand.articles, brand.since or "9999", brand.key)))


def _brand(file: LedgerFile, uses: list[BrandUse]) -> CourtBrand:
    first = uses[0]
    days = [use.published[:10] for use in uses if use.published]
    [(others,)] = file.rows(
        "SELECT count(DISTINCT page.court) FROM naming JOIN page ON page.id = page WHERE key = ? AND page.court <> ?"
        " AND naming.court = page.court AND use IN ('founded', 'used')",
        first.key,
        first.teller,
    )
    since, latest = min(days, default=None), max(days, default=None)
    return CourtBrand(first.name, first.key, first.type, first.template, since, latest, len(uses), others, first.url)
