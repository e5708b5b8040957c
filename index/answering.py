"""Answering: one request as one or several questions to an engine, and help where that finds little."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from index.corrections import Corrections, Help, typed_parts, wording_of
from index.engines.engine import DATE, RELEVANCE, Answer, Every, Grouping, Plan, Reader
from index.query import (
    LONGEST_QUERY,
    QUOTATION_MARKS,
    AsTyped,
    Filters,
    Node,
    Query,
    Quotation,
    Word,
    parse,
)
from index.query.aliases import widened
from index.query.questions import LONG, with_any_part, word_count
from index.request import SearchRequest
from index.text.analyzer import Analyzer

MOST_EXPLAINED = 8
A_FULL_PAGE = 10
_ANY_PART_NOTE = "No article has all the words; these have some of them."
_FEW_HAVE_ALL_NOTE = "Articles with all the words: {count}; these have some of them."


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, the query that it answers with all notes, the other names asked for, a query that may find more."""

    query: Query
    answer: Answer
    also: tuple[str, ...] = ()
    suggestion: str | None = None


class Asking:
    """One request put to an engine within a budget of seconds.

    All parts are asked for; where nothing has them, any part. What a reader combined by hand is asked as it is.
    """

    def __init__(  # noqa: PLR0913
        self,
        request: SearchRequest,
        reader: Reader,
        grouping: Grouping,
        analyzer: Analyzer,
        help_at_hand: Help,
        budget: float,
    ) -> None:
        self._request = request
        self._reader = reader
        self._grouping = grouping
        self._analyzer = analyzer
        self._vocabulary = help_at_hand.vocabulary
        self._end = time.monotonic() + budget
        self._typed = parse(request.query, analyzer)
        roles, filters = self._typed.roles, request.filters
        self._filters = replace(filters, role=(*filters.role, *roles)) if roles else filters
        self._help_at_hand = help_at_hand

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the sections that answers are looked for in; none where all are."""
        return self._filters.role

    @property
    def _corrections(self) -> Corrections:
        """Made when it is asked: it holds this one, and were it held as well, both would stay for the collector."""
        return Corrections(self._request.query, self._typed, self._help_at_hand, self._finds, self._stands)

    def outcome(self) -> Outcome:
        """Ask, and look for help where few articles answer."""
        query, also = self._widened(self._typed)
        answer = self._ask(query)
        if answer.partial:
            return Outcome(query, answer, also)
        if answer.total >= (A_FULL_PAGE if self._is_long else 1):
            return Outcome(query, answer, also, self._corrections.first(answer.total))
        suggestion = self._corrections.first(answer.total) or (None if answer.total else self._literal())
        some = with_any_part(
            query,
            self._typed,
            self._analyzer,
            paired="pairs" not in self._request.without,
            quoted=not QUOTATION_MARKS.isdisjoint(self._request.query),
        )
        found = answer if some.tree in {None, query.tree} else self._ask(some)
        notes = (*self._typed.notes, *self._missing())
        if found.total > answer.total:
            told = _FEW_HAVE_ALL_NOTE.format(count=answer.total) if answer.total else _ANY_PART_NOTE
            return Outcome(Query(some.tree, (*notes, told)), found, also, suggestion)
        # What there was no time to look for may be there all the same.
        return Outcome(replace(query, notes=notes), replace(answer, partial=found.partial), also, suggestion)

    @property
    def _is_long(self) -> bool:
        """Whether so many words were typed that an article need not have all of them to answer."""
        return word_count(self._typed) >= LONG

    def _widened(self, query: Query) -> tuple[Query, tuple[str, ...]]:
        return widened(query, self._analyzer) if self._request.also else (query, ())

    def every(self) -> Every:
        """All that answers, whatever the page, in the order of the pages."""
        return self._reader.every(self._plan(self.outcome().query, self._filters))

    def _ask(self, query: Query, filters: Filters | None = None) -> Answer:
        return self._reader.answer(self._plan(query, self._filters if filters is None else filters))

    def _counted(self, query: Query, filters: Filters | None = None) -> Answer:
        """An answer whose cards and facets nobody wants to see."""
        plan = self._plan(query, self._filters if filters is None else filters)
        return self._reader.answer(replace(plan, first=0, count=0, values=0))

    def _finds(self, typed: str) -> bool:
        """Whether another query finds anything."""
        return self._counted(self._widened(parse(typed[:LONGEST_QUERY], self._analyzer))[0]).total > 0

    def _stands(self, text: str) -> bool:
        """Whether any text has a string."""
        return not self._counted(Query(Quotation(text)), Filters()).is_empty

    def _plan(self, query: Query, filters: Filters) -> Plan:
        request = self._request
        return Plan(
            tree=query.tree,
            filters=filters,
            sort=DATE if query.tree is None and request.sort == RELEVANCE else request.sort,
            group=request.group,
            grouping=self._grouping,
            first=(request.page - 1) * request.size,
            count=request.size,
            budget=max(0.0, self._end - time.monotonic()),
            ranking=request.ranking,
            values=request.values,
        )

    def _missing(self) -> Iterator[str]:
        """A note for each text, of the first few, that no article has at all, whatever the filters."""
        absent = (text for part in typed_parts(self._typed.tree) for text in self._absent(part))
        for text in islice(dict.fromkeys(absent), MOST_EXPLAINED):
            yield f"No article has 「{text}」."

    def _absent(self, part: Node) -> Iterator[str]:
        """What of a part of the query stands nowhere: the very words of it, else all of it."""
        words = part.words if isinstance(part, AsTyped) else ()
        nowhere = [word.text for word in words if self._stands_nowhere(word)]
        if nowhere:
            yield from nowhere
        elif not self._is_long and self._counted(self._widened(Query(part))[0], Filters()).is_empty:
            yield wording_of(part)

    def _stands_nowhere(self, word: Word | Quotation) -> bool:
        return word.text not in self._vocabulary() and self._counted(Query(word), Filters()).is_empty

    def _literal(self) -> str | None:
        """The query in quotation marks, where that finds something.

        A word may stand in a text that was cut differently; whether its characters are meant, the reader decides.
        """
        literally = _in_quotation_marks(self._request.query)
        if len(literally) > LONGEST_QUERY:
            return None
        quoted = parse(literally, self._analyzer)
        return literally if quoted.tree != self._typed.tree and self._counted(quoted).total else None


def _in_quotation_marks(query: str) -> str:
    if not QUOTATION_MARKS.isdisjoint(query):
        return query
    return " ".join(f"“{part}”" for part in query.split())
