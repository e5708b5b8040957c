"""Brands as lines of plain text, for a terminal: a list of them, one brand's file, the check of a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.ledgers.brandfile import BrandFile, BrandUser
from index.ledgers.brandlist import BrandLine
from index.ledgers.namecheck import NameCheck
from index.text.legible import printable


def list_lines(brands: Iterable[BrandLine]) -> Iterator[str]:
    """One line for each brand: first and latest use, how many courts, name, type, whose it is."""
    for line in brands:
        cells = (f"{line.first or '-':<10}", f"{line.latest or '-':<10}", f"{line.courts:>3} courts", line.name)
        yield printable(" ".join((*cells, f"({line.type})", line.court or "-")))


def file_lines(found: BrandFile) -> Iterator[str]:
    """A brand's file: who uses the name and what they say of it, what was planned, who only tells of it."""
    return map(printable, _file_lines(found))


def _file_lines(found: BrandFile) -> Iterator[str]:
    yield f"{found.name} ({found.type}{', ' + found.template if found.template else ''})"
    yield f"first in this index {found.first.day}, latest {found.latest.day}, {len(found.uses)} articles"
    for user in found.users:
        yield from _user_lines(user)
    for link in found.plans:
        yield f"planned  {link.planned.day} {link.planned.url}"
        yield f"done     {link.done.day} {link.done.url}" if link.done else "done     not told of in this index"
    for use in found.uses:
        if use.is_repost or not use.is_own:
            yield f"{'repost' if use.is_repost else use.use:<8} {use.day} {use.url}"


def _user_lines(user: BrandUser) -> Iterator[str]:
    silent = f", silent since {user.silent_since}" if user.silent_since else ""
    cites = f", learned from {'、'.join(user.cites)}" if user.cites else ""
    yield f"{user.relation:<8} {user.court} since {(user.since or '-')[:10]}{cites}{silent}"
    yield f"         “{user.evidence.sentence}” {user.evidence.url}"
    for series in user.figures:
        points = ", ".join(f"{point.year}: {point.number}{series.unit or ''}" for point in series.points)
        yield f"         {series.what}: {points}"
    yield from (f"         《{title}》" for title in user.documents)
    yield from (f"         {honour['name']} {honour['year'] or ''}" for honour in user.honours)


def check_lines(checked: NameCheck) -> Iterator[str]:
    """The statement of a check, then every use of the name or of one like it."""
    yield printable(checked.statement)
    for way, uses in checked.found.items():
        for use in uses:
            alive = "seen of late" if use.alive else f"last {use.latest}"
            yield printable(f"{way:<9} {use.name} · {use.court or '-'} · since {use.since} · {alive} · {use.url}")
