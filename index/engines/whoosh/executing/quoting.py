"""Exact quotations and proximity: what is asked of the normal texts themselves."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from index.engines.whoosh.executing.grams import all_grams, places_of_grams, units_of
from index.engines.whoosh.executing.ownquery import OwnQuery
from index.engines.whoosh.segments.layout import Numbers
from index.query import Near


class Proven(OwnQuery):
    """Matches by proof in the normal text: candidates have the grams of all needles, then their text is looked at."""

    needles: tuple[str, ...]
    in_title: bool

    @cached_property
    def grams(self) -> Numbers:
        """The grams of all needles."""
        return all_grams(self.needles)


class ExactText(Proven):
    """Matches the documents whose title or a paragraph contains a normal string, or whose title alone does."""

    def __init__(self, needle: str, boost: float = 1.0, *, in_title: bool = False) -> None:
        super().__init__(needle, in_title, boost=boost)
        self.needle = needle
        self.needles = (needle,)
        self.in_title = in_title
        self.units = units_of(needle)

    @cached_property
    def places(self) -> tuple[Numbers, tuple[int, ...]]:
        """The grams of the needle, and the first place of each in it."""
        places = places_of_grams(self.needle)
        return np.fromiter(places, np.uint32), tuple(places.values())


class NearTexts(Proven):
    """Matches the documents in whose title or in one of whose paragraphs all needles stand near each other."""

    def __init__(self, near: Near) -> None:
        super().__init__(near)
        self.needles = near.parts
        self.distance = near.distance
        self.in_title = near.in_title
