"""Cards: what answers, grouped by story where asked, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.engine import ORIGINAL, REPOST, Grouping
from index.engines.whoosh.executing.matches import Answer, Joined, Listed, all_of, as_list, kept, mask_of, others_than
from index.engines.whoosh.executing.ordering import Order
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import MISSING, Codes, WholeColumn
from index.engines.whoosh.kernels.contract import Kernels, Scores
from index.engines.whoosh.segments.layout import Bytes, Column, Numbers, Terms

Found = Sequence[tuple[Segment, Answer]]
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
    """Matches by story: each one's range of ``members``, the first of which leads, and the best of their scores."""

    members: Numbers
    starts: NDArray[np.int64]
    scores: Scores

    @property
    def leads(self) -> Numbers:
        """The first document of each card."""
        return self.members[self.starts[:-1]]

    def of(self, card: int) -> tuple[int, ...]:
        """The documents of a card."""
        return tuple(self.members[self.starts[card] : self.starts[card + 1]].tolist())


class Stories:
    """Which documents of an index stand alone in their story, and the order of those that do not."""

    def __init__(self, order: Order, grouping: Grouping, segments: Sequence[Segment]) -> None:
        self._order = order
        self._story, retold = _stories(WholeColumn.of(_STORY, segments), grouping, segments)
        is_original = order.originals(grouping)
        self._reposts = retold[self._story] & ~is_original
        live = np.concatenate([np.zeros(0, np.uint8), *(_live(segment) for segment in segments)])
        several = np.bincount(self._story[live > 0], minlength=len(retold))[self._story] > 1
        rows = np.flatnonzero(several)
        nearness = order.nearness_to_the_origin(is_original)
        self._in_order = rows[np.lexsort((nearness[rows], self._story[rows]))].astype(np.uint32)
        self._place = np.full(len(several), _ALONE, np.int32)
        self._place[self._in_order] = np.arange(len(rows))
        self._together = [_listed(several[s.first : s.first + s.count]) for s in segments]
        self._alone = [_alone(segment, some) for segment, some in zip(segments, self._together, strict=True)]

    def forms(self, segment: Segment) -> Column:
        """Whether each document of a segment is an original or a repost, as a column."""
        codes = self._reposts[segment.first : segment.first + segment.count].astype(np.uint16)
        return Column(_FORMS, codes)

    def alone(self, segment: Segment) -> Bytes | None:
        """The documents of a segment that are the only one of their story; None where all are."""
        return self._alone[segment.number]

    def together(self, segment: Segment) -> Listed:
        """The documents of a segment whose story has others, too; they score nothing."""
        return self._together[segment.number]

    def folded(self, found: Found, kernels: Kernels, factors: Scores | None) -> Folded | None:
        """Fold the matches whose story has others: each has its place in the order of all of these."""
        if not len(self._in_order):
            return None
        is_found, scores = np.zeros(len(self._in_order), np.bool_), np.empty(len(self._in_order), np.float32)
        for segment, answer in found:
            together = self.together(segment)
            if len(together.docs):
                some = as_list(_among(together, answer, segment.count), kernels)
                at = self._place[segment.first : segment.first + segment.count][some.docs]
                is_found[at], scores[at] = True, some.scores
        members, scores = self._in_order[is_found], scores[is_found]
        scores = scores if factors is None else scores * factors[members]
        begins = np.flatnonzero(np.diff(self._story[members], prepend=-1))
        best = np.maximum.reduceat(scores, begins) if len(begins) else scores
        return Folded(members, np.append(begins, len(members)), best)


def _stories(keys: WholeColumn, grouping: Grouping, segments: Sequence[Segment]) -> tuple[Codes, NDArray[np.bool_]]:
    """The number of every document's story, and for every story whether several articles tell it.

    It is that of the story's own text, or a further one where no document has that; those without a text are one story.
    """
    nobody = len(keys.terms)
    numbers, further = np.arange(nobody + 1, dtype=np.int32), dict[str, int]()

    def number_of(story: str) -> int:
        at = keys.find(story)
        return at if at != MISSING else further.setdefault(story, nobody + 1 + len(further))

    for key, story in grouping.folds.items():
        if (at := keys.find(key)) != MISSING:
            numbers[at] = number_of(story)
    told = [number_of(story) for story in grouping.retold]
    retold = np.zeros(nobody + 1 + len(further), np.bool_)
    retold[told] = True
    return numbers[keys.codes(segments)], retold


def _live(segment: Segment) -> Bytes:
    return np.ones(segment.count, np.uint8) if segment.live is None else segment.live


def _listed(several: NDArray[np.bool_]) -> Listed:
    docs = np.flatnonzero(several).astype(np.uint16)
    return Listed(docs, np.zeros(len(docs), np.float32))


def _among(together: Listed, answer: Answer, count: int) -> Answer:
    """What answers of some documents that score nothing."""
    return kept(answer, mask_of(together, count)) if isinstance(answer, Joined) else all_of([together, answer])


def _alone(segment: Segment, together: Listed) -> Bytes | None:
    return others_than(together, segment.count) if len(together.docs) else None


class Cards:
    """The cards of one question: how many there are, and those that are shown."""

    def __init__(  # noqa: PLR0913
        self,
        found: Found,
        order: Order,
        kernels: Kernels,
        stories: Stories | None,
        sort: str,
        factors: Scores | None = None,
    ) -> None:
        self._order = order
        self._kernels = kernels
        self._sort = sort
        self._factors = factors
        self._folded = stories.folded(found, kernels, factors) if stories else None
        self._alone = [(s, kept(answer, stories.alone(s))) for s, answer in found] if stories else found
        self._count: int | None = None

    @property
    def count(self) -> int:
        """How many cards there are."""
        if self._count is None:
            self._count, _, _ = self._best(0)
        return self._count

    def shown(self, first: int, count: int) -> Iterator[Card]:
        """So many cards from this one on, in order."""
        self._count, docs, scores = self._best(first + count)
        if self._folded is None:
            return map(Card, zip(docs[first:]), scores[first:])
        return self._with_folded(self._folded, docs, scores, slice(first, first + count))

    def _best(self, most: int) -> tuple[int, list[int], list[float]]:
        """How many cards there are, and the best of those that stand alone."""
        total, docs, scores = self._order.best(self._alone, most, self._kernels, self._sort, self._factors)
        return total + (len(self._folded.leads) if self._folded else 0), docs, scores

    def _with_folded(self, folded: Folded, docs: list[int], scores: list[float], shown: slice) -> Iterator[Card]:
        """Those that stand alone and the folded ones in one order."""
        leads = np.concatenate([np.array(docs, np.uint32), folded.leads])
        best = np.concatenate([np.array(scores, np.float32), folded.scores])
        for at in self._order.sorted(leads, best, self._sort)[shown].tolist():
            number = at - len(docs)
            yield Card((docs[at],) if number < 0 else folded.of(number), float(best[at]))
