"""Rolls: every ledger whole, row by row, as a reader narrowed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from index.ledgers.brandfile import BrandFile
from index.ledgers.brandlist import Wanted
from index.ledgers.brandusing import BrandUse
from index.ledgers.comparing import Comparison
from index.ledgers.courtfile import CourtFile
from index.ledgers.desk import Desk
from index.ledgers.matter import ANY_MATTER, Matter
from index.ledgers.rollcolumns import BRAND, BRANDS, COURT, COURTS, LEDGERS, comparing
from index.ledgers.rollfile import Roll
from index.ledgers.standing import Row
from index.query import Filters

TITLES = {"firsts": "首创台账", "honours": "荣誉台账", "figures": "数字台账"}
_SUBJECTS = {"firsts": "object", "honours": "name", "figures": "what"}
_COMPARED = ("years", "topics", "kinds", "brand_types", "honour_levels")


def ledger_roll(desk: Desk, name: str, filters: Filters | None = None, matter: Matter = ANY_MATTER) -> Roll:
    """Firsts, honours or figures."""
    subject = _SUBJECTS[name]
    rows = desk.ledger(name, filters, matter)
    return Roll(TITLES[name], LEDGERS[name], lambda row: row[subject] or "", _cited, rows)


def brands_roll(desk: Desk, wanted: Wanted, sort: str) -> Roll:
    """The brands that are wanted, each citing the article of its earliest mention."""
    rows = (line.as_json() for line in desk.brands(wanted, sort=sort))
    return Roll("品牌名录", BRANDS, _name, _cited, rows)


def brand_roll(file: BrandFile) -> Roll:
    """A brand's file: the courts that have it, then the articles that plan, repeat, visit or tell of it."""
    return Roll(file.name, BRAND, lambda row: row["court"] or "", _cited, _brand_rows(file))


def courts_roll(desk: Desk, query: str, filters: Filters) -> Roll:
    """The list of courts, each citing its latest article."""
    rows = (line.as_json() for line in desk.courts(query, filters))
    return Roll("法院名录", COURTS, _name, _cited, rows)


def court_roll(file: CourtFile) -> Roll:
    """A court's file, part by part."""
    return Roll(file.name, COURT, _subject, _cited, _court_rows(file))


def comparison_roll(found: Comparison) -> Roll:
    """A few courts side by side, part by part, what each tells of itself last."""
    columns = comparing(court.name for court in found.courts)
    return Roll("、".join(court.name for court in found.courts), columns, _subject, _cited, _compared_rows(found))


def _name(row: Row) -> str:
    return str(row["name"])


def _subject(row: Row) -> str:
    return str(row.get("name") or row.get("object") or "")


def _cited(row: Row) -> Iterator[str]:
    """Every article whose address stands anywhere in a row, its own first."""
    if row.get("url"):
        yield row["url"]
    yield from row.get("urls", ())
    for value in row.values():
        for each in value if isinstance(value, list | tuple) else (value,):
            if isinstance(each, dict):
                yield from _cited(each)


def _brand_rows(file: BrandFile) -> Iterator[Row]:
    for user in file.users:
        row = user.as_json()
        evidence = row.pop("evidence")
        yield row | {name: evidence[name] for name in ("url", "title", "published", "sentence")}
    own = {user.evidence.url for user in file.users}
    for use in file.uses:
        if (use.is_repost or not use.is_own) and use.url not in own:
            yield _mention(use)


def _mention(use: BrandUse) -> Row:
    """An article that has the name and is no evidence of a court's own brand, under the keys of a court's row."""
    day = use.published
    return {
        "court": use.teller or use.court,
        "province": use.province,
        "city": use.city,
        "relation": "repost" if use.is_repost else use.use,
        "type": use.type,
        "since": day,
        "latest": day,
        "articles": 1,
        "silent_since": None,
        **{name: [] for name in ("cites", "figures", "documents", "honours")},
        **{name: getattr(use, name) for name in ("url", "title", "published", "sentence")},
    }


def _court_rows(file: CourtFile) -> Iterator[Row]:
    for part in ("years", "kinds", "topics", "brands"):
        yield from ({"part": part, **asdict(each)} for each in getattr(file, part))
    for part, rows in (("firsts", file.firsts), ("honours", file.honours)):
        yield from ({"part": part, **row} for row in rows)


def _compared_rows(found: Comparison) -> Iterator[Row]:
    names = [court.name for court in found.courts]
    for part in _COMPARED:
        for row in getattr(found, part):
            yield {"part": part, "name": row.name, "courts": _by_court(names, row.counts)}
    for brand in found.brands:
        told = {"part": "brands", "name": brand.name, "type": brand.type, "courts": _by_court(names, brand.since)}
        yield told | {"urls": [url for url in brand.urls if url]}
    for court in found.courts:
        for part, rows in (("firsts", court.firsts), ("honours", court.honours)):
            for row in rows:
                yield {"part": part, **row, "courts": {court.name: row["published"]}}


def _by_court(names: Sequence[str], values: Sequence[int | str | None]) -> dict[str, int | str | None]:
    return dict(zip(names, values, strict=True))
