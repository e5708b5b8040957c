"""Walking: what the executor does not know, Whoosh's own matchers step through, document by document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh import matching, query, scoring
from whoosh.searching import SearchContext

from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.matches import Listed
from index.engines.whoosh.executing.ownquery import OwnQuery
from index.engines.whoosh.executing.segment import Segment

# Asking the clock for every document would cost more than looking at it.
DOCUMENTS_PER_GLANCE = 64


def walked(asked: query.Query, segment: Segment, deadline: Deadline, found: Callable[[OwnQuery], Listed]) -> Listed:
    """All matches in a segment, never by Whoosh's limited search, which skips what it should not; raises OutOfTime.

    ``found`` says what answers a leaf of our own.
    """

    def _answered(part: query.Query) -> query.Query:
        return Answered(found(part)) if isinstance(part, OwnQuery) else part

    context = SearchContext(needs_current=True, weighting=scoring.BM25F())
    matcher = asked.accept(_answered).matcher(segment.searcher, context)
    docs: list[int] = []
    scores: list[float] = []
    while matcher.is_active():
        if len(docs) % DOCUMENTS_PER_GLANCE == 0:
            deadline.check()
        docs.append(matcher.id())
        scores.append(matcher.score())
        matcher.next()
    return Listed(np.array(docs, np.uint16), np.array(scores, np.float32))


class Answered(query.Query):  # type: ignore[misc]
    """What the executor found already, for Whoosh to combine with what it alone knows."""

    def __init__(self, found: Listed) -> None:
        self._found = found
        self.boost = 1.0

    def estimate_size(self, _: Any) -> int:
        """How many there are."""
        return len(self._found.docs)

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Walk through the list."""
        if not len(self._found.docs):
            return matching.NullMatcher()
        scores = (self._found.scores * np.float32(self._found.factor)).tolist()
        return matching.ListMatcher(self._found.docs.tolist(), weights=scores, scorer=AsWeighed())


class AsWeighed(scoring.BaseScorer):  # type: ignore[misc]
    """Scores a match by its weight."""

    def score(self, matcher: matching.Matcher) -> float:
        """Score the current match."""
        weight: float = matcher.weight()
        return weight
