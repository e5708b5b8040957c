"""Resolving: which court a naming is, by what its surroundings tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.places.gazetteer import CITY, COUNTY, PROVINCE, Division, gazetteer, names_of, short_province
from index.places.naming import BASIC, HIGH, INTERMEDIATE, SPECIAL, Naming
from index.places.namings import namings
from index.places.regions import narrowed, region_city, region_province, the_one
from index.text.normal import normalise

_LEVELS = {PROVINCE: HIGH, CITY: INTERMEDIATE, COUNTY: BASIC}
_TAILS = {HIGH: "高级人民法院", INTERMEDIATE: "中级人民法院", BASIC: "人民法院"}


@dataclass(frozen=True, slots=True)
class Court:
    """A court by its full name; level is 最高 高级 中级 基层 专门, province in short form, city and county in full.

    ``name`` keeps the province and city, and the county's name of the time, as they were written, so one court may bear
    several names; ``today`` is the one name that all of them stand for, made here and nowhere else.
    """

    name: str
    level: str | None
    province: str | None = None
    city: str | None = None
    county: str | None = None
    adcode: str | None = None
    today: str = field(default="", compare=False)

    @property
    def identity(self) -> tuple[str | None, ...]:
        """What stays the same however the court's name is written."""
        return (self.level, self.adcode, self.today or self.name)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page tells about the places in it: its texts, normalised, its province and city, places known for sure."""

    text: str
    province: str | None = None
    city: str | None = None
    settled: frozenset[Division] = frozenset()

    def court(self, naming: Naming) -> Court | None:
        """Resolve a naming; None where several courts bear the name and nothing decides."""
        if naming.name and not naming.divisions:
            return Court(naming.name, naming.level, today=naming.name)
        division = self._superior(naming) if naming.is_generic else self._division(naming)
        return self._court(naming, division) if division else None

    def _division(self, naming: Naming) -> Division | None:
        divisions = naming.divisions
        here = narrowed(divisions, province=self.province, city=self.city)
        in_province = narrowed(divisions, province=self.province) if self.province else ()
        return (
            the_one(here if self.city else ())
            or the_one(in_province)
            or the_one(() if naming.is_vague else divisions)
            or the_one(tuple(division for division in divisions if division in self.settled))
            or the_one(tuple(division for division in divisions if self._tells(division.city)))
            or the_one(tuple(division for division in divisions if self._tells(division.province)))
        )

    def _tells(self, full_name: str | None) -> bool:
        """Whether the page speaks of a city or province, by a name that no other place bears."""
        if not full_name:
            return False
        if any(full_name in {division.city, division.province} for division in self.settled):
            return True
        own = (name for name in gazetteer().calls(full_name) if len(gazetteer().bearers(name)) == 1)
        return any(name in self.text for name in own)

    def _superior(self, naming: Naming) -> Division | None:
        """The place of a generic name: the city or province given, else the only one of the courts around it."""
        if naming.level == BASIC:
            return None
        rank, given = (CITY, self.city) if naming.level == INTERMEDIATE else (PROVINCE, self.province)
        around = {division.city if rank == CITY else division.province for division in self.settled} - {None}
        name = given or (around.pop() if len(around) == 1 else None)
        return _of_rank(rank, name) if name else None

    def _court(self, naming: Naming, division: Division) -> Court:
        level = naming.level or _LEVELS[division.rank]
        tail = naming.tail or _TAILS.get(level, "")
        head = _with_city(naming.head, division) if naming.head else _short_head(naming, division)
        name = naming.name or head + tail
        province, city = region_province(division), region_city(division)
        if division.adcode is None:
            province = province or (short_province(self.province) if self.province else None)
            today = name.removeprefix(division.province or "")
            return Court(name, level, province, division.city or self.city, division.county, today=today)
        today = name if naming.name else _todays_name(naming, division, name, tail)
        return Court(name, level, province, city, division.county, division.adcode, today)


def _todays_name(naming: Naming, division: Division, name: str, tail: str) -> str:
    """The name of today's place before the tail; a court that is not simply a place's loses its province alone."""
    if naming.head and not naming.head.endswith(division.name):
        return _without_province(name, division)
    heir = gazetteer().division(division.adcode or "")
    if naming.level == SPECIAL:
        return (heir.name if heir.rank == PROVINCE and not heir.is_municipal else names_of(heir)[-1]) + tail
    head = _short_head(naming, heir)
    is_shared = heir.rank == COUNTY and heir.city and heir.city not in head and _is_shared(heir)
    return f"{heir.city if is_shared else ''}{head}{tail}"


def _without_province(name: str, division: Division) -> str:
    """Take the province from before the city: 四川成都高新技术产业开发区人民法院."""
    for province in gazetteer().calls(division.province):
        rest = name.removeprefix(province)
        if rest != name and rest.startswith(gazetteer().calls(region_city(division))):
            return rest
    return name


def _is_shared(county: Division) -> bool:
    bearers = gazetteer().bearers(normalise(county.name))
    return sum(bearer.name == county.name and not bearer.is_former for bearer in bearers) > 1


def _of_rank(rank: int, name: str) -> Division | None:
    return next((division for division in gazetteer().bearers(normalise(name)) if division.rank == rank), None)


def _short_head(naming: Naming, division: Division) -> str:
    if naming.level == INTERMEDIATE and division.rank == COUNTY:
        return (division.province or "") + names_of(division)[-1]
    return _with_city(division.name, division) if naming.level in {None, BASIC} else division.name


def _with_city(head: str, division: Division) -> str:
    """Put the city before a district, and the municipality before all it contains, as their courts' names do."""
    superior = division.province if division.is_municipal else division.city
    is_district = division.name.endswith("区") and not division.name.endswith(("林区", "特区"))
    if any(name in head for name in (superior, *division.once_in) if name):
        return head
    if division.rank != COUNTY or not (is_district or division.is_municipal) or not superior:
        return head
    written = head.removesuffix(division.name)
    return written + superior + division.name


def resolved(
    texts: Sequence[str], *, province: str | None = None, city: str | None = None
) -> list[list[tuple[Naming, Court]]]:
    """Resolve every naming in the normalised texts of one page, text by text; those that stay open are left out.

    A name of a place that no gazetteer knows, once written in full, is also found by its short forms.
    """
    found = [list(namings(text)) for text in texts]
    if known := _unknown_names(naming for group in found for naming in group):
        found = [list(namings(text, known)) for text in texts]
    sure = (the_one(naming.divisions) for group in found for naming in group if not naming.is_vague)
    around = Surroundings("\n".join(texts), province, city, frozenset(division for division in sure if division))
    courts: dict[tuple[object, ...], Court | None] = {}
    for naming in (naming for group in found for naming in group):
        if naming.sense not in courts:
            courts[naming.sense] = around.court(naming)
    return [[(naming, court) for naming in group if (court := courts[naming.sense])] for group in found]


def _unknown_names(found: Iterable[Naming]) -> dict[str, Division]:
    known: dict[str, Division] = {}
    for naming in found:
        for division in naming.divisions:
            if division.adcode is None and not division.is_former:
                known |= dict.fromkeys([naming.head, *map(normalise, names_of(division))], division)
    return known
