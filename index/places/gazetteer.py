"""The gazetteer: every province, city and county of today, with the names they are called by."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.text.normal import normalise

PROVINCE, CITY, COUNTY = range(3)
MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
_NATIONS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|裕固|保安|独龙|鄂伦春|各"
)
_SELF_GOVERNING = re.compile(rf"(?P<stem>.*?)(?P<nations>(?:(?:{_NATIONS})族?)*)自治(?P<kind>[州县旗])")
_SHORT_PROVINCE = re.compile(r"省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区")
_SUFFIX = re.compile(r"(?:林区|特区|新区|地区|[市州盟区县旗])$")
TABLES = ("courts.csv", "divisions.csv", "former.csv", "patch.csv")
_SHORTEST_STEM = 2
_LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one full name; a name given up carries its successor's code and county.

    ``adcode`` is None for a place that no gazetteer knows, and for one that was split among several.
    ``province`` and ``city`` are full names.
    ``once_in`` are the city and the province that a name given up lay in, where they are not today's, the nearer first.
    """

    adcode: str | None
    name: str
    rank: int
    province: str | None
    city: str | None
    county: str | None
    is_former: bool = False
    once_in: tuple[str, ...] = ()

    @property
    def is_municipal(self) -> bool:
        """Whether it is, or lies in, a municipality: a city that is its own province."""
        return self.province in MUNICIPALITIES


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands in a text: where it starts and every division that bears it."""

    start: int
    divisions: tuple[Division, ...]


class Gazetteer:
    """Every division by each of its names, in the normal form of index.text.normal."""

    def __init__(self, divisions: Iterable[Division], aliases: Iterable[tuple[Division, str]] = ()) -> None:
        self._bearers: dict[str, tuple[Division, ...]] = {}
        self._calls: dict[str, tuple[str, ...]] = {}
        self._divided: set[str | None] = set()
        self._by_code: dict[str, Division] = {}
        named = [(division, names_of(division)) for division in divisions]
        named += [(division, (name,)) for division, name in aliases]
        written = _written(name for division, names in named for name in (*names, *_titles_of(division)))
        for division, names in named:
            if division.is_former:
                self._remember(division, names, written)
                continue
            self._divided.add(division.city if division.rank == COUNTY else None)
            self._by_code[division.adcode or ""] = division
            for name in names:
                self._call(division, written[name])

    def _call(self, division: Division, written: str) -> None:
        others = tuple(other for other in self._bearers.get(written, ()) if other.adcode != division.adcode)
        self._bearers[written] = (*others, division)
        if division.rank != COUNTY:
            self._title(division.city or division.province or "", written)

    def _remember(self, division: Division, names: tuple[str, ...], written: Mapping[str, str]) -> None:
        """Make a name that was given up findable beside today's; its short forms only where no other has them."""
        for name in names:
            bearers = self._bearers.get(written[name], ())
            if division.rank != COUNTY:
                self._title(division.city or "", written[name])
            if name == division.name or all(bearer.is_former for bearer in bearers):
                self._bearers[written[name]] = (*bearers, division)
        for city in division.once_in:
            if city not in self._calls:
                for title in _titles(city):
                    self._title(city, written[title])

    def _title(self, full_name: str, written: str) -> None:
        names = {written, *self._calls.get(full_name, ())}
        self._calls[full_name] = tuple(sorted(names, key=len, reverse=True))

    def division(self, adcode: str) -> Division:
        """The division of today with this code; KeyError where there is none."""
        return self._by_code[adcode]

    def bearers(self, name: str) -> tuple[Division, ...]:
        """Every division called so, with or without its suffix; the name is normalised already."""
        return self._bearers.get(name, ())

    def calls(self, full_name: str | None) -> tuple[str, ...]:
        """Every normalised name of the province or city with this full name, the longest first."""
        return self._calls.get(full_name or "", ())

    def is_undivided(self, city: Division) -> bool:
        """Whether a city has no counties below it, so that its own court is of first instance: 儋州市."""
        return city.city not in self._divided

    def ending(self, text: str, end: int) -> Iterator[Named]:
        """Yield the names that end at an offset of a normalised text, the longest first."""
        for start in range(max(0, end - _LONGEST_NAME), end - 1):
            if divisions := self._bearers.get(text[start:end]):
                yield Named(start, divisions)


