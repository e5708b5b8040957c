"""Jurisdictions: courts called after what they judge, a development zone or a division of the corps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from index.places.gazetteer import COUNTY, Division, Named, gazetteer
from index.places.naming import BASIC, COMMON_WORDS, JUNK, SPECIAL, Naming, grade_in, largest, nearest, ordinal_in
from index.places.placenames import of_known, of_place
from index.places.regions import the_one, unread
from index.places.strangers import of_unknown

_ZONE = re.compile(
    r"(?:高新(?:技术)?产业开发区|高技术产业开发区|经济技术开发区|经济开发区|新技术开发区|开发区|高新区|经开区"
    r"|工业园区|合作区|新区|示范区|保税区|自由贸易试验区|自贸区|综合实验区|综合试验区|垦区|矿区|管理区)\Z"
)
_ZONE_IN_FULL = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}
_LONGEST_ZONE_NAME = 6
_ZONE_NAME = re.compile(r"[㐀-鿿]*")
_CORPS = re.compile(r"(?:新疆)?(?:生产建设)?(?:兵团)?(?P<unit>第[一二三四五六七八九十]{1,3}师)(?:[㐀-鿿]{2,5}市)?\Z")
# Reclaimed land that bears the name of no city is the corps' too: 三坪垦区.
_RECLAIMED = re.compile(r"(?:(?:新疆)?生产建设兵团|兵团|(?<![㐀-鿿]))(?P<name>[㐀-鿿]{2,4}垦区)\Z")
_CORPS_IN_FULL = "新疆生产建设兵团"


def special_court(text: str, match: re.Match[str], known: Mapping[str, Division]) -> Naming | None:
    """Read a court of special jurisdiction; its place stands before its speciality, or ends with it (神农架林区)."""
    special = match["special"]
    prefix = text[: match.end("special")]
    for reading in (of_known, of_place, of_unknown):
        whole = reading(prefix, match, known)
        if whole and whole.divisions[0].name.endswith(special):
            return replace(whole, start=whole.start + len(special))
    return _of_speciality(prefix.removesuffix(special), match)


def _of_speciality(prefix: str, match: re.Match[str]) -> Naming | None:
    grade = grade_in(match) or ""
    speciality = "铁路运输" if match["special"] == "铁路" else match["special"]
    people = "人民" if match["people"] or (speciality == "林区" and grade) else ""
    tail = f"{speciality}{ordinal_in(match)}{grade}{people}法院"
    for named in gazetteer().ending(prefix, len(prefix)):
        chosen = the_one(largest(nearest(named.divisions, prefix[: named.start])))
        if chosen:
            left = unread(chosen, prefix[: named.start])
            start = match.start() - len(prefix) + len(left)
            return Naming(start, match.end(), SPECIAL, tail, prefix[len(left) :], (chosen,))
    return Naming(match.start(), match.end(), SPECIAL, tail) if match["special"] == "林区" and grade else None


def of_the_corps(prefix: str, match: re.Match[str], _known: Mapping[str, Division]) -> Naming | None:
    """Read a court of the Xinjiang corps, with or without the city of its division."""
    corps = _CORPS.search(prefix) if "师" in prefix else None
    if not corps:
        return _of_reclaimed_land(prefix, match)
    tail = (grade_in(match) or "") + "人民法院"
    head = _CORPS_IN_FULL + corps["unit"]
    return Naming(match.start() - len(corps[0]), match.end(), SPECIAL, tail, head, gazetteer().bearers("新疆"))


def _of_reclaimed_land(prefix: str, match: re.Match[str]) -> Naming | None:
    land = _RECLAIMED.search(prefix) if prefix.endswith("垦区") and not grade_in(match) else None
    if not land or any(gazetteer().ending(land["name"], len(land["name"]) - 2)):
        return None
    start = match.start() - len(land[0])
    return Naming(start, match.end(), SPECIAL, "人民法院", land["name"], gazetteer().bearers("新疆"))


def of_zone(prefix: str, match: re.Match[str], _known: Mapping[str, Division]) -> Naming | None:
    """Read the court of a development zone: a city, up to six characters of the zone's own name, its kind."""
    zone = _ZONE.search(prefix)
    if not zone or grade_in(match):
        return None
    for named in _zone_places(prefix, zone.start()):
        chosen = the_one(largest(nearest(named.divisions, prefix[: named.start])))
        if chosen:
            left = unread(chosen, prefix[: named.start])
            head = prefix[len(left) : zone.start()] + _ZONE_IN_FULL.get(zone[0], zone[0])
            level = SPECIAL if zone[0] == "垦区" else BASIC
            return Naming(match.start() - len(prefix) + len(left), match.end(), level, "人民法院", head, (chosen,))
    return None


def _zone_places(prefix: str, end: int) -> list[Named]:
    """The places a zone may lie in, cities before counties, the nearer first."""
    places = [
        named
        for until in range(end, max(0, end - _LONGEST_ZONE_NAME) - 1, -1)
        if _ZONE_NAME.fullmatch(prefix, until, end) and not JUNK.search(prefix, until, end)
        for named in gazetteer().ending(prefix, until)
        if prefix[named.start : until] not in COMMON_WORDS
    ]
    return sorted(places, key=lambda named: all(division.rank == COUNTY for division in named.divisions))
