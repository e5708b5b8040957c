"""The reading side of a data folder: searches, articles, coverage."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.answering import Asking
from index.article import Article
from index.building import analyzer_of
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.document import Document, kept_document
from index.engines.engine import FACETS, Answer, Found, Grouping, Plan, Reader
from index.engines.whoosh.reader import WhooshReader
from index.engines.whoosh.schema import SCHEMA_VERSION
from index.errors import TashanError
from index.exporting.entries import Entries
from index.generations import Generations, require_readable
from index.kept import Coverage, KeptArticle, Version
from index.knowledge.sections import Section
from index.ledgers.grouping import grouping_of, told_by
from index.query import Filters, Query
from index.reposts import Telling, tellings
from index.request import GROUPS, LARGEST_PAGE, SORTS, SearchRequest
from index.results import FacetValue, Hit, HitPassage, Repost, SearchResults
from index.runs import SourceState
from index.snippets import Marker, excerpt, marked
from index.suggesting import MOST_TITLES, Suggestion, Suggestions
from index.text.analyzer import Analyzer
from index.vocabulary import Vocabulary

__all__ = ["GROUPS", "LARGEST_PAGE", "SORTS", "TIME_BUDGET", "ArticleView", "Library", "SearchRequest"]

TIME_BUDGET = 2.0
PASSAGES_SHOWN = 3


class Unfinished(TashanError):
    """Not all that was asked for could be found in time."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as a reader sees it, with what the corpus knows of it."""

    document: Document
    kept: KeptArticle
    versions: tuple[Version, ...]
    story: tuple[Telling, ...] = ()

    @property
    def others(self) -> tuple[Telling, ...]:
        """The other articles that tell this one's story, the original first."""
        return tuple(telling for telling in self.story if telling.url != self.article.url)

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.document.article

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.document.kind

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its outline with the text under each heading."""
        return self.document.sections

    @property
    def withheld(self) -> bool:
        """Tell whether its source shows snippets and links only."""
        return self.document.withheld

    def as_json(self) -> dict[str, Any]:
        """The contract's article JSON, with the other articles of its story."""
        return self.document.as_json() | {"reposts": [telling.as_json() for telling in self.others]}


