"""Namings: where a text names a court, by the grammar of court names and the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from index.places.gazetteer import CITY, COUNTY, PROVINCE, Division, Named, gazetteer, short_province
from index.places.regions import path_in, the_one, unread
from index.places.roll import entered
from index.text.normal import normalise

SUPREME, HIGH, INTERMEDIATE, BASIC, SPECIAL = "最高", "高级", "中级", "基层", "专门"

_ANCHOR = re.compile(
    r"(?P<supreme>最高(?:人民)?法院|最高院|最高法(?![检律官定]))"
    r"|(?P<branch>兵团分院|(?:伊犁哈萨克自治州|伊犁州)分院)"
    r"|(?P<special>铁路运输|铁路|海事|知识产权|互联网|金融|林区|军事)?"
    r"(?P<both>两级)?(?P<ordinal>第?[一二三四五六])?(?P<grade>高级|中级|基层|[中高](?=院))?"
    r"(?P<people>人民)?(?P<end>法院|(?<=[中高])院)(?P<group>系统)?"
)
_ENDS = re.compile(r"法院|[中高分]院|最高院|最高法")
_LONGEST_KIND, _AFTER_KIND = 14, 3
_ZONE = re.compile(
    r"(?:高新(?:技术)?产业开发区|高技术产业开发区|经济技术开发区|经济开发区|新技术开发区|开发区|高新区|经开区"
    r"|工业园区|合作区|新区|示范区|保税区|自由贸易试验区|自贸区|综合实验区|综合试验区|垦区|矿区|管理区)\Z"
)
_ZONE_IN_FULL = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}
_LONGEST_ZONE_NAME = 6
_ZONE_NAME = re.compile(r"[㐀-鿿]*")
_CORPS = re.compile(r"(?:新疆)?(?:生产建设)?(?:兵团)?(?P<unit>第[一二三四五六七八九十]{1,3}师)(?:[㐀-鿿]{2,5}市)?\Z")
_CORPS_IN_FULL = "新疆生产建设兵团"
_COMMON_WORDS = frozenset(
    ("公安", "合作", "互助", "会同", "友好", "胜利", "前进", "东方", "通道", "和平", "共和", "大方", "市中")
)
_JUNK = re.compile(
    r"近日|日前|昨日|今日|今天|昨天|上午|下午|以来|年来|来自|记者|本报讯|通讯员|其中|以及|赴往|前往"
    r"|[对由和与及赴到在从向被为是以至往让使将同把按随经据就等给日月年讯于访]"
)
_UNKNOWN = re.compile(
    r"(?P<province>[㐀-鿿]{2,3}省)?(?P<city>[㐀-鿿]{2,4}[市州盟])?(?P<county>[㐀-鿿]{2,3}(?:自治[县旗]|林区|[县区旗市]))?"
)
_NO_STEM = re.compile(
    r"[全各本该我某两外邻跨原几数多每此这那其省市县区]|[㐀-鿿]*[省市县区州旗盟级个些]|有关|相关|先进|所在|辖|贫困|边境|试点|示范"
    r"|来到|走[进访入]|视察|邀请|支持|听取|考察|调研|参观|指导|监督|协助|深入|联合|配合|组织|召开|推动|促进|围绕|结合|依托|通过"
    r"|加强|提升|服务|帮助|慰问|观摩|[担曾现调]任|当选|履新|获评|选举|任命|协调|督促|建议|要求|先后|部分|基层|国有|森工|重点|直辖|地级|大城|中心|自治"
)
_NO_DISTRICT = re.compile(r"[㐀-鿿]*[辖社片景园地牧灾市城郊库矿军校小街山湖港特新治老发术贫]区")
_SHORTEST_NAME = 2
_LONGEST_PREFIX = 32
_HAN_RUN = re.compile(r"(?<![㐀-鿿])[㐀-鿿]+\Z")
_OTHER_SUPERIOR = re.compile(r"(?<![全我本该各])[省市县区州旗盟]\Z")
_GENERIC = re.compile(r"(?<![全各城])(?:[省市县区州旗盟]|自治区)\Z")


@dataclass(frozen=True, slots=True)
class Naming:
    """One place in a text that names a court.

    ``divisions`` are all the places it may be the court of; a generic name such as 市中院 has none.
    ``level`` is None where it follows from the place. ``head`` is the part before ``tail`` in full names, "" where the
    name was written short; ``tail`` is "" where it follows from the level. ``group`` marks the courts of a place
    taken together (两级法院, 法院系统); ``is_vague`` a name like 城区 that says nothing without its city. ``name`` is
    the full name of a court of the roll.
    """

    start: int
    end: int
    level: str | None
    tail: str = ""
    head: str = ""
    divisions: tuple[Division, ...] = ()
    group: bool = False
    is_vague: bool = False
    name: str = ""

    @property
    def is_generic(self) -> bool:
        """Whether it names a court only by its rank: 市中院."""
        return not self.divisions and not self.name


def namings(text: str, known: Mapping[str, Division] | None = None) -> Iterator[Naming]:
    """Find every naming in a normalised text, in order.

    ``known`` adds places that no gazetteer knows, by each of their names; they go before those of the gazetteer.
    """
    last: Naming | None = None
    for match in _anchors(text):
        if naming := _naming(text, match, known or {}):
            if last and last.start < naming.start:
                yield last
            last = naming
    if last:
        yield last


def _anchors(text: str) -> Iterator[re.Match[str]]:
    """Every match of the anchor, looked for only around the few places where one can end."""
    done = 0
    for end in _ENDS.finditer(text):
        if match := _ANCHOR.search(text, max(done, end.start() - _LONGEST_KIND), end.end() + _AFTER_KIND):
            done = match.end()
            yield match


def _naming(text: str, match: re.Match[str], known: Mapping[str, Division]) -> Naming | None:
    if match["supreme"]:
        return Naming(match.start(), match.end(), SUPREME, name="最高人民法院")
    start = _run_start(text, match.start())
    piece = text[start : match.end() + 1]
    reading = _read(piece, match.start() - start, known) if known else _read_before(piece, match.start() - start)
    return replace(reading, start=reading.start + start, end=reading.end + start) if reading else None


def _run_start(text: str, end: int) -> int:
    """Where the run of Han characters begins that ends at an offset; names never reach across other characters."""
    start = end
    while start and end - start < _LONGEST_PREFIX and "㐀" <= text[start - 1] <= "鿿":
        start -= 1
    return start


@lru_cache(maxsize=8192)
def _read_before(piece: str, at: int) -> Naming | None:
    """Read as _read does where no places but the gazetteer's are known; the same few names fill a page."""
    return _read(piece, at, {})


