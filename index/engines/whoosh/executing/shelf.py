"""The shelf: the documents of one index as one grouping tells of them, and how a plan is answered from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from index.engines.engine import FACETS, PASSAGE, RELEVANCE, STORY, Grouping, Plan
from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.executor import Executor
from index.engines.whoosh.executing.facetcounts import Counted, FacetCounts
from index.engines.whoosh.executing.factors import Factors
from index.engines.whoosh.executing.matches import Answer, Matches, covered, how_many, is_outlined, kept, sought
from index.engines.whoosh.executing.narrowing import Narrowing
from index.engines.whoosh.executing.ordering import Order
from index.engines.whoosh.executing.passages import PassageCards, Passages
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.storycards import Cards, Stories
from index.engines.whoosh.executing.translation import translate
from index.engines.whoosh.kernels.contract import Kernels
from index.query import FORM

Found = Sequence[tuple[Segment, Answer]]


class Shelf:
    """Answers plans of one grouping; threads may share it."""

    def __init__(self, segments: Sequence[Segment], order: Order, grouping: Grouping, kernels: Kernels) -> None:
        self._order = order
        self._factors = Factors.of(segments)
        self._kernels = kernels
        self._stories = Stories(order, grouping, segments)
        told = [segment.with_column(FORM, self._stories.forms(segment)) for segment in segments]
        self._executor = Executor(told, kernels)
        self._narrowing = Narrowing(told)
        self._facets = FacetCounts(FACETS, told, kernels)

    def found(self, plan: Plan, deadline: Deadline) -> Answering:
        """Everything that answers the tree of a plan, or what could be found of it in time."""
        found = self._ready(self._executor.answers(translate(plan.tree), deadline))
        if not plan.roles and plan.group != PASSAGE:
            return Answering(self, plan, found)
        passages = Passages(plan, self._executor, deadline)
        return Answering(self, plan, self._ready(passages.of(found)), passages)

    def kept(self, found: Found, plan: Plan, besides: str | None = None) -> Found:
        """Those that pass the filters of a plan, or all but one field's."""
        narrowed = self._narrowing.by(plan.filters)
        return self._ready((s, kept(answer, narrowed[s.number].besides(besides))) for s, answer in found)

    def cards(self, found: Found, plan: Plan, passages: Passages | None) -> Cards | PassageCards:
        """Documents, or their passages, as cards of a plan.

        Scores by which they are ordered have their factors; all documents together are alike.
        """
        stories = self._stories if plan.group == STORY else None
        factors = self._factors.by(plan.ranking) if plan.sort == RELEVANCE and plan.tree is not None else None
        cards = Cards(found, self._order, self._kernels, stories, plan.sort, factors)
        return PassageCards(cards, found, passages) if passages and plan.group == PASSAGE else cards

    def covered(self, found: Found) -> Sequence[tuple[Segment, Matches]]:
        """The documents, to be counted."""
        return tuple((segment, covered(answer, segment.count, self._kernels)) for segment, answer in found)

    def counted(self, names: Collection[str], found: Sequence[tuple[Segment, Matches]]) -> dict[str, Counted]:
        """How many documents have each value of some facets."""
        return self._facets.of(names, found)

    def _ready(self, answers: Iterable[tuple[Segment, Answer]]) -> Found:
        """Look for what answers at once, unless it has outlines: it is counted, folded and dealt out."""
        return tuple(
            (s, answer if is_outlined(answer, s.count) else sought(answer, s.count, self._kernels))
            for s, answer in answers
        )


class Answering:
    """What answers one plan: to be counted and dealt out as cards."""

    def __init__(self, shelf: Shelf, plan: Plan, found: Found, passages: Passages | None = None) -> None:
        self._shelf = shelf
        self._plan = plan
        self._found = found
        self._inside = shelf.kept(found, plan)
        self._covered = shelf.covered(self._inside)
        self.cards = shelf.cards(self._inside, plan, passages)

    @property
    def total(self) -> int:
        """How many documents there are."""
        return sum(how_many(matches) for _, matches in self._covered)

    def facets(self) -> Mapping[str, Counted]:
        """The counts of every facet, a field's own filter left out of its own."""
        filtered = [name for name in FACETS if self._plan.filters.values(name)]
        counted = self._shelf.counted([name for name in FACETS if name not in filtered], self._covered)
        for name in filtered:
            beside = self._shelf.kept(self._found, self._plan, besides=name)
            counted |= self._shelf.counted([name], self._shelf.covered(beside))
        return {name: counted[name] for name in FACETS}
