"""Answering from a Whoosh index: every match is visited, counted exactly and within the time allowed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import whoosh
from whoosh import index as whoosh_index
from whoosh import query, scoring
from whoosh.searching import SearchContext, Searcher

from index.engines.engine import (
    DENSITY,
    FACETS,
    RELEVANCE,
    STORY,
    Answer,
    EngineError,
    Every,
    Found,
    Grouping,
    Plan,
    Ranking,
)
from index.engines.whoosh.deadline import Deadline
from index.engines.whoosh.factors import factors
from index.engines.whoosh.layout import SegmentArrays
from index.engines.whoosh.schema import COLUMNS
from index.engines.whoosh.segmentfile import arrays_of
from index.engines.whoosh.translation import translate
from index.query import FIELDS, FORM, STORED_FIELDS, Filters

WHOOSH_VERSION = (2, 7, 4)
# Asking the clock for every document would cost more than looking at it.
DOCUMENTS_PER_GLANCE = 64


def open_index(folder: Path) -> whoosh_index.FileIndex:
    """Open the Whoosh index of a folder; raises EngineError where there is none or Whoosh is another one."""
    if whoosh.__version__ != WHOOSH_VERSION:
        raise EngineError(f"Whoosh {WHOOSH_VERSION} is needed, {whoosh.__version__} is installed.")
    try:
        return whoosh_index.open_dir(str(folder))
    except Exception as error:  # a damaged file makes Whoosh raise whatever it stumbles over
        raise _damaged(folder) from error


def require_whole(folder: Path) -> None:
    """Raise EngineError where a segment of the index cannot be opened."""
    opened = open_index(folder)
    try:
        opened.reader().close()
    except Exception as error:
        raise _damaged(folder) from error


def _damaged(folder: Path) -> EngineError:
    return EngineError(f"The index {folder} is damaged: run `tashan index --rebuild`.")


@dataclass(frozen=True, slots=True)
class _Match:
    docnum: int
    score: float


class WhooshReader:
    """One commit of a Whoosh index; not to be shared by threads at the same time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._grouping: Grouping | None = None
        self._weights: dict[Ranking, list[float]] = {}
        opened = open_index(folder)
        self._commit = opened.latest_generation()
        try:
            self._searcher: Searcher = opened.searcher(weighting=scoring.BM25F())
            self._columns = {name: self._column(name) for name in COLUMNS}
            arrays = [arrays_of(leaf.reader()) for leaf, _ in self._searcher.leaf_searchers()]
            self._densities = [number for each in arrays for number in each.numbers.get(DENSITY, ())]
            self._values = {name: [each for one in arrays for each in _values(one, name)] for name in STORED_FIELDS}
        except Exception as error:
            raise _damaged(folder) from error

    @property
    def generation(self) -> str:
        """The folder's name and the number of the commit."""
        return f"{self._folder.name}.{self._commit}"

    @property
    def is_current(self) -> bool:
        """Tell whether no later commit has been made."""
        return bool(open_index(self._folder).latest_generation() == self._commit)

    def close(self) -> None:
        """Release the files."""
        self._searcher.close()

    def texts(self) -> dict[str, str]:
        """For the URL of every document the key of its text."""
        urls, keys = self._columns["url"], self._columns["story"]
        return {urls[docnum]: keys[docnum] for docnum in self._searcher.reader().all_doc_ids()}

    def words(self) -> Iterator[tuple[str, int]]:
        """Every word of titles and texts with how many documents have it there."""
        for field in ("title", "body"):
            for word, info in self._searcher.reader().iter_field(field):
                yield word.decode(), info.doc_frequency()

    def answer(self, plan: Plan) -> Answer:
        """Answer a question; raises EngineError where a file turns out to be damaged on the way."""
        try:
            return self._answer(plan)
        except Exception as error:
            raise _damaged(self._folder) from error

    def every(self, plan: Plan) -> Every:
        """All that answers a question; raises EngineError where a file turns out to be damaged on the way."""
        deadline = Deadline(plan.budget)
        try:
            cards = self._cards(self._tally(plan, deadline).kept, plan)
        except Exception as error:
            raise _damaged(self._folder) from error
        urls = self._columns["url"]
        return Every(tuple(urls[match.docnum] for card in cards for match in card), partial=not deadline.was_met)

    def _tally(self, plan: Plan, deadline: Deadline) -> _Tally:
        """Visit every match of the tree, keep what passes the filters, count the facets."""
        tally = _Tally(self._values_beside(plan.grouping), self._columns["published"], plan.filters)
        weights = self._factors(plan.ranking)
        for match in self._matches(translate(plan.tree, deadline), deadline):
            tally.take(_Match(match.docnum, match.score * weights[match.docnum]))
        return tally

    def _factors(self, ranking: Ranking) -> list[float]:
        """What the score of every document is multiplied by."""
        known = self._weights.get(ranking)
        if known is None:
            found = factors(ranking, self._columns["published"], self._densities)
            known = self._weights[ranking] = found.tolist()
        return known

    def _values_beside(self, grouping: Grouping) -> Mapping[str, list[tuple[str, ...]]]:
        """The values of every field, those that only the stories tell included."""
        if self._grouping is not grouping:
            named = zip(self._columns["url"], self._columns["story"], strict=True)
            self._values[FORM] = [(grouping.form(url, story),) for url, story in named]
            self._grouping = grouping
        return self._values

    def _answer(self, plan: Plan) -> Answer:
        """Find all, sort, cut out the cards."""
        deadline = Deadline(plan.budget)
        tally = self._tally(plan, deadline)
        cards = self._cards(tally.kept, plan)
        shown = cards[plan.first : plan.first + plan.count]
        return Answer(
            total=len(tally.kept),
            stories=len(cards),
            found=tuple(self._found(card) for card in shown),
            facets=tally.facets(),
            partial=not deadline.was_met,
        )

    def _column(self, name: str) -> list[str]:
        """One value for each document of all segments."""
        values: list[str] = []
        for leaf, _ in self._searcher.leaf_searchers():
            reader = leaf.reader()
            if reader.has_column(name):
                column = reader.column_reader(name)
                values.extend(_text(column[docnum]) for docnum in range(reader.doc_count_all()))
            else:
                values.extend([""] * reader.doc_count_all())
        return values

    def _matches(self, asked: query.Query, deadline: Deadline) -> Iterator[_Match]:
        context = SearchContext(needs_current=True, weighting=self._searcher.weighting)
        for leaf, offset in self._searcher.leaf_searchers():
            matcher = asked.matcher(leaf, context)
            visited = 0
            while matcher.is_active():
                visited += 1
                if visited % DOCUMENTS_PER_GLANCE == 0 and deadline.passed():
                    return
                yield _Match(offset + matcher.id(), matcher.score())
                matcher.next()

    def _cards(self, kept: list[_Match], plan: Plan) -> list[list[_Match]]:
        """Group the matches by story where asked, the original first, and sort the groups."""
        times, urls = self._columns["published"], self._columns["url"]
        originals = plan.grouping.originals if plan.group == STORY else frozenset()

        def nearest_to_the_origin(match: _Match) -> tuple[bool, str, str]:
            url = urls[match.docnum]
            return url not in originals, times[match.docnum] or "9", url

        cards = [sorted(group, key=nearest_to_the_origin) for group in self._groups(kept, plan)]
        cards.sort(key=lambda card: urls[card[0].docnum])
        cards.sort(key=lambda card: times[card[0].docnum], reverse=True)
        if plan.sort == DENSITY:
            cards.sort(key=lambda card: self._densities[card[0].docnum], reverse=True)
        elif plan.sort == RELEVANCE:
            cards.sort(key=lambda card: max(match.score for match in card), reverse=True)
        return cards

    def _groups(self, kept: list[_Match], plan: Plan) -> Iterable[list[_Match]]:
        if plan.group != STORY:
            return [[match] for match in kept]
        groups: dict[str, list[_Match]] = {}
        for match in kept:
            groups.setdefault(plan.grouping.story(self._columns["story"][match.docnum]), []).append(match)
        return groups.values()

    def _found(self, card: list[_Match]) -> Found:
        original, *reposts = card
        score = max(match.score for match in card)
        return Found(self._view(original.docnum), score, tuple(self._view(match.docnum) for match in reposts))

    def _view(self, docnum: int) -> Mapping[str, Any]:
        view: Mapping[str, Any] = json.loads(self._searcher.stored_fields(docnum)["view"])
        return view


