"""The list of brands: every name once, with the courts that use it, since when and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from index.knowledge.variants import variant_key
from index.ledgers.brandusing import OWN_USES
from index.ledgers.filtering import condition
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.tally import Tally
from index.query import Filters
from index.text.normal import normalise

ORDERS = {
    "spread": "courts DESC, articles DESC, first, key",
    "first": "first DESC, key",
    "latest": "latest DESC, key",
    "name": "key",
}
# What the list can be narrowed by, and where each stands.
COUNTED = {
    "province": "told.province",
    "year": "told.year",
    "level": "told.level",
    "type": "naming.type",
    "template": "naming.template",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which names are wanted: with the query in them, of these types, of these templates, on pages inside filters."""

    query: str = ""
    filters: Filters = Filters()
    types: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()

    def regardless_of(self, field: str) -> Wanted:
        """The same without what one of COUNTED is narrowed to."""
        if field in ("type", "template"):
            return replace(self, **{f"{field}s": ()})  # type: ignore[arg-type]
        return replace(self, filters=replace(self.filters, **{field: ()}))  # type: ignore[arg-type]

    def condition(self) -> tuple[str, tuple[str, ...]]:
        """The SQL condition on ``naming`` and ``told``, and its values."""
        where, values = condition(self.filters)
        parts, given = [where, "instr(key, ?)"], [*values, variant_key(self.query) or normalise(self.query)]
        for column, wanted in (("naming.type", self.types), ("naming.template", self.templates)):
            if wanted:
                parts.append(f"{column} IN ({', '.join('?' * len(wanted))})")
                given.extend(wanted)
        return " AND ".join(parts), tuple(given)


@dataclass(frozen=True, slots=True)
class BrandLine:
    """A name with its type and template, the court of its earliest mention, and how far it is spread.

    ``court`` is None where the earliest mention names none; days are those of the first and the latest mention,
    ``url`` is the article of the first.
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
    url: str

    def as_json(self) -> dict[str, Any]:
        """The line as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class BrandCount:
    """A name by its key: how many courts use it, in how many articles it stands, from which day to which."""

    key: str
    courts: int
    articles: int
    first: str | None
    latest: str | None


def brand_counts(file: LedgerFile, wanted: Wanted, order: str) -> list[BrandCount]:
    """Every name wanted, by one of ORDERS."""
    where, values = wanted.condition()
    uses = ", ".join(f"'{use.value}'" for use in OWN_USES)
    rows = file.rows(
        f"SELECT key, count(DISTINCT CASE WHEN use IN ({uses}) THEN naming.court END) AS courts, count(*) AS articles,"
        " min(substr(published, 1, 10)) AS first, max(substr(published, 1, 10)) AS latest"
        f" FROM naming JOIN page AS told ON told.id = page WHERE {where} GROUP BY key ORDER BY {ORDERS[order]}",
        *values,
    )
    return [BrandCount(*row) for row in rows]


def brand_lines(file: LedgerFile, wanted: Wanted, counts: Iterable[BrandCount]) -> Iterator[BrandLine]:
    """The names that were counted, each as its earliest mention has it."""
    where, values = wanted.condition()
    for each in counts:
        name, kind, template, court, province, url = file.row(
            "SELECT name, naming.type, template, naming.court, told.province, told.url FROM naming JOIN page AS told"
            f" ON told.id = page WHERE {where} AND key = ? ORDER BY coalesce(published, '9999'), url LIMIT 1",
            *values,
            each.key,
        )
        yield BrandLine(
            name, each.key, kind, template, court, province, each.first, each.latest, each.courts, each.articles, url
        )


def brand_tally(file: LedgerFile, wanted: Wanted) -> Tally:
    """How many names are wanted, and how many every value of COUNTED would give instead of those chosen."""
    where, values = wanted.condition()
    [(total,)] = file.rows(
        f"SELECT count(DISTINCT key) FROM naming JOIN page AS told ON told.id = page WHERE {where}", *values
    )
    return Tally(total, {field: _counted(file, wanted.regardless_of(field), field) for field in COUNTED})


def _counted(file: LedgerFile, wanted: Wanted, field: str) -> tuple[tuple[str, int], ...]:
    where, values = wanted.condition()
    rows = file.rows(
        f"SELECT {COUNTED[field]}, count(DISTINCT key) FROM naming JOIN page AS told ON told.id = page"
        f" WHERE {where} AND {COUNTED[field]} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1",
        *values,
    )
    return tuple(rows)
