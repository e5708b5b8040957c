"""A brand's file: all that the index knows of one name, each statement with the article that says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.knowledge.usage import Use
from index.knowledge.variants import variant_key
from index.ledgers.brandfigures import FigureSeries, series_of
from index.ledgers.brandusing import BrandUse, as_reference, by_core, grouped, resolved, uses_where
from index.ledgers.ledgerfile import LedgerFile

OWNER, ADOPTER, NAMESAKE, USER = "owner", "adopter", "namesake", "user"
MOST_TEMPLATE_USERS = 50
_DOCUMENT = re.compile(
    "《([^《》]{2,60}(?:意见|办法|方案|规定|细则|规程|指引|制度|通知|规则|章程|协议|手册|纪要|计划))》"
)


@dataclass(frozen=True, slots=True)
class BrandUser:
    """One court with a brand of this name; ``relation`` is owner, adopter, namesake, or user where nobody owns it.

    An adopter came after the owner, a namesake names another kind of thing and nobody that it learned from.
    ``cites`` are the courts that it says it learned from; ``silent_since`` is the day of its last word of the brand
    where its articles of a later year have none.
    """

    court: str
    province: str | None
    city: str | None
    relation: str
    type: str
    since: str | None
    latest: str | None
    articles: int
    cites: tuple[str, ...]
    silent_since: str | None
    evidence: BrandUse
    figures: tuple[FigureSeries, ...]
    documents: tuple[str, ...]
    honours: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """The user as JSON."""
        plain = ("court", "province", "city", "relation", "type", "since", "latest", "articles", "silent_since")
        return {name: getattr(self, name) for name in plain} | {
            "cites": list(self.cites),
            "evidence": as_reference(self.evidence),
            "figures": [series.as_json() for series in self.figures],
            "documents": list(self.documents),
            "honours": list(self.honours),
        }


@dataclass(frozen=True, slots=True)
class PlanLink:
    """A brand that was planned, and where the same court first tells of it as done; None where it never did."""

    planned: BrandUse
    done: BrandUse | None

    def as_json(self) -> dict[str, Any]:
        """The link as JSON."""
        return {"planned": as_reference(self.planned), "done": as_reference(self.done) if self.done else None}


@dataclass(frozen=True, slots=True)
class BrandFile:
    """A name's file; ``first`` and ``latest`` are the earliest and the latest mention in this index, by whomever."""

    name: str
    key: str
    type: str
    template: str | None
    spellings: tuple[tuple[str, int], ...]
    first: BrandUse
    latest: BrandUse
    users: tuple[BrandUser, ...]
    plans: tuple[PlanLink, ...]
    uses: tuple[BrandUse, ...]
    template_users: tuple[tuple[str, str, str], ...]

    @property
    def owner(self) -> BrandUser | None:
        """The court that set the brand up, by the earliest evidence; None where nobody says that it did."""
        return next((user for user in self.users if user.relation == OWNER), None)

    def as_json(self) -> dict[str, Any]:
        """The file as JSON; reposts, visits and what others tell are listed apart from the users."""
        owner = self.owner
        return {
            "name": self.name,
            "key": self.key,
            "type": self.type,
            "template": self.template,
            "spellings": [{"name": name, "articles": count} for name, count in self.spellings],
            "owner": owner.court if owner else None,
            "first": self.first.as_json(),
            "latest": self.latest.as_json(),
            "users": [user.as_json() for user in self.users],
            "plans": [link.as_json() for link in self.plans],
            "reposts": [use.as_json() for use in self.uses if use.is_repost],
            "visits": [use.as_json() for use in self.uses if use.use == Use.VISITED and not use.is_repost],
            "told": [use.as_json() for use in self.uses if _is_hearsay(use)],
            "template_users": [
                dict(zip(("name", "court", "since"), each, strict=True)) for each in self.template_users
            ],
        }


def brand_file(file: LedgerFile, name: str) -> BrandFile | None:
    """The file of a name in any of its spellings; None where no article has it as a brand."""
    uses = uses_where(file, "key = ?", variant_key(name))
    if not uses:
        return None
    spellings = Counter(use.name for use in uses)
    template = _most(use.template for use in uses)
    return BrandFile(
        name=_most(use.name for use in uses) or name,
        key=uses[0].key,
        type=_most(use.type for use in uses) or "",
        template=template,
        spellings=tuple(sorted(spellings.items(), key=lambda pair: (-pair[1], pair[0]))),
        first=uses[0],
        latest=max(uses, key=lambda use: (use.published or "", use.url)),
        users=tuple(_users(file, uses)),
        plans=tuple(_plans(uses)),
        uses=uses,
        template_users=_template_users(file, template, uses[0].key),
    )


