"""The check of a name: who uses it, or one like it, and a dated statement of what was searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from index.kept import Coverage
from index.knowledge.brandrules import brand_rules
from index.knowledge.templates import WORDS_ADDED
from index.knowledge.variants import sound_key, suffix_key, template_key, variant_key
from index.ledgers.brandusing import BrandUse, uses_where
from index.ledgers.ledgerfile import LedgerFile
from index.text.aligned import aligned
from index.text.normal import normalise

YEARS_ALIVE = 3
MOST_LIKE = 20
SHORTEST_ALIKE = 3
WAYS = ("exact", "variant", "template", "sound", "suffix")


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name that one court uses: since when and until when in this index, and whether it still does.

    ``alive`` is a mention in the latest YEARS_ALIVE years of the index; ``url`` and ``sentence`` are the earliest's.
    """

    name: str
    court: str | None
    province: str | None
    since: str | None
    latest: str | None
    alive: bool
    articles: int
    url: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NameCheck:
    """What is like a planned name, in each of WAYS, and what was searched for it on which day.

    ``is_taken`` where the very name is in use, in whatever spelling. ``counts`` are of all that was found in each way,
    of which MOST_LIKE are named; ``in_text`` counts the articles that have the very words, as a name or not.
    """

    name: str
    day: str
    is_taken: bool
    found: dict[str, tuple[NameUse, ...]]
    counts: dict[str, int]
    in_text: int
    brands: int
    coverage: Coverage

    @property
    def statement(self) -> str:
        """One dated sentence that says what was found, or what was searched in vain."""
        covered = self.coverage
        key = variant_key(self.name)
        like = (use for way in ("exact", "variant") for use in self.found[way] if variant_key(use.name) == key)
        users = _courts(like)
        said = f"is used as a name by {users}" if self.is_taken else "was not found as a name"
        stale = f"; not healthy: {', '.join(covered.stale_titles)}" if covered.stale else ""
        return (
            f"{self.day}: “{self.name}” {said} in {covered.articles} articles of {covered.sources} sources,"
            f" {covered.oldest} to {covered.newest}{stale}; articles with the words: {self.in_text}."
            " What is not in this index was not searched."
        )

    def as_json(self) -> dict[str, Any]:
        """The check as JSON."""
        return {
            "name": self.name,
            "taken": self.is_taken,
            "statement": self.statement,
            "searched": {"day": self.day, "brands": self.brands, **asdict(self.coverage)},
            "in_text": self.in_text,
            "counts": self.counts,
        } | {way: [asdict(use) for use in self.found[way]] for way in WAYS}


def name_check(file: LedgerFile, name: str, *, day: str, in_text: int, coverage: Coverage) -> NameCheck:
    """Check a name against every brand of the index; a name is reported in the nearest way alone."""
    key = variant_key(name)
    sound, suffix, template = sound_key(name), suffix_key(name, brand_rules()), template_key(name)
    asked: tuple[tuple[str, tuple[BrandUse, ...]], ...] = (
        ("variant", uses_where(file, "key = ?", key)),
        ("sound", uses_where(file, "sound = ?", sound) if sound else ()),
        ("variant", _with_keys(file, _alike(file, key))),
        ("template", _of_template(file, template, key) if template else ()),
        ("suffix", uses_where(file, "suffix = ?", suffix) if suffix else ()),
    )
    alive_from = f"{int(coverage.newest[:4]) - YEARS_ALIVE:04d}{coverage.newest[4:]}" if coverage.newest else ""
    groups: dict[str, list[NameUse]] = {way: [] for way in WAYS}
    seen: set[str] = set()
    for way, uses in asked:
        for each in _by_court([use for use in uses if use.key not in seen], alive_from):
            is_same = way == "variant" and normalise(each.name) == normalise(name)
            groups["exact" if is_same else way].append(each)
        seen.update(use.key for use in uses)
    for way in WAYS:
        groups[way].sort(key=_nearest(key))
    [(brands,)] = file.rows("SELECT count(DISTINCT key) FROM naming")
    counts = {way: len(groups[way]) for way in WAYS}
    named = {way: tuple(groups[way][:MOST_LIKE]) for way in WAYS}
    return NameCheck(name, day, bool(asked[0][1]), named, counts, in_text, brands, coverage)


def _alike(file: LedgerFile, key: str) -> Iterator[str]:
    """The keys of which one letter is another one, such as 五位一体 for 四位一体, or that hold the key, or it them."""
    if len(key) < SHORTEST_ALIKE:
        return
    for (other,) in file.rows("SELECT DISTINCT key FROM naming WHERE key <> ?", key):
        if len(other) == len(key):
            if sum(a != b for a, b in zip(key, other, strict=True)) == 1:
                yield other
        elif len(other) >= SHORTEST_ALIKE and (other in key or key in other):
            yield other


def _with_keys(file: LedgerFile, keys: Iterable[str]) -> tuple[BrandUse, ...]:
    return tuple(use for key in keys for use in uses_where(file, "key = ?", key))


def _of_template(file: LedgerFile, template: str, key: str) -> tuple[BrandUse, ...]:
    """The names of a template; of words added to words, those with a word in common."""
    uses = uses_where(file, "template = ?", template)
    words = set(key.split("+"))
    return tuple(use for use in uses if template != WORDS_ADDED or words & set(use.key.split("+")))


def _by_court(uses: Iterable[BrandUse], alive_from: str) -> Iterator[NameUse]:
    """One line for each spelling and court, reposts left out."""
    groups: dict[tuple[str, str | None], list[BrandUse]] = {}
    for use in uses:
        if not use.is_repost:
            groups.setdefault((aligned(use.name), use.court), []).append(use)
    for theirs in groups.values():
        first = theirs[0]
        days = [use.published[:10] for use in theirs if use.published]
        since, latest = min(days, default=None), max(days, default=None)
        alive = bool(latest and latest >= alive_from)
        yield NameUse(
            first.name, first.court, first.province, since, latest, alive, len(theirs), first.url, first.sentence
        )


def _nearest(key: str) -> Callable[[NameUse], tuple[int, str, str]]:
    """Order by letters in common, then by age."""

    def _order(use: NameUse) -> tuple[int, str, str]:
        return -len(set(key) & set(variant_key(use.name))), use.since or "9999", use.url

    return _order


def _courts(uses: Iterable[NameUse]) -> str:
    named = dict.fromkeys(use.court or "an unnamed court" for use in uses)
    return "、".join(named) or "no court"