class _Tally:
    """Counts matches as they pass: those inside all filters, and what every facet would give without its own filter."""

    def __init__(self, values: Mapping[str, list[tuple[str, ...]]], published: list[str], filters: Filters) -> None:
        self._values = values
        self._published = published
        self._filters = filters
        self._wanted = {name: frozenset(filters.keyed(name)) for name in FIELDS if filters.values(name)}
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        self.kept: list[_Match] = []

    def take(self, match: _Match) -> None:
        """Count one match."""
        if not self._in_dates(match.docnum):
            return
        values, wanted = self._values, self._wanted
        missed = [name for name in wanted if wanted[name].isdisjoint(values[name][match.docnum])]
        if not missed:
            self.kept.append(match)
        for name in FACETS:
            if not missed or missed == [name]:
                for value in values[name][match.docnum]:
                    self._counts[name][value] += 1

    def facets(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """The counts of every facet, most first."""
        return {
            name: tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
            for name, counts in self._counts.items()
        }

    def _in_dates(self, docnum: int) -> bool:
        first, last = self._filters.date_from, self._filters.date_to
        if first is None and last is None:
            return True
        day = self._published[docnum][:10]
        return bool(day) and (first or "") <= day <= (last or "9999")


def _values(arrays: SegmentArrays, name: str) -> list[tuple[str, ...]]:
    """The values of a field for each document of a segment."""
    column = arrays.columns.get(name)
    if column is None:
        return [()] * arrays.count
    known = [value.decode() for value in column.values]
    if column.starts is None:
        return [(known[code],) if code < len(known) else () for code in column.codes.tolist()]
    codes, starts = column.codes.tolist(), column.starts.tolist()
    return [tuple(known[code] for code in codes[first:end]) for first, end in pairwise(starts)]


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