def _read(piece: str, at: int, known: Mapping[str, Division]) -> Naming | None:
    match = _ANCHOR.match(piece, at)
    if match is None:
        return None
    if listed := entered(piece, match.end()):
        start, entry = listed
        return Naming(
            start, match.end(), entry.level, name=entry.name, divisions=tuple(filter(None, (entry.division,)))
        )
    if match["special"] or match["branch"]:
        return _special(piece, match, known) if match["special"] else None
    prefix = piece[:at]
    for reading in (_of_the_corps, _of_known, _of_place, _of_zone, _of_unknown, _generic):
        if naming := reading(prefix, match, known):
            return naming
    return None


def _of_known(prefix: str, match: re.Match[str], known: Mapping[str, Division]) -> Naming | None:
    for start in range(len(prefix) if known else 0):
        if division := known.get(prefix[start:]):
            naming = _ordinary(match, prefix[:start], prefix[start:], (division,))
            in_full = match["people"] and prefix.endswith(division.name)
            return replace(naming, head=prefix[start:] if in_full else "")
    return None


def _of_place(prefix: str, match: re.Match[str], _known: Mapping[str, Division]) -> Naming | None:
    """Read the longest name that ends before the court's kind, one with its city or province before it first."""
    readings = []
    for named in gazetteer().ending(prefix, len(prefix)):
        before, name = prefix[: named.start], prefix[named.start :]
        divisions = _nearest(_ranked(named.divisions, match), before)
        if divisions and not _is_chance(divisions, before, name):
            readings.append((before, name, divisions))
    placed = (reading for reading in readings if unread(reading[2][0], reading[0]) != reading[0])
    best = next(placed, None) or next(iter(readings), None)
    return _ordinary(match, *best) if best else None


