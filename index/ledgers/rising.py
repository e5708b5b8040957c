"""Rising brands: the names that further courts took up of late."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from index.ledgers.brandusing import OWN_USES
from index.ledgers.ledgerfile import LedgerFile

FEWEST_COURTS = 2


@dataclass(frozen=True, slots=True)
class RisingBrand:
    """A name in its earliest spelling, how many courts have it as their own, and how many of them are new to it."""

    name: str
    courts: int
    newcomers: int
    latest: str

    def as_json(self) -> dict[str, Any]:
        """The brand as JSON."""
        return asdict(self)


def rising_brands(file: LedgerFile, *, since: str, count: int) -> list[RisingBrand]:
    """The brands that most courts began to use from a day on (``YYYY-MM-DD``), after another court had them."""
    uses = ", ".join(f"'{use.value}'" for use in OWN_USES)
    rows = file.rows(
        "WITH begun AS (SELECT key, naming.court AS court, min(substr(published, 1, 10)) AS day"
        f" FROM naming JOIN page ON page.id = naming.page WHERE use IN ({uses}) AND published IS NOT NULL"
        " AND naming.court IS NOT NULL GROUP BY key, naming.court)"
        " SELECT key, count(*) AS courts, sum(day >= ? AND day > earliest) AS newcomers, max(day)"
        " FROM begun JOIN (SELECT key AS named, min(day) AS earliest FROM begun GROUP BY key) ON named = key"
        " GROUP BY key HAVING courts >= ? AND newcomers ORDER BY newcomers DESC, courts DESC, key LIMIT ?",
        since,
        FEWEST_COURTS,
        count,
    )
    return [RisingBrand(_spelt(file, key), courts, newcomers, latest) for key, courts, newcomers, latest in rows]


def _spelt(file: LedgerFile, key: str) -> str:
    [name] = file.row(
        "SELECT name FROM naming JOIN page ON page.id = naming.page WHERE key = ?"
        " ORDER BY coalesce(published, '9999'), url LIMIT 1",
        key,
    )
    return str(name)
