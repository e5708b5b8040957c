"""The ledger of firsts: what courts claim to be the first to have, and who else claims it, or had it before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.knowledge.usage import Use
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.matter import ANY_MATTER, Matter
from index.ledgers.standing import PLACE, Row, named, rows_of, said
from index.query import Filters

# The part of the country that each scope speaks of, as columns which must be the same; 系统 is no place.
AREAS = {"全国": (), "全省": ("province",), "全市": ("province", "city"), "全县": ("court",)}
_COLUMNS = ("scope", "word", "object", "key", "sentence")
SHORTEST_KEY = 2


def first_lines(file: LedgerFile, filters: Filters, matter: Matter = ANY_MATTER) -> Iterator[Row]:
    """Every claim of a first, the latest first, with the claims that contradict it and earlier uses by others.

    ``contradicts``: other courts' claims of the same object which cannot both be true; ``used_before``: other courts
    inside its scope that have a brand of this name in an earlier article. “First” is said of this index alone.
    """
    for row in rows_of(file, "claim", _COLUMNS, filters, matter):
        key = row.pop("key")
        others = _others(file, key, row) if len(key) >= SHORTEST_KEY else []
        yield row | {
            "contradicts": [_reference(other) for other in others if contradict(row, other)],
            "used_before": [_reference(use) for use in _used_before(file, key, row)],
        }


def contradict(one: Row, other: Row) -> bool:
    """Whether two courts' claims of one object cannot both be true.

    Each lies in what the other speaks of, or the wider one was made when the narrower one had been.
    """
    if _covers(one, other) and _covers(other, one):
        return True
    return (_covers(one, other) and _day(other) < _day(one)) or (_covers(other, one) and _day(one) < _day(other))


def _covers(claim: Row, other: Row) -> bool:
    """Whether the court of another row lies in the part of the country that a claim speaks of."""
    area = AREAS.get(claim["scope"] or "")
    return area is not None and all(claim[name] and claim[name] == other[name] for name in area)


def _others(file: LedgerFile, key: str, row: Row) -> list[Row]:
    """The earliest claim of each other court on an object."""
    own = (said("claim") if name == "sentence" else f"claim.{name}" for name in _COLUMNS)
    columns = ", ".join((*own, *(f"told.{name}" for name in PLACE)))
    rows = file.each(
        f"SELECT {columns} FROM claim JOIN told ON told.id = page WHERE key = ? AND told.original"
        " AND told.court <> ? ORDER BY coalesce(published, '9999'), url",
        key,
        row["court"],
    )
    return _one_each(named(rows, (*_COLUMNS, *PLACE)))


def _used_before(file: LedgerFile, key: str, row: Row) -> list[Row]:
    """The earliest use by each other court in the scope of a claim that was told before it."""
    if not row["published"]:
        return []
    columns = ", ".join((said("naming"), *(f"told.{name}" for name in PLACE)))
    rows = file.each(
        f"SELECT {columns} FROM naming JOIN told ON told.id = page WHERE key = ? AND use IN (?, ?) AND told.original"
        " AND naming.court = told.court AND told.court <> ? AND published < ? ORDER BY published, url",
        key, Use.FOUNDED.value, Use.USED.value, row["court"], row["published"],
    )  # fmt: skip
    return [use for use in _one_each(named(rows, ("sentence", *PLACE))) if _covers(row, use)]


def _one_each(rows: Iterable[Row]) -> list[Row]:
    """The first row of each court."""
    kept: dict[str, Row] = {}
    for row in rows:
        kept.setdefault(row["court"], row)
    return list(kept.values())


def _reference(row: Row) -> Row:
    return {name: row[name] for name in ("scope", "word", "court", "published", "url", "sentence") if name in row}


def _day(row: Row) -> str:
    return (row["published"] or "9999")[:10]
