"""Answering from a Whoosh index: every match is counted exactly and within the time allowed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import whoosh
from whoosh import index as whoosh_index
from whoosh import scoring
from whoosh.searching import Searcher

from index.changes import looks_of
from index.engines.engine import FACETS, Answer, EngineError, Every, Found, Grouping, Plan, Titles
from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.ordering import Order
from index.engines.whoosh.executing.recent import Recent
from index.engines.whoosh.executing.sectiontexts import normal_text
from index.engines.whoosh.executing.segment import Segment, Statistics
from index.engines.whoosh.executing.shelf import Answering, Shelf
from index.engines.whoosh.executing.storycards import Card
from index.engines.whoosh.executing.titles import latest_titles
from index.engines.whoosh.executing.wholecolumn import WholeColumn
from index.engines.whoosh.kernels import CHOSEN
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.layout import Bytes
from index.engines.whoosh.segments.segmentfile import arrays_of, deleted_in
from index.normaltext import NormalText

WHOOSH_VERSION = (2, 7, 4)
MOST_ANSWERS = 64
_JSON = json.JSONDecoder()

# What two plans may differ in and have the same answer; a grouping is looked at by itself.
_TELLING = tuple(field.name for field in fields(Plan) if field.name not in {"grouping", "budget"})


def open_index(folder: Path) -> whoosh_index.FileIndex:
    """Open the Whoosh index of a folder; raises EngineError where there is none or Whoosh is another one."""
    if whoosh.__version__ != WHOOSH_VERSION:
        raise EngineError(f"Whoosh {WHOOSH_VERSION} is needed, {whoosh.__version__} is installed.")
    with _naming_damage(folder):
        return whoosh_index.open_dir(str(folder))


def latest_commit(folder: Path) -> int:
    """The number of the latest commit into the index of a folder."""
    return int(open_index(folder).latest_generation())


def require_whole(folder: Path) -> None:
    """Raise EngineError where a segment of the index cannot be opened."""
    opened = open_index(folder)
    with _naming_damage(folder):
        opened.reader().close()


@contextmanager
def _naming_damage(folder: Path) -> Iterator[None]:
    """A damaged file makes Whoosh raise whatever it stumbles over; a reader gets one sentence."""
    try:
        yield
    except EngineError:
        raise
    except Exception as error:
        raise EngineError(f"The index {folder} is damaged: run `tashan index --rebuild`.") from error


class WhooshReader:
    """One commit of a Whoosh index; threads may share it."""

    def __init__(self, folder: Path, kernels: Kernels = CHOSEN) -> None:
        self._folder = folder
        self._kernels = kernels
        self._seen = looks_of(folder)
        opened = open_index(folder)
        self.commit = int(opened.latest_generation())
        with _naming_damage(folder):
            self._searcher: Searcher = opened.searcher(weighting=scoring.BM25F())
            self._segments = _segments(self._searcher)
            self._order = Order.of(self._segments)
        self._answers: Recent[tuple[Any, ...], tuple[Grouping, Answer]] = Recent(MOST_ANSWERS)
        self._shelf: tuple[Grouping, Shelf] | None = None

    @property
    def generation(self) -> str:
        """The folder's name and the number of the commit."""
        return f"{self._folder.name}.{self.commit}"

    @property
    def is_current(self) -> bool:
        """Tell whether no later commit has been made; every commit changes the folder."""
        changed = looks_of(self._folder)
        if changed is None or changed != self._seen:
            if open_index(self._folder).latest_generation() != self.commit:
                return False
            self._seen = changed
        return True

    def close(self) -> None:
        """Release the files."""
        self._searcher.close()

    def texts(self) -> dict[str, str]:
        """For the URL of every document the key of its text."""
        stories = WholeColumn.of("story", self._segments)
        keys = (*stories.values, "")
        codes = stories.codes(self._segments)
        every = (segment.first + doc for segment in self._segments for doc in _live_docs(segment))
        return {self._order.url(doc): keys[codes[doc]] for doc in every}

    def titles(self, most: int) -> Titles:
        """The titles of at most so many documents, the latest first."""
        normal, docs = latest_titles(self._segments, self._order, most)
        return Titles(normal, lambda number: self._view(docs[number])["title"] or "")

    def words(self) -> Iterator[tuple[str, int]]:
        """Every word of titles and texts with how many documents have it there."""
        for name in ("title", "body"):
            counts: Counter[bytes] = Counter()
            for segment in self._segments:
                words = segment.arrays.words.get(name)
                if words:
                    counts.update(dict(zip(words.terms, np.diff(words.starts).tolist(), strict=True)))
            yield from ((word.decode(), count) for word, count in sorted(counts.items()))

    def answer(self, plan: Plan) -> Answer:
        """Answer a question; raises EngineError where a file turns out to be damaged on the way."""
        asked = tuple(getattr(plan, name) for name in _TELLING)
        known = self._answers.get(asked)
        if known and known[0] is plan.grouping:
            return known[1]
        with _naming_damage(self._folder):
            answer = self.answered(plan)
        if not answer.partial:
            self._answers.put(asked, (plan.grouping, answer))
        return answer

    def answered(self, plan: Plan) -> Answer:
        """Answer a question anew."""
        deadline = Deadline(plan.budget)
        answering = self._told(plan.grouping).found(plan, deadline)
        # Cards that were looked for have been counted.
        found = tuple(map(self._found, answering.cards.shown(plan.first, plan.count)))
        return Answer(
            total=answering.total,
            stories=answering.cards.count,
            found=found,
            facets=_told(answering, plan),
            partial=not deadline.was_met,
        )

    def every(self, plan: Plan) -> Every:
        """All that answers a question; raises EngineError where a file turns out to be damaged on the way."""
        deadline = Deadline(plan.budget)
        with _naming_damage(self._folder):
            cards = self._told(plan.grouping).found(plan, deadline).cards
            shown = [card.docs for card in cards.shown(0, cards.count)]
        urls = dict.fromkeys(self._order.url(doc) for docs in shown for doc in docs)
        return Every(tuple(urls), partial=not deadline.was_met)

    def _told(self, grouping: Grouping) -> Shelf:
        """The documents as a grouping tells of them, made once for all questions with it."""
        known = self._shelf
        if known is None or known[0] is not grouping:
            known = self._shelf = grouping, Shelf(self._segments, self._order, grouping, self._kernels)
        return known[1]

    def _found(self, card: Card) -> Found:
        original, *reposts = map(self._view, card.docs)
        text = None if original["withheld"] else self._text(card.docs[0])
        return Found(original, card.score, tuple(reposts), card.section, text)

    def _text(self, doc: int) -> NormalText:
        segment = next(segment for segment in reversed(self._segments) if segment.first <= doc)
        return normal_text(segment.arrays, doc - segment.first)

    def _view(self, doc: int) -> Mapping[str, Any]:
        view: Mapping[str, Any]
        view, _ = _JSON.raw_decode(self._searcher.stored_fields(doc)["view"])
        return view


def _told(answering: Answering, plan: Plan) -> dict[str, tuple[tuple[str, int], ...]]:
    """The counts of every facet, as far as they are wanted."""
    if plan.values == 0:
        return dict.fromkeys(FACETS, ())
    facets = answering.facets().items()
    return {name: counted.pairs(plan.values, plan.filters.keyed(name)) for name, counted in facets}


def _segments(searcher: Searcher) -> tuple[Segment, ...]:
    """The segments of an index; Whoosh has one of nothing for an empty one."""
    leaves = searcher.leaf_searchers()
    arrays = [arrays_of(leaf.reader()) for leaf, _ in leaves]
    statistics = Statistics.of(arrays)
    return tuple(
        Segment(number, first, arrays[number], statistics, _live(leaf.reader()), leaf)
        for number, (leaf, first) in enumerate(leaves)
        if arrays[number].count
    )


def _live(reader: Any) -> Bytes | None:
    segment = reader.segment()
    return (~deleted_in(segment)).astype(np.uint8) if segment.has_deletions() else None


def _live_docs(segment: Segment) -> Iterable[int]:
    return range(segment.count) if segment.live is None else np.flatnonzero(segment.live).tolist()