def _users(file: LedgerFile, uses: Sequence[BrandUse]) -> Iterator[BrandUser]:
    """The courts with a brand of this name, each apart, the earliest first."""
    own = [use for use in uses if use.is_own]
    owner = next((use for use in own if use.use == Use.FOUNDED), None)
    having, telling = grouped(own, lambda use: use.court), grouped(uses, lambda use: use.teller)
    courts = by_core(having)
    for court, theirs in having.items():
        cites = dict.fromkeys(resolved(said, courts) for use in theirs for said in use.learned_from)
        kind = _most(use.type for use in theirs) or ""
        relation = _relation(theirs[0], owner, kind, cites=bool(cites))
        silent = _silent_since(file, telling.get(court, []))
        yield _user(file, theirs, relation, tuple(cites), silent)


def _relation(use: BrandUse, owner: BrandUse | None, kind: str, *, cites: bool) -> str:
    if owner is None:
        return USER
    if use.court == owner.court:
        return OWNER
    return ADOPTER if cites or kind == owner.type else NAMESAKE


def _user(
    file: LedgerFile, theirs: list[BrandUse], relation: str, cites: tuple[str, ...], silent: str | None
) -> BrandUser:
    first, latest = theirs[0], max(theirs, key=lambda use: use.published or "")
    return BrandUser(
        court=first.court or "",
        province=first.province,
        city=first.city,
        relation=relation,
        type=_most(use.type for use in theirs) or "",
        since=first.published,
        latest=latest.published,
        articles=len(theirs),
        cites=cites,
        silent_since=silent,
        evidence=next((use for use in theirs if use.use == Use.FOUNDED), first),
        figures=series_of(file, theirs),
        documents=tuple(dict.fromkeys(title for use in theirs for title in _documents(file, use))),
        honours=tuple(honour for use in theirs for honour in _honours(file, use)),
    )


def _silent_since(file: LedgerFile, uses: list[BrandUse]) -> str | None:
    """The day of a court's last word of a brand, be it a plan, where it published in a later year without one."""
    latest = max((use for use in uses if use.published), key=lambda use: use.day, default=None)
    if latest is None:
        return None
    [(newest,)] = file.rows("SELECT max(year) FROM page WHERE court = ?", latest.teller)
    return latest.day if newest and newest > (latest.year or "") else None


def _documents(file: LedgerFile, use: BrandUse) -> Iterator[str]:
    for (sentence,) in file.rows(
        "SELECT sentence FROM saying WHERE page = ? AND key = ? ORDER BY at", use.page, use.key
    ):
        yield from _DOCUMENT.findall(sentence)


def _honours(file: LedgerFile, use: BrandUse) -> Iterator[dict[str, Any]]:
    rows = file.rows(
        "SELECT DISTINCT honour.name, issuer, level, year, owner, honour.sentence FROM honour JOIN saying"
        " USING (page, sentence) WHERE page = ? AND key = ?",
        use.page,
        use.key,
    )
    names = ("name", "issuer", "level", "year", "owner", "sentence")
    hidden = {"sentence": ""} if use.withheld else {}
    return (dict(zip(names, row, strict=True)) | hidden | {"url": use.url} for row in rows)


def _plans(uses: Sequence[BrandUse]) -> Iterator[PlanLink]:
    """The plans of a court that had no such brand yet, each with the first article that tells of it as done."""
    told = [use for use in uses if use.is_told_by_its_court]
    for plan in (use for use in told if use.use == Use.PLANNED):
        theirs = [use for use in told if use.court == plan.court and use.use in (Use.FOUNDED, Use.USED)]
        if not any(use.day <= plan.day for use in theirs):
            yield PlanLink(plan, next(iter(theirs), None))


def _template_users(file: LedgerFile, template: str | None, key: str) -> tuple[tuple[str, str, str], ...]:
    """The other names of the same template: name, court and since when, the earliest first."""
    if template is None:
        return ()
    others = uses_where(file, "template = ? AND key <> ?", template, key)
    first: dict[tuple[str, str], BrandUse] = {}
    for use in others:
        if use.is_own and use.court:
            first.setdefault((use.key, use.court), use)
    return tuple((use.name, court, use.day) for (_, court), use in first.items())[:MOST_TEMPLATE_USERS]


def _is_hearsay(use: BrandUse) -> bool:
    return not use.is_repost and not use.is_told_by_its_court and use.use != Use.VISITED


def _most(values: Iterable[str | None]) -> str | None:
    """The commonest value; of several, the one met first."""
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None
