"""The executor: Whoosh's query objects, and our own, answered from the arrays of all segments.

Scores are those of Whoosh's BM25F. Queries that it does not know are walked through by Whoosh's own matchers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from whoosh import query

from index.engines.whoosh.executing import beginnings, pairing, proving, stretches
from index.engines.whoosh.executing.beginnings import WordsBeginning
from index.engines.whoosh.executing.columnfilters import ColumnFilter, passing
from index.engines.whoosh.executing.deadline import Deadline, OutOfTime
from index.engines.whoosh.executing.matches import (
    NONE,
    Answer,
    Joined,
    Listed,
    Matches,
    Spread,
    all_of,
    any_of,
    as_list,
    covered,
    docs_of,
    kept,
    mask_of,
    others_than,
    sought,
    times,
)
from index.engines.whoosh.executing.pairing import PairText
from index.engines.whoosh.executing.quoting import ExactText, NearTexts, Proven
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.termcache import TermCache
from index.engines.whoosh.executing.walking import walked
from index.engines.whoosh.kernels import CHOSEN
from index.engines.whoosh.kernels.contract import Kernels, Scores
from index.engines.whoosh.segments.layout import Shorts

SATURATION = 1.2

Way = Callable[[Any, Segment, Deadline], Answer]


class Executor:
    """Answers queries from segments, one after the other; threads may share it."""

    def __init__(self, segments: Sequence[Segment], kernels: Kernels = CHOSEN) -> None:
        self.segments = tuple(segments)
        self.kernels = kernels
        self.terms = TermCache(self.segments, kernels)
        self._text_fields = {name for segment in self.segments for name in segment.arrays.words}
        self._ways: dict[type, Way] = {
            query.Term: self._term,
            query.And: self._and,
            query.Or: self._or,
            query.Not: self._not,
            query.AndNot: self._and_not,
            query.AndMaybe: self._and_maybe,
            query.Every: self._every,
            query.Phrase: self._phrase,
            ColumnFilter: self._filter,
            WordsBeginning: self._beginning,
            ExactText: self._proven,
            NearTexts: self._proven,
            PairText: self._pair,
        }
        self._frequencies: dict[tuple[str, ...], int] = {}

    def answers(self, asked: query.Query, deadline: Deadline) -> Iterator[tuple[Segment, Answer]]:
        """What answers a query in each segment, dropped documents included, until the time is over."""
        way = self._of_words(asked) or partial(self._ways.get(type(asked), self._by_whoosh), asked)
        for segment in self.segments:
            try:
                deadline.check()
                yield segment, way(segment, deadline)
            except OutOfTime:
                return

    def _of_words(self, asked: query.Query) -> Callable[[Segment, Deadline], Answer] | None:
        """How to answer all or any of some words, which are looked up once for all segments; None for other queries."""
        of_all = type(asked) is query.And
        if not (of_all or (type(asked) is query.Or and not asked.scale)) or not self._are_words(asked.subqueries):
            return None
        if not of_all and _is_one_word(asked.subqueries):
            return None
        parts = asked.subqueries
        factor, score = _boost(asked), self.terms.score
        words = [(part.fieldname, self.terms.term(part.fieldname, part.text), part.boost * factor) for part in parts]

        def _joined(segment: Segment, _: Deadline) -> Answer:
            number = segment.number
            found = [(known.again[number] or score(name, known, segment), boost) for name, known, boost in words]
            return Joined(tuple([each if boost == 1 else each.times(boost) for each, boost in found]), of_all)

        return _joined

    def _are_words(self, parts: Sequence[query.Query]) -> bool:
        return all(type(part) is query.Term and part.fieldname in self._text_fields for part in parts)

    def matches(self, asked: query.Query, segment: Segment, deadline: Deadline) -> Matches:
        """The documents that answer a query in one segment; raises OutOfTime."""
        answer = self._ways.get(type(asked), self._by_whoosh)(asked, segment, deadline)
        return sought(answer, segment.count, self.kernels) if isinstance(answer, Joined) else answer

    def _term(self, asked: query.Term, segment: Segment, deadline: Deadline) -> Answer:
        if asked.fieldname not in self._text_fields:
            return self._by_whoosh(asked, segment, deadline)
        scored = self.terms.scored(asked.fieldname, asked.text, segment)
        return scored if asked.boost == 1 else times(scored, asked.boost)

    def _and(self, asked: query.And, segment: Segment, deadline: Deadline) -> Answer:
        """What is proven by looking into texts comes last, and only where all else is there."""
        parts: list[Matches] = []
        proven: list[Proven] = []
        for part in asked.subqueries:
            if isinstance(part, Proven):
                proven.append(part)
                continue
            parts += self._parts(part, segment, deadline, of_all=True)
            if parts[-1] is NONE:
                return NONE
        for part in proven:
            within = docs_of(sought(all_of(parts), segment.count, self.kernels), self.kernels) if parts else None
            parts.append(self._proven(part, segment, deadline, within))
        return times(all_of(parts) if parts else NONE, _boost(asked))

    def _or(self, asked: query.Or, segment: Segment, deadline: Deadline) -> Answer:
        if asked.scale:
            return self._by_whoosh(asked, segment, deadline)
        if self._are_words(asked.subqueries) and _is_one_word(asked.subqueries):
            fields = tuple([(part.fieldname, part.text, part.boost) for part in asked.subqueries])
            return times(self.terms.in_fields(fields, segment), _boost(asked))
        parts: list[Matches] = []
        for part in asked.subqueries:
            parts += self._parts(part, segment, deadline, of_all=False)
        return times(any_of(parts), _boost(asked))

    def _parts(self, asked: query.Query, segment: Segment, deadline: Deadline, *, of_all: bool) -> Sequence[Matches]:
        """What answers a part of a compound: parts of its own where that is joined in the same way."""
        answer = self._ways.get(type(asked), self._by_whoosh)(asked, segment, deadline)
        if not isinstance(answer, Joined):
            return (answer,)
        if answer.of_all == of_all and answer.passing is None and answer.standing is None:
            return answer.parts
        return (sought(answer, segment.count, self.kernels),)

    def _not(self, asked: query.Not, segment: Segment, deadline: Deadline) -> Answer:
        return Spread(others_than(self.matches(asked.query, segment, deadline), segment.count), None)

    def _and_not(self, asked: query.AndNot, segment: Segment, deadline: Deadline) -> Answer:
        wanted, unwanted = (self.matches(part, segment, deadline) for part in (asked.a, asked.b))
        return kept(wanted, others_than(unwanted, segment.count))

    def _and_maybe(self, asked: query.AndMaybe, segment: Segment, deadline: Deadline) -> Answer:
        wanted, better = (self._parts(part, segment, deadline, of_all=False) for part in (asked.a, asked.b))
        passing = covered(any_of(wanted), segment.count, self.kernels)
        return kept(any_of([*wanted, *better]), mask_of(passing, segment.count))

    def _every(self, asked: query.Every, segment: Segment, deadline: Deadline) -> Answer:
        if asked.fieldname is not None:
            return self._by_whoosh(asked, segment, deadline)
        return Spread(np.ones(segment.count, np.uint8), None, asked.boost)

    def _filter(self, asked: ColumnFilter, segment: Segment, _: Deadline) -> Answer:
        return Spread(passing(asked.condition, segment.arrays), None, 0.0)

    def _phrase(self, asked: query.Phrase, segment: Segment, deadline: Deadline) -> Answer:
        """Slops are left to Whoosh."""
        if asked.slop != 1 or not asked.words or asked.fieldname not in self._text_fields:
            return self._by_whoosh(asked, segment, deadline)
        parts = [self.terms.scored(asked.fieldname, word, segment) for word in asked.words]
        if any(map(_is_empty, parts)):
            return NONE
        if len(parts) == 1:
            return times(parts[0], asked.boost)
        standing = tuple([self.terms.standing(asked.fieldname, word, segment) for word in asked.words])
        return times(Joined(tuple(parts), of_all=True, standing=standing), asked.boost)

    def _beginning(self, asked: WordsBeginning, segment: Segment, deadline: Deadline) -> Answer:
        deadline.check()
        docs, weights = beginnings.having(segment, asked.beginning, asked.weights)
        if not len(docs):
            return NONE
        frequency = beginnings.commonest(self.segments, asked.beginning, tuple(asked.weights), self.kernels)
        return Listed(docs, _saturated(weights), segment.statistics.idf(frequency) * asked.boost)

    def _pair(self, asked: PairText, segment: Segment, _: Deadline) -> Answer:
        return pairing.scored(asked, segment, self.segments, self.kernels)

    def _proven(self, asked: Proven, segment: Segment, deadline: Deadline, within: Shorts | None = None) -> Matches:
        """Documents whose texts were looked into, where their grams do not tell."""
        deadline.check()
        exact, rarest = segment.arrays.exact, self._rarest(asked.needles)
        if isinstance(asked, NearTexts):
            docs = proving.candidates(exact, asked, within, self.kernels)
            found = proving.standing_near(exact, asked.needles, asked.distance, docs, deadline, in_title=asked.in_title)
        else:
            is_counted = rarest <= proving.MOST_COUNTED
            found = proving.quoted(exact, asked, within, deadline, self.kernels, is_counted=is_counted)
        if not len(found[0]):
            return NONE
        return Listed(found[0], _saturated(found[1]), segment.statistics.idf(rarest) * asked.boost)

    def _rarest(self, needles: tuple[str, ...]) -> int:
        """How many documents have the rarest gram of some strings."""
        known = self._frequencies.get(needles)
        if known is None:
            known = stretches.rarest([segment.arrays.exact for segment in self.segments], needles, self.kernels)
            self._frequencies[needles] = known
        return known

    def _by_whoosh(self, asked: query.Query, segment: Segment, deadline: Deadline) -> Answer:
        """Walk through all matches, those of our own leaves found before."""
        deadline.check()
        found = lambda leaf: as_list(self.matches(leaf, segment, deadline), self.kernels)  # noqa: E731
        return walked(asked, segment, deadline, found)


def _saturated(weights: Scores) -> Scores:
    """How well a weight speaks, with diminishing returns as BM25 has them."""
    return weights * np.float32(SATURATION + 1) / (weights + np.float32(SATURATION))


def _boost(asked: query.And | query.Or) -> float:
    """Whoosh does not heed the boost of a compound of one."""
    return float(asked.boost) if len(asked.subqueries) > 1 else 1.0


def _is_one_word(terms: Sequence[query.Term]) -> bool:
    """Whether it is the same word in several fields."""
    return len(terms) > 1 and all(term.text == terms[0].text for term in terms)


def _is_empty(matches: Matches) -> bool:
    return isinstance(matches, Listed) and not len(matches.docs)
