"""Place names: the courts that are simply called after a division."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from index.places.gazetteer import CITY, COUNTY, PROVINCE, Division, gazetteer, short_province
from index.places.naming import BASIC, COMMON_WORDS, HAN_RUN, HIGH, INTERMEDIATE, Naming, grade_in, nearest, ordinal_in
from index.places.regions import path_in, the_one, unread
from index.text.normal import normalise

_SHORTEST_NAME = 2
_OTHER_SUPERIOR = re.compile(r"(?<![全我本该各])[省市县区州旗盟]\Z")


def of_known(prefix: str, match: re.Match[str], known: Mapping[str, Division]) -> Naming | None:
    """Read the court of a place that the page itself wrote in full before."""
    for start in range(len(prefix) if known else 0):
        if division := known.get(prefix[start:]):
            naming = _ordinary(match, prefix[:start], prefix[start:], (division,))
            in_full = match["people"] and prefix.endswith(division.name)
            return replace(naming, head=prefix[start:] if in_full else "")
    return None


def of_place(prefix: str, match: re.Match[str], _known: Mapping[str, Division]) -> Naming | None:
    """Read the longest name that ends before the court's kind, one with its city or province before it first."""
    readings = []
    for named in gazetteer().ending(prefix, len(prefix)):
        before, name = prefix[: named.start], prefix[named.start :]
        divisions = nearest(_ranked(named.divisions, match), before)
        if divisions and not _is_chance(divisions, before, name):
            readings.append((before, name, divisions))
    placed = (reading for reading in readings if unread(reading[2][0], reading[0]) != reading[0])
    best = next(placed, None) or next(iter(readings), None)
    return _ordinary(match, *best) if best else None


def _ranked(divisions: tuple[Division, ...], match: re.Match[str]) -> tuple[Division, ...]:
    """Keep the divisions that have a court of the grade written; 法院 alone prefers the larger of two nested places.

    人民法院 without a grade is of first instance: that of the town which a city of the same name grew out of.
    """
    grade = grade_in(match)
    if grade == HIGH:
        return tuple(division for division in divisions if division.rank == PROVINCE)
    if grade == INTERMEDIATE:
        return tuple(division for division in divisions if _may_have_intermediate(division, match))
    chosen = the_one(divisions)
    if chosen is None:
        return divisions
    if match["people"] and chosen.rank == CITY and not gazetteer().is_undivided(chosen):
        towns = tuple(division for division in divisions if division.is_former and division.rank == COUNTY)
        return towns or (chosen,)
    return tuple(division for division in divisions if division.is_former or division == chosen)


def _may_have_intermediate(division: Division, match: re.Match[str]) -> bool:
    if division.rank == PROVINCE:
        return bool(match["ordinal"])
    return division.rank == CITY or division.city is None


def _is_chance(divisions: tuple[Division, ...], before: str, name: str) -> bool:
    """Whether the name only seems to stand there: an everyday word, or part of the name of another place."""
    if unread(divisions[0], before) != before:
        return False
    is_gone = _is_plain(name) and HAN_RUN.search(before) and all(division.is_former for division in divisions)
    return bool(is_gone) or name in COMMON_WORDS or bool(_OTHER_SUPERIOR.search(before))


def _ordinary(match: re.Match[str], before: str, name: str, divisions: tuple[Division, ...]) -> Naming:
    division = divisions[0]
    left = unread(division, before)
    in_full = match["people"] and not match["both"] and name == normalise(division.name)
    taken_together = match["both"] or match["group"] or (division.rank == PROVINCE and not grade_in(match))
    return Naming(
        start=match.start() - len(name) - len(before) + len(left),
        end=match.end(),
        level=_level(match, division),
        tail=_tail(match),
        head=_head(division, before) if in_full else "",
        divisions=divisions,
        group=bool(taken_together),
        is_vague=left == before and _is_plain(name),
    )


def _level(match: re.Match[str], division: Division) -> str | None:
    if grade := grade_in(match):
        return grade
    may_be_basic = bool(match["people"] or match["ordinal"]) and division.rank == CITY
    return BASIC if may_be_basic and gazetteer().is_undivided(division) else None


def _tail(match: re.Match[str]) -> str:
    ordinal = ordinal_in(match)
    return f"{ordinal}{grade_in(match) or ''}人民法院" if ordinal else ""


def _head(division: Division, before: str) -> str:
    """Put together the full name and the superiors as written; a city written short is left out."""
    head = division.name
    for full_name in path_in(before, division):
        written = next(filter(before.endswith, gazetteer().calls(full_name)), "")
        before = before.removesuffix(written)
        is_short = written != full_name and full_name.startswith(written)
        if written and not is_short:
            head = full_name + head
        elif written and full_name == division.province:
            head = (full_name if division.is_municipal else short_province(full_name)) + head
    return head


def _is_plain(name: str) -> bool:
    """Whether it is a suffix with one character of direction or kind: 城区, 郊区, 东区."""
    return len(name) == _SHORTEST_NAME and name.endswith("区")
