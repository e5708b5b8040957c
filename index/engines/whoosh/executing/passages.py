"""Passages: the sections in which a plan is answered, and those sections as cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from index.engines.engine import PASSAGE, Plan
from index.engines.whoosh.executing.deadline import Deadline, OutOfTime
from index.engines.whoosh.executing.executor import Executor
from index.engines.whoosh.executing.matches import Answer, docs_of, kept, mask_of, sought
from index.engines.whoosh.executing.sectionmasks import Places, SectionMasks
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.storycards import Card, Cards, Found
from index.engines.whoosh.executing.translation import translate
from index.engines.whoosh.segments.layout import Bytes
from index.query import Node


class Passages:
    """Looks into the sections of what answers a plan."""

    def __init__(self, plan: Plan, executor: Executor, deadline: Deadline) -> None:
        self._plan = plan
        self._executor = executor
        self._deadline = deadline
        self._answering: dict[int, Places] = {}

    def of(self, found: Found) -> Sequence[tuple[Segment, Answer]]:
        """Those documents that have the tree of the plan in their sections, until the time is over."""
        return tuple(self._kept(found))

    def sections(self, segment: Segment, document: int) -> list[int]:
        """The numbers of the sections of a document that have all of the tree by themselves."""
        first, end = segment.arrays.sections.starts[document : document + 2].tolist()
        answering = self._answering[segment.number]
        some = answering[np.searchsorted(answering, first) : np.searchsorted(answering, end)]
        return [section - first for section in some.tolist()]

    def count(self, segment: Segment, answer: Answer) -> int:
        """How many such sections the matches have."""
        before = np.searchsorted(self._answering[segment.number], segment.arrays.sections.starts)
        kernels = self._executor.kernels
        docs = docs_of(sought(answer, segment.count, kernels), kernels).astype(np.int64)
        return int((before[docs + 1] - before[docs]).sum())

    def _kept(self, found: Found) -> Iterator[tuple[Segment, Answer]]:
        for segment, answer in found:
            try:
                passing = self._passing(segment, answer)
            except OutOfTime:
                return
            yield segment, kept(answer, passing)

    def _passing(self, segment: Segment, answer: Answer) -> Bytes:
        def whole(node: Node) -> Bytes:
            return mask_of(self._executor.matches(translate(node), segment, self._deadline), segment.count)

        among = mask_of(sought(answer, segment.count, self._executor.kernels), segment.count)
        masks = SectionMasks(segment.arrays, self._plan.roles, whole, self._deadline, among)
        if self._plan.group != PASSAGE:
            return masks.holders(self._plan.tree)
        answering = masks.passages(self._plan.tree)
        self._answering[segment.number] = np.flatnonzero(answering)
        return masks.having(answering)


class PassageCards:
    """Every section that answers as a card, those of a document together, documents in the order of their cards."""

    def __init__(self, cards: Cards, found: Found, passages: Passages) -> None:
        self._cards = cards
        self._found: Sequence[tuple[Segment, Answer]] = found
        self._passages = passages

    @property
    def count(self) -> int:
        """How many cards there are."""
        return sum(self._passages.count(segment, answer) for segment, answer in self._found)

    def shown(self, first: int, count: int) -> Iterator[Card]:
        """So many cards from this one on, in order; every document has one at least."""
        return islice(self._each(first + count), first, first + count)

    def _each(self, most: int) -> Iterator[Card]:
        for card in self._cards.shown(0, most):
            (document,) = card.docs
            segment, _ = next(pair for pair in reversed(self._found) if pair[0].first <= document)
            for section in self._passages.sections(segment, document - segment.first):
                yield Card(card.docs, card.score, section)
