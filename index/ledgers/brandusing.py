"""Who uses a brand's name: one row for every article that has it, as the ledger of facts keeps them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from index.knowledge.originals import Origin
from index.knowledge.usage import Use, core_of
from index.ledgers.ledgerfile import LedgerFile

# In the order of BrandUse.
_COLUMNS = (
    "key, name, whole, naming.type, template, use, naming.court, learned_from, sentence, told.id, url, title,"
    " published, told.court, province, city, origin, original, withheld"
)
OWN_PAGES = (str(int(Origin.OWN)), str(int(Origin.ATTRIBUTED)))
OWN_USES = (Use.FOUNDED, Use.USED)


@dataclass(frozen=True, slots=True)
class BrandUse:
    """An article that has a name: how it spells and uses it, whose it says it is, and where the article stands.

    ``court`` is the court whose brand it tells of, ``teller`` the one that the article is about; ``is_repost`` where
    its story was told elsewhere first, ``is_own_page`` where it stands with a court rather than the press or a mirror.
    The ``sentence`` of a text that may not be shown is empty.
    """

    key: str
    name: str
    full: str
    type: str
    template: str | None
    use: str
    court: str | None
    learned_from: tuple[str, ...]
    sentence: str
    page: int
    url: str
    title: str | None
    published: str | None
    teller: str | None
    province: str | None
    city: str | None
    is_own_page: bool
    is_repost: bool
    withheld: bool

    @property
    def day(self) -> str:
        """The day of publication; an undated article comes last."""
        return (self.published or "9999")[:10]

    @property
    def year(self) -> str | None:
        """The year of publication."""
        return self.published[:4] if self.published else None

    @property
    def is_told_by_its_court(self) -> bool:
        """Whether its court itself says so, on a page that repeats nobody."""
        return self.is_own_page and not self.is_repost and self.court is not None and self.court == self.teller

    @property
    def is_own(self) -> bool:
        """Whether a court tells of a brand that it has, itself."""
        return self.is_told_by_its_court and self.use in OWN_USES

    def as_json(self) -> dict[str, Any]:
        """What a reader is shown of it."""
        shown = ("name", "use", "court", "url", "title", "published", "sentence")
        return {name: getattr(self, name) for name in shown}


def uses_where(file: LedgerFile, condition: str, *values: str) -> tuple[BrandUse, ...]:
    """The uses that meet an SQL condition on ``naming`` and ``told``, the earliest first."""
    rows = file.rows(f"SELECT {_COLUMNS} FROM naming JOIN told ON told.id = page WHERE {condition}", *values)
    uses = [_use(row) for row in rows]
    courts = by_core(dict.fromkeys(use.teller for use in uses if use.teller))
    named = (replace(use, court=resolved(use.court, courts)) if use.court else use for use in uses)
    return tuple(sorted(named, key=lambda use: (use.day, use.published or "", use.url)))


def grouped(uses: Iterable[BrandUse], court_of: Callable[[BrandUse], str | None]) -> dict[str, list[BrandUse]]:
    """Uses by court, in their order; those of none are left out."""
    found = defaultdict[str, list[BrandUse]](list)
    for use in uses:
        if court := court_of(use):
            found[court].append(use)
    return found


def by_core(courts: Iterable[str]) -> dict[str, list[str]]:
    """Different courts by what is left of their names in speech."""
    found = defaultdict[str, list[str]](list)
    for court in courts:
        found[core_of(court)].append(court)
    return found


def resolved(court: str, known: Mapping[str, Sequence[str]]) -> str:
    """The court of those known by core that a name said in passing means; the name itself where none or several do."""
    meant = known.get(core_of(court), ())
    return meant[0] if len(meant) == 1 else court


def as_reference(use: BrandUse) -> dict[str, Any]:
    """Where a reader finds what is said."""
    return {name: getattr(use, name) for name in ("court", "url", "title", "published", "sentence")}


def _use(row: tuple[Any, ...]) -> BrandUse:
    values = dict(zip((field.name for field in fields(BrandUse)), row, strict=True))
    return BrandUse(
        **values
        | {
            "learned_from": tuple(filter(None, values["learned_from"].split("、"))),
            "is_own_page": values["is_own_page"] in OWN_PAGES,
            "is_repost": not values["is_repost"],
            "withheld": bool(values["withheld"]),
            "sentence": "" if values["withheld"] else values["sentence"],
        }
    )
