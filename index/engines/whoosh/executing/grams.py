"""Grams of a string: pairs of neighbouring UTF-16 code units, by which the exact layer knows who may hold it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from index.engines.whoosh.segments.layout import Numbers, Shorts

UNIT_BITS, LAST_UNIT = 16, 0xFFFF


def units_of(text: str) -> Shorts:
    """The UTF-16 code units of a text."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def places_of_grams(needle: str) -> dict[int, int]:
    """Every pair of neighbouring units with the first place where it stands; a lone unit has none."""
    places: dict[int, int] = {}
    for place, (one, other) in enumerate(pairwise(units_of(needle).tolist())):
        places.setdefault(one << UNIT_BITS | other, place)
    return places


def grams_of(needle: str) -> tuple[int, ...]:
    """Every pair of neighbouring units; a lone unit has none."""
    return tuple(places_of_grams(needle))


def all_grams(needles: Sequence[str]) -> Numbers:
    """The grams of several strings, each once, ascending."""
    return np.array(sorted({gram for needle in needles for gram in grams_of(needle)}), np.uint32)


def is_lone(needle: str) -> bool:
    """Tell whether a string is one unit, which has no gram of its own."""
    return len(units_of(needle)) == 1
