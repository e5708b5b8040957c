"""A naming: one place in a text that names a court, and what the grammar's readings share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.places.gazetteer import Division
from index.places.regions import unread

SUPREME, HIGH, INTERMEDIATE, BASIC, SPECIAL = "最高", "高级", "中级", "基层", "专门"
COMMON_WORDS = frozenset(
    ("公安", "合作", "互助", "会同", "友好", "胜利", "前进", "东方", "通道", "和平", "共和", "大方", "市中")
)
JUNK = re.compile(
    r"近日|日前|昨日|今日|今天|昨天|上午|下午|以来|年来|来自|记者|本报讯|通讯员|其中|以及|赴往|前往"
    r"|[对由和与及赴到在从向被为是以至往让使将同把按随经据就等给日月年讯于访]"
)
LONGEST_PREFIX = 32
HAN_RUN = re.compile(r"(?<![㐀-鿿])[㐀-鿿]+\Z")


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
    def sense(self) -> tuple[object, ...]:
        """What it says, wherever it stands: namings of one sense on a page are of one court."""
        return (self.level, self.tail, self.head, self.name, self.is_vague, tuple(map(id, self.divisions)))

    @property
    def is_generic(self) -> bool:
        """Whether it names a court only by its rank: 市中院."""
        return not self.divisions and not self.name


def grade_in(match: re.Match[str]) -> str | None:
    """The grade written; two grades together (两级) stand for the higher."""
    grade = {"中": INTERMEDIATE, "高": HIGH, "基层": None}.get(match["grade"], match["grade"])
    return grade or (INTERMEDIATE if match["both"] else None)


def ordinal_in(match: re.Match[str]) -> str:
    """The ordinal written, with its 第; "" for none."""
    return f"第{match['ordinal'][-1]}" if match["ordinal"] else ""


def nearest(divisions: tuple[Division, ...], before: str) -> tuple[Division, ...]:
    """Keep the divisions whose province and city the text before them names most fully."""
    if len(divisions) <= 1:
        return divisions
    lengths = [len(unread(division, before)) for division in divisions]
    return tuple(division for division, length in zip(divisions, lengths, strict=True) if length == min(lengths))


def largest(divisions: tuple[Division, ...]) -> tuple[Division, ...]:
    """Keep the divisions of the highest rank among them."""
    rank = min(division.rank for division in divisions)
    return tuple(division for division in divisions if division.rank == rank)
