"""Cards: what answers, grouped by story where asked, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.engine import ORIGINAL, RELEVANCE, REPOST, Grouping
from index.engines.whoosh.executing.matches import Matches, as_list
from index.engines.whoosh.executing.narrowing import kept, total
from index.engines.whoosh.executing.ordering import Docs, Order, score_of, scores_of
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import WholeColumn
from index.engines.whoosh.kernels.contract import Kernels, Scores
from index.engines.whoosh.segments.layout import Bytes, Column, Terms

Found = Sequence[tuple[Segment, Matches]]
_ALONE = -1
_STORY = "story"
_FORMS = Terms.of([ORIGINAL.encode(), REPOST.encode()])


class Card(NamedTuple):
    """The documents of a card, by their numbers in the index, the one nearest to the origin first, and its score.

    ``section`` is the one that answers where the card is a passage.
    """

    docs: tuple[int, ...]
    score: float
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """Matches by story: each one's range of ``members``, the first of which leads, and what it is ordered by."""

    members: Docs
    starts: NDArray[np.int64]
    scores: Scores

    @property
    def leads(self) -> Docs:
        """The first document of each card."""
        return self.members[self.starts[:-1]]


class Stories:
    """Which documents of an index stand alone in their story, and the order of those that do not."""

    def __init__(self, order: Order, grouping: Grouping, segments: Sequence[Segment]) -> None:
        self._order = order
        keys = WholeColumn.of(_STORY, segments)
        numbers: dict[str, int] = {}
        folded = [numbers.setdefault(grouping.story(key), len(numbers)) for key in keys.values]
        self._story = np.array([*folded, len(numbers)], np.int32)[keys.codes(segments)]
        is_original = order.originals(grouping)
        retold = np.array([*(story in grouping.retold for story in numbers), False], np.bool_)
        self._reposts = retold[self._story] & ~is_original
        live = np.concatenate([np.zeros(0, np.uint8), *(_live(segment) for segment in segments)])
        several = np.bincount(self._story[live > 0], minlength=len(numbers) + 1)[self._story] > 1
        rows = np.flatnonzero(several)
        nearness = order.nearness_to_the_origin(is_original)
        self._place = np.full(len(several), _ALONE, np.int64)
        self._place[rows[np.lexsort((nearness[rows], self._story[rows]))]] = np.arange(len(rows))
        self._several = [several[s.first : s.first + s.count].view(np.uint8) for s in segments]

    def forms(self, segment: Segment) -> Column:
        """Whether each document of a segment is an original or a repost, as a column."""
        codes = self._reposts[segment.first : segment.first + segment.count].astype(np.uint16)
        return Column(_FORMS, codes)

    def alone(self, segment: Segment) -> Bytes:
        """The documents of a segment that are the only one of their story."""
        return self._several[segment.number] ^ np.uint8(1)

    def together(self, segment: Segment) -> Bytes:
        """The documents of a segment whose story has others, too."""
        return self._several[segment.number]

    def folded(self, found: Found, kernels: Kernels, sort: str) -> Folded:
        """Fold the matches whose story has others."""
        lists = [(s, as_list(kept(matches, self.together(s), kernels), kernels)) for s, matches in found]
        docs = np.concatenate([np.zeros(0, np.int64), *(some.docs.astype(np.int64) + s.first for s, some in lists)])
        scores = np.concatenate([np.zeros(0, np.float32), *(scores_of(some) for _, some in lists)])
        order = np.argsort(self._place[docs], kind="stable")
        members, scores = docs[order], scores[order]
        begins = np.flatnonzero(np.diff(self._story[members], prepend=-1))
        starts = np.append(begins, len(members))
        key = self._order.keys.get(sort)
        if key is not None:
            return Folded(members, starts, key[members[begins]])
        return Folded(members, starts, np.maximum.reduceat(scores, begins) if len(begins) else scores)


def _live(segment: Segment) -> Bytes:
    return np.ones(segment.count, np.uint8) if segment.live is None else segment.live


class Cards:
    """The cards of one question: how many there are, and those that are shown."""

    def __init__(self, found: Found, order: Order, kernels: Kernels, stories: Stories | None, sort: str) -> None:
        self._found = found
        self._order = order
        self._kernels = kernels
        self._sort = sort
        self._folded = stories.folded(found, kernels, sort) if stories else _NOTHING
        self._alone = [(s, kept(m, stories.alone(s), kernels)) for s, m in found] if stories else found

    @property
    def count(self) -> int:
        """How many cards there are."""
        return total(matches for _, matches in self._alone) + len(self._folded.leads)

    def shown(self, first: int, count: int) -> Iterator[Card]:
        """So many cards from this one on, in order."""
        for lead, score, folded in islice(self._sorted(first + count), first, None):
            docs = (lead,) if folded < 0 else self._members(folded)
            yield Card(docs, score if self._sort == RELEVANCE else max(map(self._score, docs)))

    def _sorted(self, most: int) -> Iterable[tuple[int, float, int]]:
        """The first so many cards: what leads each, what it is sorted by, the number of a folded one."""
        if not most:
            return ()
        lists = [self._order.best(s, m, most, self._kernels, self._sort) for s, m in self._alone]
        if len(lists) == 1 and not len(self._folded.leads):
            ((leads, scores),) = lists
            return zip(leads.tolist(), scores.tolist(), repeat(_ALONE), strict=False)
        alone = sum(len(leads) for leads, _ in lists)
        lists.append((self._folded.leads, self._folded.scores))
        leads, scores, numbers = self._order.merged(lists, most)
        return zip(leads.tolist(), scores.tolist(), (numbers - alone).tolist(), strict=True)

    def _members(self, folded: int) -> tuple[int, ...]:
        some = self._folded.members[self._folded.starts[folded] : self._folded.starts[folded + 1]]
        return tuple(some.tolist())

    def _score(self, doc: int) -> float:
        segment, matches = next(pair for pair in reversed(self._found) if pair[0].first <= doc)
        return score_of(matches, doc - segment.first)


_NOTHING = Folded(np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.float32))