def names_of(division: Division) -> tuple[str, ...]:
    """Every form of a division's name: full, without its nations, without its suffix (two characters or more)."""
    if division.rank == PROVINCE:
        return (division.name, short_province(division.name))
    full = division.name
    if match := _SELF_GOVERNING.fullmatch(full):
        stem = match["stem"] or match["nations"].removesuffix("族")
        forms = [full, stem + match["kind"], stem]
    else:
        stem = _SUFFIX.sub("", full)
        forms = [full, stem] + ([stem + "地区"] if division.rank == CITY else [])
    return tuple(form for form in forms if len(form) >= _SHORTEST_STEM)


@cache
def short_province(name: str) -> str:
    """Shorten a province's name: 福建省 → 福建, 内蒙古自治区 → 内蒙古."""
    return _SHORT_PROVINCE.sub("", name)


@cache
def gazetteer() -> Gazetteer:
    """Load the gazetteer from the package's three tables, once."""
    table = {row["adcode"]: row["name"] for row in rows_of("divisions.csv")}
    divisions = {adcode: _division(adcode, name, table) for adcode, name in table.items()}
    former = [_given_up(divisions[row["adcode"]], row) for row in rows_of("former.csv")]
    patch = rows_of("patch.csv")
    split = [_split(divisions[row["adcode"]], row) for row in patch if row["kind"] == "split"]
    aliases = [(divisions[row["adcode"]], row["name"]) for row in patch if row["kind"] == "alias"]
    return Gazetteer((*divisions.values(), *former, *split), aliases)


def _given_up(heir: Division, row: Mapping[str, str]) -> Division:
    """A name given up; one that lay in a city is a county's, even where a city took over from it."""
    once_in = tuple(filter(None, (row["city"], row["province"])))
    rank = COUNTY if row["city"] else heir.rank
    return Division(heir.adcode, row["name"], rank, heir.province, heir.city, heir.county, True, once_in)


def _split(around: Division, row: Mapping[str, str]) -> Division:
    """A name whose land went to several: it has no code, only the city that they all lie in."""
    once_in = (row["within"],) if row["within"] else ()
    return Division(None, row["name"], COUNTY, around.province, around.city, None, True, once_in)


def _written(names: Iterable[str]) -> dict[str, str]:
    """The normal forms of many names, folded in one go: a character's form does not depend on its neighbours."""
    distinct = list(dict.fromkeys(names))
    return dict(zip(distinct, normalise("|".join(distinct)).split("|"), strict=True))


def _titles_of(division: Division) -> Iterator[str]:
    return (title for city in division.once_in for title in _titles(city))


@cache
def _titles(name: str) -> tuple[str, ...]:
    """The forms of a city or province that was: 涪陵地区, 涪陵."""
    stem = _SUFFIX.sub("", name)
    return (name, stem) if len(stem) >= _SHORTEST_STEM else (name,)


def rows_of(name: str) -> list[dict[str, str]]:
    """Read one of TABLES; lines that begin with # are comments."""
    return list(csv.DictReader(line for line in table_text(name).splitlines() if not line.startswith("#")))


def table_text(name: str) -> str:
    """A table that lies beside this module as it is."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _division(adcode: str, name: str, table: Mapping[str, str]) -> Division:
    province = table[f"{adcode[:2]}0000"]
    if adcode.endswith("0000"):
        return Division(adcode, name, PROVINCE, province, None, None)
    city = table.get(f"{adcode[:4]}00", province if province in MUNICIPALITIES else None)
    if adcode.endswith("00"):
        return Division(adcode, name, CITY, province, city, None)
    return Division(adcode, name, COUNTY, province, city, name)
