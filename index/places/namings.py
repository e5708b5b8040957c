"""Namings: where a text names a court, by the grammar of court names and the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from index.places.gazetteer import Division
from index.places.jurisdictions import of_the_corps, of_zone, special_court
from index.places.naming import BASIC, HIGH, LONGEST_PREFIX, SUPREME, Naming, grade_in
from index.places.placenames import of_known, of_place
from index.places.roll import entered
from index.places.strangers import of_unknown

_ANCHOR = re.compile(
    r"(?P<supreme>最高(?:人民)?法院|最高院|最高法(?![检律官定]))"
    r"|(?P<branch>兵团分院|(?:伊犁哈萨克自治州|伊犁州)分院)"
    r"|(?P<special>铁路运输|铁路|海事|知识产权|互联网|金融|林区|军事)?"
    r"(?P<both>两级)?(?P<ordinal>第?[一二三四五六])?(?P<grade>高级|中级|基层|[中高](?=院))?"
    r"(?P<people>人民)?(?P<end>法院|(?<=[中高])院)(?P<group>系统)?"
)
_ENDS = re.compile(r"法院|[中高分]院|最高院|最高法")
_LONGEST_KIND, _AFTER_KIND = 14, 3
_GENERIC = re.compile(r"(?<![全各城])(?:[省市县区州旗盟]|自治区)\Z")


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
    while start and end - start < LONGEST_PREFIX and "㐀" <= text[start - 1] <= "鿿":
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
        return special_court(piece, match, known) if match["special"] else None
    prefix = piece[:at]
    for reading in (of_the_corps, of_known, of_place, of_zone, of_unknown, _generic):
        if naming := reading(prefix, match, known):
            return naming
    return None


def _generic(prefix: str, match: re.Match[str], _known: Mapping[str, Division]) -> Naming | None:
    """Read 市中院, 省高院, 省法院, 县法院: a court named by rank alone."""
    generic = _GENERIC.search(prefix)
    if not generic or match["group"] or match["both"]:
        return None
    grade = grade_in(match) or (HIGH if generic[0] == "省" else BASIC)
    return Naming(match.start() - len(generic[0]), match.end(), grade)
