"""Regions: the province, city and county behind a place's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from index.places.gazetteer import COUNTY, PROVINCE, Division, gazetteer, short_province
from index.text.normal import normalise


@dataclass(frozen=True, slots=True)
class Region:
    """A place: adcode, province in short form (福建), city and county by their full names of today.

    A municipality is its own city (北京, 北京市); a county directly under its province has no city.
    """

    adcode: str
    province: str | None
    city: str | None
    county: str | None


def find_region(name: str, *, province: str | None = None, city: str | None = None) -> Region | None:
    """Find the one region a name stands for: 永泰, 永泰县, 福建省永泰县; None where several or none bear it.

    ``province`` and ``city``, in any form, narrow the choice; a name given up leads to its successor.
    """
    text = normalise(name)
    for named in gazetteer().ending(text, len(text)):
        written = [division for division in named.divisions if not unread(division, text[: named.start])]
        if written:
            return _region(the_one(narrowed(written, province=province, city=city)))
    return None


def unread(division: Division, prefix: str) -> str:
    """Take the city and the province above a division from the end of a prefix; returns what is left."""
    return _without(prefix, path_in(prefix, division))


def path_in(prefix: str, division: Division) -> tuple[str, ...]:
    """The superiors of a division, today's or once, that the end of a prefix names most fully, the nearer first."""
    return min(_paths(division), key=lambda path: len(_without(prefix, path)))


def _without(prefix: str, path: tuple[str, ...]) -> str:
    for full_name in path:
        written = next(filter(prefix.endswith, gazetteer().calls(full_name)), "")
        prefix = prefix.removesuffix(written)
    return prefix


@cache
def _paths(division: Division) -> tuple[tuple[str, ...], ...]:
    """The superiors of a division as they are, and as they were when its name was given up."""
    today = superiors(division)
    if not division.once_in:
        return (today,)
    province = tuple(name for name in today[-1:] if division.province == name and name not in division.once_in)
    return ((*division.once_in, *province), today)


@cache
def superiors(division: Division) -> tuple[str, ...]:
    """The full names of the city and the province above a division today, the nearer first."""
    city = division.city if division.rank == COUNTY and not division.is_municipal else None
    province = division.province if division.rank != PROVINCE else None
    return tuple(name for name in (city, province) if name)


def narrowed(
    divisions: Iterable[Division], *, province: str | None = None, city: str | None = None
) -> tuple[Division, ...]:
    """Keep the divisions that lie, or once lay, in a province and a city, each given in any form or not at all."""
    return tuple(
        division
        for division in divisions
        if _lies_in((division.province, *division.once_in), province)
        and _lies_in((division.city, *division.once_in), city)
    )


def _lies_in(full_names: Iterable[str | None], wanted: str | None) -> bool:
    return not wanted or any(normalise(wanted) in gazetteer().calls(name) for name in full_names)


def the_one(divisions: tuple[Division, ...]) -> Division | None:
    """Choose among bearers of one name, those of today before those that gave it up.

    The only one, a province, or the city that contains all others; None where nothing decides.
    """
    if not divisions:
        return None
    divisions = tuple(division for division in divisions if not division.is_former) or divisions
    largest = min(divisions, key=lambda division: division.rank)
    contains_all = all(largest.city == division.city for division in divisions)
    is_alone = len({division.adcode or division.name for division in divisions}) == 1
    chosen = is_alone or largest.rank == PROVINCE or (largest.rank != COUNTY and contains_all)
    return largest if chosen else None


def _region(division: Division | None) -> Region | None:
    if division is None or division.adcode is None:
        return None
    return Region(division.adcode, region_province(division), region_city(division), division.county)


def region_province(division: Division) -> str | None:
    """The short name of a division's province."""
    return short_province(division.province) if division.province else None


def region_city(division: Division) -> str | None:
    """The full name of a division's city; a municipality is its own."""
    return division.province if division.is_municipal else division.city
