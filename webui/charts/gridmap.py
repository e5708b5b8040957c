"""The grid map: the 34 provinces as tiles of one size, about where they lie, so that small ones are seen too."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from webui.charts.measures import Measure

# Each province with the character that stands for it where there is little room.
LAYOUT = """
.         .         .         .         .         .         .         黑龙江/黑
.         .         .         .         .         内蒙古/蒙 .         吉林/吉
新疆/新   .         .         宁夏/宁   .         北京/京   天津/津   辽宁/辽
.         青海/青   甘肃/甘   陕西/陕   山西/晋   河北/冀   山东/鲁   .
西藏/藏   .         四川/川   重庆/渝   湖北/鄂   河南/豫   江苏/苏   上海/沪
.         .         云南/云   贵州/贵   湖南/湘   安徽/皖   浙江/浙   .
.         .         .         广西/桂   广东/粤   江西/赣   福建/闽   台湾/台
.         .         .         海南/琼   澳门/澳   香港/港   .         .
"""
ROWS = tuple(tuple(line.split()) for line in LAYOUT.strip().splitlines())
INITIALS = dict(cell.split("/") for row in ROWS for cell in row if cell != ".")
DEEPEST = 5
# Of one tile, in percent; the rest of its row and column is the gap.
WIDTH, HEIGHT = 12.0, 11.6


@dataclass(frozen=True, slots=True)
class Place:
    """A province, its sign on a small map, its left edge and top in percent, and its middle, where its name stands."""

    name: str
    initial: str
    x: float
    y: float
    middle_x: float
    middle_y: float


class Tile(NamedTuple):
    """One province: where it is, what was counted there, how deep its colour is (0 to 5)."""

    place: Place
    measure: Measure
    depth: int


@dataclass(frozen=True, slots=True)
class GridMap:
    """Every province as a tile, and all that was counted, what is no province included, the largest count first."""

    tiles: tuple[Tile, ...]
    measures: tuple[Measure, ...]


def grid_map(measures: Iterable[Measure]) -> GridMap:
    """Draw what was counted by province, each under its short name; a province without any has a pale tile."""
    told = tuple(sorted(measures, key=lambda measure: (-measure.count, measure.label)))
    known = {measure.label: measure for measure in told}
    most = max((measure.count for name, measure in known.items() if name in INITIALS), default=0)
    return GridMap(tuple([_tile(place, known.get(place.name), most) for place in PLACES]), told)


def _tile(place: Place, measure: Measure | None, most: int) -> Tile:
    return Tile(place, measure, _depth(measure.count, most)) if measure else Tile(place, Measure(place.name, 0), 0)


def _places() -> Iterator[Place]:
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            name, _, initial = cell.partition("/")
            if initial:
                x, y = column * 100 / len(ROWS[0]), row * 100 / len(ROWS)
                yield Place(name, initial, x, y, x + WIDTH / 2, y + HEIGHT / 2)


def _depth(count: int, most: int) -> int:
    """Counts lie far apart, a few provinces having most of them, so a colour stands for a magnitude."""
    if not count:
        return 0
    return 1 + round((DEEPEST - 1) * math.log(count) / math.log(most)) if most > 1 else DEEPEST


PLACES = tuple(_places())
