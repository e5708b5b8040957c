"""The list of courts: every court that articles are about, where it is, how much of it there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from index.ledgers.filtering import condition
from index.ledgers.ledgerfile import LedgerFile
from index.query import Filters

# The address of the latest article: a day is as long as any other, and none is as long as blanks.
_LATEST = "substr(max(printf('%-10.10s', coalesce(published, '')) || url), 11)"
LEVELS = ("最高", "高级", "中级", "基层", "专门")


@dataclass(frozen=True, slots=True)
class CourtLine:
    """A court with its level and place, its articles, days of the first and the latest, ``url`` of the latest."""

    name: str
    level: str | None
    province: str | None
    city: str | None
    articles: int
    first: str | None
    latest: str | None
    url: str

    def as_json(self) -> dict[str, Any]:
        """The line as JSON."""
        return asdict(self)


def court_lines(file: LedgerFile, query: str, filters: Filters) -> list[CourtLine]:
    """The courts with the query in their name that have articles inside the filters, by place, the higher first."""
    where, values = condition(filters)
    rows = file.rows(
        "SELECT court, max(level), max(province), max(city), count(*), min(substr(published, 1, 10)),"
        f" max(substr(published, 1, 10)), {_LATEST} FROM page AS told"
        f" WHERE court IS NOT NULL AND {where} AND instr(court, ?) GROUP BY court",
        *values,
        query,
    )
    return sorted((CourtLine(*row) for row in rows), key=_order)


def counted(lines: Iterable[CourtLine], name: str) -> tuple[tuple[str, int], ...]:
    """How many courts there are of each province or level."""
    counts = Counter(value for line in lines if (value := getattr(line, name)))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _order(line: CourtLine) -> tuple[bool, str, int, str, str]:
    rank = LEVELS.index(line.level) if line.level in LEVELS else len(LEVELS)
    return line.province is None, line.province or "", rank, line.city or "", line.name