def _ranked(divisions: tuple[Division, ...], match: re.Match[str]) -> tuple[Division, ...]:
    """Keep the divisions that have a court of the grade written; 法院 alone prefers the larger of two nested places.

    人民法院 without a grade is of first instance: that of the town which a city of the same name grew out of.
    """
    grade = _grade(match)
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


def _nearest(divisions: tuple[Division, ...], before: str) -> tuple[Division, ...]:
    """Keep the divisions whose province and city the text before them names most fully."""
    if len(divisions) <= 1:
        return divisions
    lengths = [len(unread(division, before)) for division in divisions]
    return tuple(division for division, length in zip(divisions, lengths, strict=True) if length == min(lengths))


def _is_chance(divisions: tuple[Division, ...], before: str, name: str) -> bool:
    """Whether the name only seems to stand there: an everyday word, or part of the name of another place."""
    if unread(divisions[0], before) != before:
        return False
    is_gone = _is_plain(name) and _HAN_RUN.search(before) and all(division.is_former for division in divisions)
    return bool(is_gone) or name in _COMMON_WORDS or bool(_OTHER_SUPERIOR.search(before))


def _ordinary(match: re.Match[str], before: str, name: str, divisions: tuple[Division, ...]) -> Naming:
    division = divisions[0]
    left = unread(division, before)
    in_full = match["people"] and not match["both"] and name == normalise(division.name)
    taken_together = match["both"] or match["group"] or (division.rank == PROVINCE and not _grade(match))
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
    if grade := _grade(match):
        return grade
    may_be_basic = bool(match["people"] or match["ordinal"]) and division.rank == CITY
    return BASIC if may_be_basic and gazetteer().is_undivided(division) else None


def _tail(match: re.Match[str]) -> str:
    ordinal = _ordinal(match)
    return f"{ordinal}{_grade(match) or ''}人民法院" if ordinal else ""


def _head(division: Division, before: str) -> str:
    """Put together the full name and the superiors as written; a city written short is left out."""
    head = division.name
    for full_name in path_in(before, division):
        written = next(filter(before.endswith, gazetteer().calls(full_name)), "")
        before = before.removesuffix(written)
        if written.endswith(tuple("省市区州盟")):
            head = full_name + head
        elif written and full_name == division.province:
            head = (full_name if division.is_municipal else short_province(full_name)) + head
    return head


def _grade(match: re.Match[str]) -> str | None:
    """The grade written; two grades together (两级) stand for the higher."""
    grade = {"中": INTERMEDIATE, "高": HIGH, "基层": None}.get(match["grade"], match["grade"])
    return grade or (INTERMEDIATE if match["both"] else None)


def _ordinal(match: re.Match[str]) -> str:
    return f"第{match['ordinal'][-1]}" if match["ordinal"] else ""


def _is_plain(name: str) -> bool:
    """Whether it is a suffix with one character of direction or kind: 城区, 郊区, 东区."""
    return len(name) == _SHORTEST_NAME and name.endswith("区")


def _special(text: str, match: re.Match[str], known: Mapping[str, Division]) -> Naming | None:
    """Read a court of special jurisdiction; its place stands before its speciality, or ends with it (神农架林区)."""
    special = match["special"]
    prefix = text[: match.end("special")]
    for reading in (_of_known, _of_place, _of_unknown):
        whole = reading(prefix, match, known)
        if whole and whole.divisions[0].name.endswith(special):
            return replace(whole, start=whole.start + len(special))
    return _of_speciality(prefix.removesuffix(special), match)


