"""Fingerprints: what a text is found again by when it was cut, framed, re-titled or set in another script.

All comparing is done on the letters of the normal form, so that traditional and glossed copies are the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from index.knowledge.shingles import SHINGLE, Imprint, Shingles
from index.text.normal import normalise

# A shorter text says too little to be told from another of its kind, unless it is the very same.
FEWEST_LETTERS = 60

_WHOLLY_CONTAINED = 0.85
_CONTAINED = 0.65
# One sentence that everybody writes may be most of a short text.
_SHORT = 150
_CONTAINED_OF_A_SHORT_ONE = 0.95
# What a copy adds stands in few places, a lede and a sentence or two; a template is filled in everywhere.
_MOST_ADDITIONS = 3
_SHORTEST_ADDITION = 3 * SHINGLE
_MOSTLY_THE_SAME = 0.6
_SMALLEST_CUT = 0.25
_OPENING_KEPT = 0.6
_PARTICULARS_KEPT = 0.6
_FEWEST_FIGURES = 3
_FEWEST_NAMES = 4

_NO_LETTERS = re.compile(r"[\W_]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?%?[^\W\d_]?|[〇零一二三四五六七八九十百千万亿两]{2,}")
_LISTED = re.compile(r"(?<![^\s、,;])[\u3400-\u9fff]{2,4}(?![^\s、,;])")
_ORDINAL = re.compile(r"[0-9〇零一二三四五六七八九十百千两]+|[上中下](?=[\])篇集辑期]|$)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Fingerprint:
    """A text as it is compared: the letters of its body and its title, and what its template would leave blank."""

    title: str
    letters: str
    figures: frozenset[str]
    names: frozenset[str]

    @property
    def is_telling(self) -> bool:
        """Tell whether there is enough text for a likeness to mean anything."""
        return len(self.letters) >= FEWEST_LETTERS

    @cached_property
    def shingles(self) -> frozenset[str]:
        """Every run of SHINGLE letters."""
        return frozenset(_shingles(self.letters))


def fingerprint(normal_text: str, body: str) -> Fingerprint:
    """The fingerprint of an article by its normal text, the title its first line, and by its body as it is set."""
    title, _, normal_body = normal_text.partition("\n")
    return Fingerprint(
        title=title,
        letters=letters_of(normal_text),
        figures=frozenset(_FIGURE.findall(normal_body)),
        names=frozenset(normalise(name) for name in _LISTED.findall(body)),
    )


def letters_of(normal_text: str) -> str:
    """The letters of a normal text but for its first line, the title."""
    return _NO_LETTERS.sub("", normal_text.partition("\n")[2])


def comparable(letters: str) -> Shingles:
    """The shingles of a text's letters; none where it says too little to be compared."""
    return Shingles.of(letters if len(letters) >= FEWEST_LETTERS else "")


def is_same_story(one: Fingerprint, other: Fingerprint) -> bool:
    """Tell whether one text is a copy of the other, whole or cut, with or without additions; the order is no matter.

    Texts made from one template share their words too; they differ in figures, listed names or ordinals.
    """
    if not (one.is_telling and other.is_telling) or _are_sequels(one.title, other.title):
        return False
    small, large = sorted((one, other), key=lambda each: len(each.shingles))
    shared = len(small.shingles & large.shingles)
    if shared < _least_contained(small, large) * len(small.shingles) or shared < _SMALLEST_CUT * len(large.shingles):
        return False
    if shared < _WHOLLY_CONTAINED * len(small.shingles) and _additions(small, large) > _MOST_ADDITIONS:
        return False
    if shared < _MOSTLY_THE_SAME * len(large.shingles) and not _is_cut_of(small, large):
        return False
    return _agree(one.figures, other.figures, _FEWEST_FIGURES) and _agree(one.names, other.names, _FEWEST_NAMES)


def may_be_same_story(one: Shingles, other: Imprint) -> bool:
    """Tell whether two texts seem to share enough for ``is_same_story``, which holds for none but such."""
    small, large = sorted((one.imprint.count, other.count))
    least = max(_CONTAINED * small, _SMALLEST_CUT * large)
    return one.most_shared(other, least) >= least


def _least_contained(small: Fingerprint, large: Fingerprint) -> float:
    is_safe = len(small.letters) >= _SHORT or small.title == large.title != ""
    return _CONTAINED if is_safe else _CONTAINED_OF_A_SHORT_ONE


def _additions(small: Fingerprint, large: Fingerprint) -> int:
    """In how many places the small text says something of its own; a changed word or two is no addition."""
    is_shared = (shingle in large.shingles for shingle in _shingles(small.letters))
    runs = (sum(1 for _ in run) for shared, run in groupby(is_shared) if not shared)
    return sum(1 for length in runs if length > _SHORTEST_ADDITION)


def _is_cut_of(small: Fingerprint, large: Fingerprint) -> bool:
    """Tell whether the small text opens as the large one does: what stands within may be one item of many."""
    opening = set(_shingles(large.letters[: len(small.letters) // 2]))
    return small.title == large.title != "" or len(opening & small.shingles) >= _OPENING_KEPT * len(opening)


def _are_sequels(one: str, other: str) -> bool:
    """Tell whether two titles differ in nothing but ordinals, or name other years."""
    years, other_years = set(_YEAR.findall(one)), set(_YEAR.findall(other))
    if years and other_years and not years & other_years:
        return True
    return one != other and _ORDINAL.sub("#", one) == _ORDINAL.sub("#", other)


def _agree(one: Set[str], other: Set[str], fewest: int) -> bool:
    smaller = min(len(one), len(other))
    return smaller < fewest or len(one & other) >= _PARTICULARS_KEPT * smaller


def _shingles(letters: str) -> list[str]:
    return [letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1)]
