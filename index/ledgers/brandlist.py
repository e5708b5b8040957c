"""The list of brands: every name once, with the courts that use it, since when and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from index.knowledge.variants import variant_key
from index.ledgers.brandusing import OWN_USES
from index.ledgers.filtering import condition
from index.ledgers.ledgerfile import LedgerFile
from index.query import Filters
from index.text.normal import normalise

ORDERS = {
    "spread": "courts DESC, articles DESC, first, key",
    "first": "first DESC, key",
    "latest": "latest DESC, key",
    "name": "key",
}


@dataclass(frozen=True, slots=True)
class BrandLine:
    """A name with its type and template, the court of its earliest mention, and how far it is spread.

    ``court`` is None where the earliest mention names none; days are those of the first and the latest mention.
    """

    name: str
    key: str
    type: str
    template: str | None
    court: str | None
    province: str | None
    first: str | None
    latest: str | None
    courts: int
    articles: int

    def as_json(self) -> dict[str, Any]:
        """The line as JSON."""
        return asdict(self)


def brand_lines(file: LedgerFile, query: str, filters: Filters, *, order: str = "spread") -> Iterator[BrandLine]:
    """The brands whose name has the query in it, told on pages inside the filters; ``order`` is one of ORDERS."""
    where, values = condition(filters)
    said = variant_key(query) or normalise(query)
    uses = ", ".join(f"'{use.value}'" for use in OWN_USES)
    keys = file.rows(
        f"SELECT key, count(DISTINCT CASE WHEN use IN ({uses}) THEN naming.court END) AS courts, count(*) AS articles,"
        " min(substr(published, 1, 10)) AS first, max(substr(published, 1, 10)) AS latest"
        f" FROM naming JOIN page AS told ON told.id = page WHERE {where} AND instr(key, ?)"
        f" GROUP BY key ORDER BY {ORDERS[order]}",
        *values,
        said,
    )
    for key, courts, articles, first, latest in keys:
        name, kind, template, court, province = file.row(
            "SELECT name, naming.type, template, naming.court, told.province FROM naming JOIN page AS told"
            f" ON told.id = page WHERE {where} AND key = ? ORDER BY coalesce(published, '9999'), url LIMIT 1",
            *values,
            key,
        )
        yield BrandLine(name, key, kind, template, court, province, first, latest, courts, articles)
