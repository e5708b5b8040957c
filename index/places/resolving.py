"""Resolving: which court a naming is, by what its surroundings tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.places.gazetteer import CITY, COUNTY, PROVINCE, Division, gazetteer, names_of, short_province
from index.places.namings import BASIC, HIGH, INTERMEDIATE, Naming, namings
from index.places.regions import narrowed, region_city, region_province, the_one
from index.text.normal import normalise

_LEVELS = {PROVINCE: HIGH, CITY: INTERMEDIATE, COUNTY: BASIC}
_TAILS = {HIGH: "高级人民法院", INTERMEDIATE: "中级人民法院", BASIC: "人民法院"}
_SUPERIOR_PROVINCE = re.compile(r"^[㐀-鿿]{2,3}(?:省|[㐀-鿿]{0,4}自治区)")


@dataclass(frozen=True, slots=True)
class Court:
    """A court by its full name; level is 最高 高级 中级 基层 专门, province in short form, city and county in full.

    A name written in full keeps its province and city as written, so one court may bear several names:
    ``adcode`` with ``level`` tells whether two are the same.
    """

    name: str
    level: str | None
    province: str | None = None
    city: str | None = None
    county: str | None = None
    adcode: str | None = None

    @property
    def identity(self) -> tuple[str | None, ...]:
        """What stays the same however the court's name is written."""
        if self.county and self.adcode:
            return (self.level, self.adcode)
        return (self.level, self.adcode, _SUPERIOR_PROVINCE.sub("", self.name))


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
            return Court(naming.name, naming.level)
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
        if naming.name:
            return self._placed(naming.name, level, division)
        tail = naming.tail or _TAILS[level]
        head = _with_city(naming.head, division) if naming.head else _short_head(naming, division)
        if division.adcode is None:
            province = region_province(division) or (short_province(self.province) if self.province else None)
            return Court(head + tail, level, province, division.city or self.city, division.county)
        return self._placed(head + tail, level, division)

    def _placed(self, name: str, level: str | None, division: Division) -> Court:
        return Court(name, level, region_province(division), region_city(division), division.county, division.adcode)


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
    if division.rank != COUNTY or not (is_district or division.is_municipal) or not superior or superior in head:
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
    return [[(naming, court) for naming in group if (court := around.court(naming))] for group in found]


def _unknown_names(found: Iterable[Naming]) -> dict[str, Division]:
    known: dict[str, Division] = {}
    for naming in found:
        for division in naming.divisions:
            if division.adcode is None:
                known |= dict.fromkeys([naming.head, *map(normalise, names_of(division))], division)
    return known