class Library:
    """Everything a reader may ask of one data folder; threads may share it."""

    def __init__(self, folder: DataFolder, analyzer: Analyzer) -> None:
        self._folder = folder
        self._analyzer = analyzer
        self._generations = Generations(folder.index)
        self._reader: WhooshReader | None = None
        self._reader_folder: Path | None = None
        self._grouping = Grouping()
        self._vocabulary: Vocabulary | None = None
        self._suggestions: Suggestions | None = None
        # Whoosh's open files have one position each: one search at a time.
        self._lock = threading.Lock()

    @classmethod
    def open(cls, folder: DataFolder) -> Library:
        """Open a data folder for reading, ready to answer at once; raises CorpusError where it has no corpus."""
        Corpus.open(folder.corpus, read_only=True).close()
        analyzer = analyzer_of(folder)
        analyzer.load()
        return cls(folder, analyzer)

    def close(self) -> None:
        """Release the index."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_sample(self) -> bool:
        """Tell whether the folder holds sample data, which every page must say."""
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            return corpus.meta("sample") == "1"

    @property
    def generation(self) -> str:
        """A name that changes whenever answers can change; raises IndexMissing where there is no index."""
        with self._lock:
            return self._current_reader().generation

    def serving(self) -> Path:
        """The folder of the generation that serves; raises IndexMissing and IndexOutdated."""
        with self._lock:
            self._current_reader()
            return self._generations.current()

    def texts(self) -> dict[str, str]:
        """For the URL of every indexed article the key of its text."""
        with self._lock:
            return self._current_reader().texts()

    def coverage(self) -> Coverage:
        """What the corpus covers."""
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            return corpus.coverage()

    def sources(self) -> tuple[SourceState, ...]:
        """Every source that has articles or ever ran, by name."""
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            return corpus.sources()

    def article(self, url: str) -> ArticleView | None:
        """The article kept under a canonical URL, or None."""
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            kept = corpus.get(url)
            if kept is None:
                return None
            story = tellings(corpus, self._generations.current(), url) if self._generations.exists else ()
            return ArticleView(kept_document(kept), kept, corpus.versions(url), story)

    def first_kept(self, urls: Iterable[str]) -> dict[str, tuple[str, str]]:
        """For every URL that article of its story that was kept first: its URL, and when."""
        generation = self._generations.current()
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            found = {url: corpus.kept_first(told_by(generation, url) or (url,)) for url in urls}
        return {url: first for url, first in found.items() if first}

    def search(self, request: SearchRequest, *, budget: float = TIME_BUDGET) -> SearchResults:
        """Answer a request within the budget of seconds; what was found by then is returned and called partial.

        Raises QueryError for what the reader can mend, IndexMissing and IndexOutdated for what the operator can.
        """
        started = time.perf_counter()
        with self._lock:
            reader = self._current_reader()
            asking = Asking(request, reader, self._grouping, self._analyzer, self._known_words, budget)
            outcome = asking.outcome()
        answer, markers = outcome.answer, _Markers.of(outcome.query, self._analyzer)
        return SearchResults(
            query=request.query,
            total=answer.total,
            stories=answer.stories,
            page=request.page,
            size=request.size,
            took_ms=(time.perf_counter() - started) * 1000,
            partial=answer.partial,
            notes=outcome.query.notes,
            also=outcome.also,
            hits=tuple(_hit(found, markers) for found in answer.found),
            facets=_facets(answer, request.filters),
            suggestion=outcome.suggestion,
            coverage=self.coverage(),
        )

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """Courts and titles for what a reader typed so far."""
        with self._lock:
            reader = self._current_reader()
            if self._suggestions is None:
                self._suggestions = Suggestions(_courts(reader), self._titles())
            suggestions = self._suggestions
        return suggestions.matching(typed)

    def _titles(self) -> tuple[str, ...]:
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            return corpus.titles(count=MOST_TITLES)

    @contextmanager
    def every(self, request: SearchRequest, *, budget: float = math.inf) -> Iterator[Entries]:
        """All articles that answer a request, in the order of its pages and whichever page it asks for.

        They are read from one state of the corpus, which is held until the end.  Raises what ``search`` does, and
        Unfinished where the budget of seconds is not enough: all are given, or none.
        """
        with self._lock:
            reader = self._current_reader()
            first = replace(request, page=1, size=1)
            found = Asking(first, reader, self._grouping, self._analyzer, self._known_words, budget).every()
        if found.partial:
            raise Unfinished(f"Not everything was found within {budget:g} seconds; narrow the search, please.")
        with Corpus.open(self._folder.corpus, read_only=True) as corpus, corpus.reading():
            yield Entries(corpus, found.urls)

    def _current_reader(self) -> WhooshReader:
        """The reader of the latest commit: reopened, never refreshed, for Whoosh's refresh is not to be trusted."""
        while True:
            current = self._generations.current()
            try:
                return self._reader_of(current)
            except (TashanError, OSError):
                # It may have been removed between the look at the pointer and the opening; its successor is there.
                if self._generations.current() == current:
                    raise

    def _reader_of(self, current: Path) -> WhooshReader:
        if self._reader is None or self._reader_folder != current or not self._reader.is_current:
            require_readable(current, schema=SCHEMA_VERSION, analyzer=self._analyzer.version)
            # The ledgers are complete before the engine commits, so these are at least of that commit.
            opened, self._grouping = WhooshReader(current), grouping_of(current)
            if self._reader is not None:
                self._reader.close()
            self._reader, self._reader_folder = opened, current
            self._vocabulary = self._suggestions = None
        return self._reader

    def _known_words(self) -> Vocabulary:
        """The words of the index, gathered when first asked for."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self._current_reader().words())
        return self._vocabulary


def _courts(reader: Reader) -> tuple[str, ...]:
    """Every court of the index, those with most articles first."""
    everything = Plan(tree=None, filters=Filters(), by_date=True, grouping=None, first=0, count=0, budget=TIME_BUDGET)
    return tuple(court for court, _ in reader.answer(everything).facets["court"])


def _facets(answer: Answer, filters: Filters) -> dict[str, tuple[FacetValue, ...]]:
    """The counts, and at nought what was chosen but has none, so that the choice can be taken back."""
    facets = {}
    for name in FACETS:
        chosen = filters.values(name)
        counted = [FacetValue(value, count, value in chosen) for value, count in answer.facets[name]]
        missing = set(chosen) - {value.value for value in counted}
        facets[name] = (*counted, *(FacetValue(value, 0, selected=True) for value in sorted(missing)))
    return facets


@dataclass(frozen=True, slots=True)
class _Markers:
    """What to mark in titles and in texts: what was asked of the title alone is no match elsewhere."""

    title: Marker
    text: Marker

    @classmethod
    def of(cls, parsed: Query, analyzer: Analyzer) -> _Markers:
        leaves = list(parsed.leaves())
        anywhere = [leaf for leaf in leaves if not leaf.in_title]
        return cls(Marker.of(leaves, analyzer), Marker.of(anywhere, analyzer))


def _hit(found: Found, markers: _Markers) -> Hit:
    view = found.view
    passages = _passages(view["sections"], markers.text)
    title = view["title"] or ""
    return Hit(
        url=view["url"],
        title=view["title"],
        title_html=marked(title, markers.title.spans(title)),
        court=view["court"],
        province=view["province"],
        published=view["published"],
        kind=view["kind"],
        source=view["source"],
        repairs=tuple(view["repairs"]),
        score=found.score,
        snippet=passages[0].text if passages else "",
        passages=passages,
        reposts=tuple(Repost(v["url"], v["title"], v["court"], v["published"]) for v in found.reposts),
    )


def _passages(sections: list[tuple[str | None, str, str]], marker: Marker) -> tuple[HitPassage, ...]:
    """The best excerpt of each section that answers, those with most matches first; else the opening lines."""
    answering: list[tuple[int, HitPassage]] = []
    for heading, anchor, text in sections:
        paragraphs = [(len(spans), excerpt(line, spans)) for line in text.split("\n") if (spans := marker.spans(line))]
        in_heading = marker.spans(heading) if heading else []
        if paragraphs or in_heading:
            # A heading over other headings has no text of its own and stands for itself.
            itself = (0, excerpt(text, []) if text else marked(heading or "", in_heading))
            matches, best = max(paragraphs, key=lambda pair: pair[0], default=itself)
            passage = HitPassage(heading, marked(heading or "", in_heading), best, anchor)
            answering.append((matches + 2 * len(in_heading), passage))
    answering.sort(key=lambda pair: -pair[0])
    if answering:
        return tuple(passage for _, passage in answering[:PASSAGES_SHOWN])
    opening = next((section for section in sections if section[2]), sections[0] if sections else None)
    if opening is None:
        return ()
    heading, anchor, text = opening
    return (HitPassage(heading, marked(heading or "", []), excerpt(text or heading or "", []), anchor),)