def _of_speciality(prefix: str, match: re.Match[str]) -> Naming | None:
    grade = _grade(match) or ""
    speciality = "铁路运输" if match["special"] == "铁路" else match["special"]
    people = "人民" if match["people"] or (speciality == "林区" and grade) else ""
    tail = f"{speciality}{_ordinal(match)}{grade}{people}法院"
    for named in gazetteer().ending(prefix, len(prefix)):
        chosen = the_one(_largest(_nearest(named.divisions, prefix[: named.start])))
        if chosen:
            left = unread(chosen, prefix[: named.start])
            start = match.start() - len(prefix) + len(left)
            return Naming(start, match.end(), SPECIAL, tail, prefix[len(left) :], (chosen,))
    return Naming(match.start(), match.end(), SPECIAL, tail) if match["special"] == "林区" and grade else None


def _largest(divisions: tuple[Division, ...]) -> tuple[Division, ...]:
    rank = min(division.rank for division in divisions)
    return tuple(division for division in divisions if division.rank == rank)


def _of_the_corps(prefix: str, match: re.Match[str], _known: Mapping[str, Division]) -> Naming | None:
    corps = _CORPS.search(prefix) if "师" in prefix else None
    if not corps:
        return None
    tail = (_grade(match) or "") + "人民法院"
    head = _CORPS_IN_FULL + corps["unit"]
    return Naming(match.start() - len(corps[0]), match.end(), SPECIAL, tail, head, gazetteer().bearers("新疆"))


def _of_zone(prefix: str, match: re.Match[str], _known: Mapping[str, Division]) -> Naming | None:
    """Read the court of a development zone: a city, up to six characters of the zone's own name, its kind."""
    zone = _ZONE.search(prefix)
    if not zone or _grade(match):
        return None
    for named in _zone_places(prefix, zone.start()):
        chosen = the_one(_largest(_nearest(named.divisions, prefix[: named.start])))
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
        if _ZONE_NAME.fullmatch(prefix, until, end) and not _JUNK.search(prefix, until, end)
        for named in gazetteer().ending(prefix, until)
        if prefix[named.start : until] not in _COMMON_WORDS
    ]
    return sorted(places, key=lambda named: all(division.rank == COUNTY for division in named.divisions))


def _of_unknown(prefix: str, match: re.Match[str], _known: Mapping[str, Division]) -> Naming | None:
    """Read the court of a place that no gazetteer knows, if its name is written in full and stands free."""
    run = _HAN_RUN.search(prefix)
    if not run or not (match["people"] or match.end() == len(match.string)):
        return None
    starts = [run.start(), *(junk.end() for junk in _JUNK.finditer(prefix, run.start()))]
    for start in starts if run.start() or len(prefix) < _LONGEST_PREFIX else starts[1:]:
        division = _unknown(prefix[start:], _grade(match))
        if division:
            head = prefix[start:]
            return Naming(match.start() - len(head), match.end(), _grade(match), "", head, (division,))
    return None


def _unknown(head: str, grade: str | None) -> Division | None:
    parts = _UNKNOWN.fullmatch(head)
    if not parts or not head:
        return None
    province, city, county = parts["province"], parts["city"], parts["county"]
    if not all(map(_may_be_a_place, filter(None, parts.groups()))):
        return None
    if city and not county and not grade:
        city, county = None, city
    rank = COUNTY if county else CITY if city else PROVINCE
    fits = {HIGH: PROVINCE, INTERMEDIATE: CITY, None: COUNTY}[grade] == rank
    name = county or city or province or ""
    return Division(None, name, rank, province, city, county) if fits else None


def _may_be_a_place(part: str) -> bool:
    stem = part[:-1]
    return not (_NO_STEM.match(stem) or _JUNK.match(stem) or _NO_DISTRICT.fullmatch(part))


def _generic(prefix: str, match: re.Match[str], _known: Mapping[str, Division]) -> Naming | None:
    """Read 市中院, 省高院, 省法院, 县法院: a court named by rank alone."""
    generic = _GENERIC.search(prefix)
    if not generic or match["group"] or match["both"]:
        return None
    grade = _grade(match) or (HIGH if generic[0] == "省" else BASIC)
    return Naming(match.start() - len(generic[0]), match.end(), grade)
