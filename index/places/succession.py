"""Succession: which division of today took over from one that was given up, by rules over the years' tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from index.places.gazetteer import CITY, COUNTY, PROVINCE, Division, names_of

__all__ = ["CITY", "COUNTY", "PROVINCE", "TODAY", "History", "Term", "without_kind"]

TODAY = 9999
_SPLIT_OFF = {"50": "51", "46": "44"}
_MUNICIPAL = frozenset(("11", "12", "31", "50"))
_DIRECT = "90"
_MISSING_YEAR = 1


@dataclass(frozen=True, slots=True)
class Term:
    """The years, both included, in which a code stood for a name; ``until`` is TODAY where it still does."""

    code: str
    name: str
    since: int
    until: int

    @property
    def rank(self) -> int:
        """Whether it is a province, a city (or prefecture) or a county."""
        return PROVINCE if self.code.endswith("0000") else CITY if self.code.endswith("00") else COUNTY

    @property
    def land(self) -> str:
        """The first digits of the province that it lay in before any was split off."""
        return _SPLIT_OFF.get(self.code[:2], self.code[:2])

    @property
    def stem(self) -> str:
        """The name without its kind: 名山 of 名山县, 通 of 通县."""
        form = names_of(Division(self.code, self.name, self.rank, None, None, None))[-1]
        return form[:-1] if form == self.name and len(form) == 2 else form.removesuffix("地区")  # noqa: PLR2004


class History:
    """Every term of every code, asked what became of those that ended."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = sorted(set(_without_slips(terms)), key=lambda term: (term.code, term.since, term.name))
        self._by_land: dict[tuple[str, int], list[Term]] = defaultdict(list)
        self._begun: dict[tuple[str, int, int], list[Term]] = defaultdict(list)
        self._prefectures: dict[str, list[Term]] = defaultdict(list)
        for term in self._terms:
            self._by_land[term.land, term.rank].append(term)
            self._begun[term.land, term.rank, term.since].append(term)
            if term.rank == CITY:
                self._prefectures[term.code[:4]].append(term)

    def ended(self) -> Iterator[Term]:
        """Yield the terms that are over."""
        return (term for term in self._terms if term.until != TODAY)

    def heir(self, term: Term, patch: Callable[[Term], str | None]) -> str | None:
        """Follow a term to the code that stands for it today; ``patch`` tells where rules do not, "" for no heir."""
        seen: set[Term] = set()
        while term.until != TODAY and term not in seen:
            seen.add(term)
            if (code := patch(term)) is not None:
                return code or None
            following = self._successor(term)
            if following is None:
                return None
            term = following
        return term.code if term.until == TODAY else None

    def prefectures(self, term: Term) -> tuple[str, ...]:
        """The names of the cities or prefectures that a county lay in during its term, the earliest first."""
        end = min(term.until, TODAY - 1)
        cities = self._prefectures.get(term.code[:4], ())
        return tuple(city.name for city in cities if city.since <= end and term.since <= city.until)

    def prefecture(self, term: Term) -> str | None:
        """The name of the city or prefecture that a county lay in at the end of its term."""
        return next(iter(self.prefectures(replace(term, since=min(term.until, TODAY - 1)))), None)

    def _successor(self, term: Term) -> Term | None:
        for rule in (self._same_name, self._same_stem, self._reunited, self._renamed, self._replaced, self._grown):
            if found := rule(term):
                return found
        return None

    def _same_name(self, term: Term) -> Term | None:
        """The same name under another code; two places of one name in a land are districts."""
        begun = [other for other in self._begun_after(term) if other.name == term.name]
        in_force = [] if term.name.endswith("区") else self._in_force_soon(term)
        return self._nearest(term, begun or [other for other in in_force if other.name == term.name])

    def _grown(self, term: Term) -> Term | None:
        """The city of prefecture rank that took a town's name."""
        cities = self._by_land[term.land, CITY] if term.rank == COUNTY and term.name.endswith("市") else ()
        return next((city for city in cities if city.name == term.name and self._is_soon(term, city)), None)

    def _same_stem(self, term: Term) -> Term | None:
        if self._grown(term):
            return None
        return self._nearest(term, [other for other in self._begun_after(term) if self._is_kin(term, other)])

    def _reunited(self, term: Term) -> Term | None:
        """A county goes back to the town of its name that had been cut out of it, or the town to its county."""
        if self._grown(term):
            return None
        beside = [other for other in self._in_force(term, term.until + 1) if self._is_kin(term, other)]
        return self._nearest(term, beside)

    def _renamed(self, term: Term) -> Term | None:
        """The same code under a name that is new in the land."""
        after = [other for other in self._begun_after(term) if other.code == term.code]
        known = {other.name for other in self._in_force(term, term.until)}
        return after[0] if len(after) == 1 and after[0].name not in known else None

    def _replaced(self, term: Term) -> Term | None:
        """The one division that began in a city in the year in which only this one ended there."""
        begun = [
            other for other in self._begun_after(term) if self._shares_city(term, other) and not self._has_root(other)
        ]
        gone = [other for other in self._in_force(term, term.until) if other.until == term.until]
        lost = [other for other in gone if self._shares_city(term, other) and not self._is_continued(other)]
        return begun[0] if len(begun) == 1 and lost == [term] else None

    def _is_continued(self, term: Term) -> bool:
        return any((self._same_name(term), self._same_stem(term), self._reunited(term), self._renamed(term)))

    def _has_root(self, term: Term) -> bool:
        before = [other for other in self._in_force(term, term.since - 1) if other.until == term.since - 1]
        return any(other.name == term.name or self._is_kin(other, term) for other in before)

    def _begun_after(self, term: Term) -> list[Term]:
        return self._begun.get((term.land, term.rank, term.until + 1), [])

    def _in_force(self, term: Term, year: int) -> list[Term]:
        return [other for other in self._by_land[term.land, term.rank] if other.since <= year <= other.until]

    def _in_force_soon(self, term: Term) -> list[Term]:
        """Those in force in the year after a term, or where the tables leave out a year, in the next."""
        return [other for other in self._by_land[term.land, term.rank] if self._is_soon(term, other)]

    def _is_soon(self, term: Term, other: Term) -> bool:
        return other.since <= term.until + _MISSING_YEAR + 1 and term.until < other.until

    def _is_kin(self, old: Term, new: Term) -> bool:
        if len(old.stem) > 1:
            return old.stem == new.stem
        return new.name.startswith(old.stem) and self._is_near(old, new)

    def _is_near(self, old: Term, new: Term) -> bool:
        """Whether two may lie in one city; that of a county directly under its province is not told by its code."""
        is_untold = old.code[:2] in _MUNICIPAL or _DIRECT in {old.code[2:4], new.code[2:4]}
        return is_untold or self._shares_city(old, new)

    def _shares_city(self, old: Term, new: Term) -> bool:
        """Whether two lie in one city: by code, or by the name that a prefecture keeps when it becomes a city."""
        if old.code[:4] == new.code[:4]:
            return True
        cities = [self.prefecture(term) for term in (old, new)]
        return all(cities) and len({without_kind(name or "") for name in cities}) == 1

    def _nearest(self, term: Term, found: list[Term]) -> Term | None:
        near = [other for other in found if self._is_near(term, other)] or found
        is_one_place = len({other.name for other in near}) == 1 and not near[0].name.endswith("区")
        return max(near, key=lambda other: other.until) if len(near) == 1 or is_one_place else None


def without_kind(city: str) -> str:
    """A prefecture's name as it stays when it becomes a city: 雅安 of 雅安地区."""
    return city.removesuffix("地区").removesuffix("市")


def _without_slips(terms: Iterable[Term]) -> Iterator[Term]:
    """Leave out terms that lie within another of the same code: slips of the tables."""
    by_code: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_code[term.code].append(term)
    for group in by_code.values():
        for term in group:
            if not any(_covers(other, term) for other in group):
                yield term


def _covers(long: Term, short: Term) -> bool:
    is_longer = long.until - long.since > short.until - short.since
    return is_longer and long.since <= short.since and short.until <= long.until
