"""Matches: which documents of one segment answer a query, with what score, and how such answers combine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from index.engines.whoosh.kernels.contract import Kernels, Scores
from index.engines.whoosh.segments.layout import Bytes, Shorts

# Where a list has more of a segment's documents than one in this many, a spread is quicker to add to.
SPARSE = 16
MOST_JOINED = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """Ascending documents, and a score beside each that counts ``factor`` times. The arrays are never changed."""

    docs: Shorts
    scores: Scores
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Spread:
    """A byte, 0 or 1, and a score, nought outside, for every document of the segment. The arrays are never changed."""

    mask: Bytes
    scores: Scores
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Flat:
    """The documents of a mask, all of one score."""

    mask: Bytes
    score: float

    @property
    def factor(self) -> float:
        """A score that is given counts once."""
        return 1.0


Matches = Listed | Spread | Flat
NONE = Listed(np.zeros(0, np.uint16), np.zeros(0, np.float32))


def times(matches: Matches, factor: float) -> Matches:
    """The same documents, each with so many times its score."""
    if factor == 1:
        return matches
    if isinstance(matches, Flat):
        return Flat(matches.mask, matches.score * factor)
    return replace(matches, factor=matches.factor * factor)


def mask_of(matches: Matches, count: int) -> Bytes:
    """A byte for every document of the segment, 1 where it matches."""
    if not isinstance(matches, Listed):
        return matches.mask
    mask = np.zeros(count, np.uint8)
    mask[matches.docs] = 1
    return mask


def docs_of(matches: Matches) -> Shorts:
    """The documents that match, ascending."""
    if isinstance(matches, Listed):
        return matches.docs
    return np.flatnonzero(matches.mask.view(np.bool_)).astype(np.uint16)


def others_than(matches: Matches, count: int) -> Bytes:
    """A byte for every document of the segment, 1 where it does not match."""
    return mask_of(matches, count) ^ np.uint8(1)


def all_of(parts: Sequence[Matches], kernels: Kernels) -> Matches:
    """The documents that match all parts, their scores added."""
    if len(parts) == 1:
        return parts[0]
    flats = [part for part in parts if isinstance(part, Flat)]
    constant = sum(flat.score for flat in flats)
    if len(flats) == len(parts):
        return Flat(reduce(np.bitwise_and, (flat.mask for flat in flats)), constant)
    docs, scores = _met(parts, kernels)
    for flat in flats:
        left = kernels.sift(docs, scores, flat.mask, docs, scores)
        docs, scores = docs[:left], scores[:left]
    return Listed(docs, scores + np.float32(constant) if constant else scores)


def _met(parts: Sequence[Matches], kernels: Kernels) -> tuple[Shorts, Scores]:
    """The documents of all lists and spreads: the first list, or else the first spread, narrowed by the others."""
    lists = [part for part in parts if isinstance(part, Listed)]
    spreads = [part for part in parts if isinstance(part, Spread)]
    if lists:
        first, *lists = lists
        docs, scores = first.docs.copy(), first.scores * np.float32(first.factor)
    else:
        mask = reduce(np.bitwise_and, (spread.mask for spread in spreads))
        first_spread, *spreads = spreads
        docs, scores = _drawn(mask, first_spread, kernels)
    for part in lists:
        left = kernels.meet(docs, scores, part.docs, part.scores, part.factor)
        docs, scores = docs[:left], scores[:left]
    for spread in spreads:
        left = kernels.meet_spread(docs, scores, spread.mask, spread.scores, spread.factor)
        docs, scores = docs[:left], scores[:left]
    return docs, scores


def _drawn(mask: Bytes, spread: Spread, kernels: Kernels) -> tuple[Shorts, Scores]:
    count = int(np.count_nonzero(mask))
    docs, scores = np.empty(count, np.uint16), np.empty(count, np.float32)
    kernels.draw(mask, spread.scores, spread.factor, docs, scores)
    return docs, scores


def any_of(parts: Sequence[Matches], count: int, kernels: Kernels) -> Matches:
    """The documents that match any part, the scores of those that it matches added."""
    found = [part for part in parts if not isinstance(part, Listed) or len(part.docs)]
    if len(found) < 2:  # noqa: PLR2004
        return found[0] if found else NONE
    lists = [part for part in found if isinstance(part, Listed)]
    few = sum(len(part.docs) for part in lists) * SPARSE < count
    if few and len(lists) == len(found) <= MOST_JOINED:
        return reduce(lambda one, other: _joined(one, other, kernels), lists)
    return _spread_of(found, count, kernels)


def _joined(one: Listed, other: Listed, kernels: Kernels) -> Listed:
    most = len(one.docs) + len(other.docs)
    docs, scores = np.empty(most, np.uint16), np.empty(most, np.float32)
    first = one.scores if one.factor == 1 else one.scores * np.float32(one.factor)
    left = kernels.join(one.docs, first, other.docs, other.scores, other.factor, docs, scores)
    return Listed(docs[:left], scores[:left])


def _spread_of(parts: Sequence[Matches], count: int, kernels: Kernels) -> Spread:
    mask, scores = np.zeros(count, np.uint8), np.zeros(count, np.float32)
    for part in parts:
        if isinstance(part, Listed):
            kernels.pour(mask, scores, part.docs, part.scores, part.factor)
        elif isinstance(part, Spread):
            kernels.blend(mask, scores, part.mask, part.scores, part.factor)
        else:
            kernels.blend(mask, scores, part.mask, part.mask.astype(np.float32), part.score)
    return Spread(mask, scores)


def as_list(matches: Matches, kernels: Kernels) -> Listed:
    """The same documents and scores as a list."""
    if isinstance(matches, Listed):
        return matches
    if isinstance(matches, Flat):
        docs = docs_of(matches)
        return Listed(docs, np.full(len(docs), matches.score, np.float32))
    docs, scores = _drawn(matches.mask, matches, kernels)
    return Listed(docs, scores)
