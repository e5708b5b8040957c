"""Matches: which documents of one segment answer a query, with what score, and how such answers combine.

Lists and spreads are parts as the kernels take them, with an outline where they are kept for more questions. What is
joined of parts is not looked for until somebody wants its documents; whoever wants only the best of them never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from index.engines.whoosh.kernels import contract
from index.engines.whoosh.kernels.contract import Kernels, Occurrences, Scores
from index.engines.whoosh.segments.layout import Bytes, Shorts

# Where lists have more of a segment's documents than one in this many, a spread is quicker to add to.
SPARSE = 16
# What more than one in so many of a segment's documents have is kept as a spread.
COMMON = 4
# A list of fewer documents than one in so many of a segment is quicker looked through itself than by an outline.
OUTLINED = 128


class Listed(NamedTuple):
    """Ascending documents, and a score beside each that counts ``factor`` times. The arrays are never changed."""

    docs: Shorts
    scores: Scores
    factor: float = 1.0
    outline: bytes | None = None

    def times(self, factor: float) -> Listed:
        """The same, each with so many times its score."""
        return Listed(self.docs, self.scores, self.factor * factor, self.outline)


class Spread(NamedTuple):
    """A byte, 0 or 1, for every document of the segment, and a score that counts ``factor`` times, nought outside.

    Without scores ``factor`` is the score of each. The arrays are never changed.
    """

    mask: Bytes
    scores: Scores | None
    factor: float = 1.0
    outline: bytes | None = None

    def times(self, factor: float) -> Spread:
        """The same, each with so many times its score."""
        return Spread(self.mask, self.scores, self.factor * factor, self.outline)


Matches: TypeAlias = Listed | Spread


class Joined(NamedTuple):
    """What is in all of some parts, or in any, its scores added, and passes a mask where there is one.

    Where the parts are the words of a phrase, ``standing`` tells where each of them stands.
    """

    parts: tuple[Matches, ...]
    of_all: bool
    passing: Bytes | None = None
    standing: tuple[Occurrences, ...] | None = None


Answer: TypeAlias = Matches | Joined
NONE = Listed(np.zeros(0, np.uint16), np.zeros(0, np.float32))


def times(answer: Answer, factor: float) -> Answer:
    """The same documents, each with so many times its score."""
    if factor == 1:
        return answer
    if not isinstance(answer, Joined):
        return answer.times(factor)
    parts, of_all, passing, standing = answer
    return Joined(tuple([part.times(factor) for part in parts]), of_all, passing, standing)


def all_of(parts: Sequence[Matches]) -> Answer:
    """The documents that match all parts, their scores added."""
    return parts[0] if len(parts) == 1 else Joined(tuple(parts), of_all=True)


def any_of(parts: Sequence[Matches]) -> Answer:
    """The documents that match any part, the scores of those that it matches added."""
    some = tuple(part for part in parts if not isinstance(part, Listed) or len(part.docs))
    if len(some) < 2:  # noqa: PLR2004
        return some[0] if some else NONE
    return Joined(some, of_all=False)


def joined(answer: Answer) -> contract.Joined:
    """The same, as the kernels take it."""
    return answer if isinstance(answer, Joined) else ((answer,), True, None, None)


def kept(answer: Answer, passing: Bytes | None) -> Answer:
    """Those of the documents that pass a mask."""
    if passing is None:
        return answer
    if not isinstance(answer, Joined):
        return Joined((answer,), of_all=True, passing=passing)
    parts, of_all, already, standing = answer
    return Joined(parts, of_all, passing if already is None else already & passing, standing)


def sought(answer: Answer, count: int, kernels: Kernels) -> Matches:
    """The same, looked for among so many documents of a segment."""
    if not isinstance(answer, Joined):
        return answer
    lists = [len(part.docs) for part in answer.parts if isinstance(part, Listed)]
    if answer.of_all and lists:
        return _gathered(answer, min(lists), kernels)
    if len(lists) == len(answer.parts) and sum(lists) * SPARSE < count:
        return _gathered(answer, sum(lists), kernels)
    mask, scores = np.empty(count, np.uint8), np.empty(count, np.float32)
    kernels.spread(answer, mask, scores)
    return Spread(mask, scores)


def is_outlined(answer: Answer, count: int) -> bool:
    """Tell whether an answer is as quickly looked through as what would be found, for its parts have outlines."""
    if not isinstance(answer, Joined) or answer.standing is not None or (answer.of_all and len(answer.parts) > 1):
        return False
    rest = [part for part in answer.parts if part.outline is None]
    return len(rest) < len(answer.parts) and not any(is_long(part, count) for part in rest)


def is_long(matches: Matches, count: int) -> bool:
    """Tell whether an outline helps to look through matches."""
    return not isinstance(matches, Listed) or len(matches.docs) * OUTLINED >= count


def covered(answer: Answer, count: int, kernels: Kernels) -> Matches:
    """The same documents, with any scores."""
    if not isinstance(answer, Joined):
        return answer
    mask = np.empty(count, np.uint8)
    kernels.spread(answer, mask, None)
    return Spread(mask, None)


def compact(answer: Answer, count: int, kernels: Kernels) -> Matches:
    """The same in the form that takes least room and time when it is joined again: a list unless it is a common one."""
    if not isinstance(answer, Joined):
        return answer
    found = sought(answer, count, kernels)
    if isinstance(found, Spread) and how_many(found) * COMMON > count:
        return found
    # What is gathered lies in arrays that had to have room for more.
    listed = as_list(found, kernels)
    return listed._replace(docs=listed.docs.copy(), scores=listed.scores.copy())


def _gathered(answer: contract.Joined, most: int, kernels: Kernels) -> Listed:
    docs, scores = np.empty(most, np.uint16), np.empty(most, np.float32)
    left = kernels.gather(answer, docs, scores)
    return Listed(docs[:left], scores[:left])


def as_list(answer: Answer, kernels: Kernels) -> Listed:
    """The same documents and scores as a list."""
    if isinstance(answer, Listed):
        return answer
    return _gathered(joined(answer), _most(answer), kernels)


def _most(answer: Answer) -> int:
    """How many documents there may be."""
    if isinstance(answer, Joined):
        return (min if answer.of_all else sum)(map(_most, answer.parts))
    return len(answer.docs) if isinstance(answer, Listed) else len(answer.mask)


def mask_of(matches: Matches, count: int) -> Bytes:
    """A byte for every document of the segment, 1 where it matches."""
    if not isinstance(matches, Listed):
        return matches.mask
    mask = np.zeros(count, np.uint8)
    mask[matches.docs] = 1
    return mask


def docs_of(matches: Matches, kernels: Kernels) -> Shorts:
    """The documents that match, ascending."""
    if isinstance(matches, Listed):
        return matches.docs
    docs = np.empty(len(matches.mask), np.uint16)
    return docs[: kernels.listed(matches.mask, docs)]


def how_many(matches: Matches) -> int:
    """How many documents match."""
    return len(matches.docs) if isinstance(matches, Listed) else int(np.count_nonzero(matches.mask))


def others_than(matches: Matches, count: int) -> Bytes:
    """A byte for every document of the segment, 1 where it does not match."""
    return mask_of(matches, count) ^ np.uint8(1)
