"""The reading side of a data folder: searches, articles, coverage."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

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
from index.ledgers.grouping import grouping_of
from index.query import LONGEST_QUERY, QUOTATION_MARKS, Filters, Query, QueryError, parse
from index.reposts import Telling, tellings
from index.results import FacetValue, Hit, HitPassage, Repost, SearchResults
from index.runs import SourceState
from index.snippets import Marker, excerpt, marked
from index.text.analyzer import Analyzer

TIME_BUDGET = 2.0
LARGEST_PAGE = 100
PASSAGES_SHOWN = 3
SORTS = ("relevance", "date")
GROUPS = ("story", "none")
_ANY_PART_NOTE = "没有一篇文章含有全部词语，以下文章含有其中一部分（no article has all the words; these have some）"


class Unfinished(TashanError):
    """Not all that was asked for could be found in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What a reader asks: raises QueryError where sort, group, page or size are none that can be answered."""

    query: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = "relevance"
    group: str = "story"
    page: int = 1
    size: int = 10

    def __post_init__(self) -> None:
        if self.sort not in SORTS:
            raise QueryError(f"Sort is one of {', '.join(SORTS)}, not “{self.sort}”.")
        if self.group not in GROUPS:
            raise QueryError(f"Group is one of {', '.join(GROUPS)}, not “{self.group}”.")
        if self.page < 1:
            raise QueryError("Pages are counted from 1.")
        if not 1 <= self.size <= LARGEST_PAGE:
            raise QueryError(f"A page may have 1 to {LARGEST_PAGE} hits.")


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

    def search(self, request: SearchRequest, *, budget: float = TIME_BUDGET) -> SearchResults:
        """Answer a request within the budget of seconds; what was found by then is returned and called partial.

        Raises QueryError for what the reader can mend, IndexMissing and IndexOutdated for what the operator can.
        """
        started = time.perf_counter()
        with self._lock:
            reader = self._current_reader()
            parsed, answer, suggestion = _answered(request, reader, self._grouping, self._analyzer, budget)
        marker = Marker.of(parsed.leaves(), self._analyzer)
        return SearchResults(
            query=request.query,
            total=answer.total,
            stories=answer.stories,
            page=request.page,
            size=request.size,
            took_ms=(time.perf_counter() - started) * 1000,
            partial=answer.partial,
            notes=parsed.notes,
            also=(),
            hits=tuple(_hit(found, marker) for found in answer.found),
            facets=_facets(answer, request.filters),
            suggestion=suggestion,
            coverage=self.coverage(),
        )

    @contextmanager
    def every(self, request: SearchRequest, *, budget: float = math.inf) -> Iterator[Entries]:
        """All articles that answer a request, in the order of its pages and whichever page it asks for.

        They are read from one state of the corpus, which is held until the end.  Raises what ``search`` does, and
        Unfinished where the budget of seconds is not enough: all are given, or none.
        """
        with self._lock:
            reader = self._current_reader()
            first = replace(request, page=1, size=1)
            parsed, _, _ = _answered(first, reader, self._grouping, self._analyzer, budget)
            found = reader.every(_plan(request, parsed, self._grouping, budget))
        if found.partial:
            raise Unfinished(f"Not everything was found within {budget:g} seconds; narrow the search, please.")
        with Corpus.open(self._folder.corpus, read_only=True) as corpus, corpus.reading():
            yield Entries(corpus, found.urls)

    def _current_reader(self) -> WhooshReader:
        """The reader of the latest commit: reopened, never refreshed, for Whoosh's refresh is not to be trusted."""
        current = self._generations.current()
        if self._reader is None or self._reader_folder != current or not self._reader.is_current:
            require_readable(current, schema=SCHEMA_VERSION, analyzer=self._analyzer.version)
            # The ledgers are complete before the engine commits, so these are at least of that commit.
            opened, self._grouping = WhooshReader(current), grouping_of(current)
            if self._reader is not None:
                self._reader.close()
            self._reader, self._reader_folder = opened, current
        return self._reader


def _answered(
    request: SearchRequest, reader: Reader, grouping: Grouping, analyzer: Analyzer, budget: float
) -> tuple[Query, Answer, str | None]:
    """Ask for all parts; where nothing has them, ask for any part, and whether the text itself stands anywhere.

    A word may stand in a text that was cut differently; whether its characters are meant, the reader decides: the
    literal reading is a suggestion. What a reader combined by hand is asked as it is.
    """
    end = time.monotonic() + budget

    def ask(query: Query) -> Answer:
        return reader.answer(_plan(request, query, grouping, max(0.0, end - time.monotonic())))

    parsed = parse(request.query, analyzer)
    answer = ask(parsed)
    if not answer.is_empty or parsed.has_operators:
        return parsed, answer, None
    literally = _in_quotation_marks(request.query)
    quoted = parse(literally, analyzer) if len(literally) <= LONGEST_QUERY else parsed
    suggestion = literally if quoted.tree != parsed.tree and ask(quoted).total else None
    any_part = parsed.with_any_part()
    some = ask(any_part) if any_part.tree != parsed.tree else answer
    if some.total:
        return Query(any_part.tree, (*parsed.notes, _ANY_PART_NOTE)), some, suggestion
    return parsed, answer, suggestion


def _in_quotation_marks(query: str) -> str:
    if not QUOTATION_MARKS.isdisjoint(query):
        return query
    return " ".join(f"“{part}”" for part in query.split())


def _plan(request: SearchRequest, parsed: Query, grouping: Grouping, budget: float) -> Plan:
    return Plan(
        tree=parsed.tree,
        filters=request.filters,
        by_date=request.sort == "date" or parsed.tree is None,
        grouping=grouping if request.group == "story" else None,
        first=(request.page - 1) * request.size,
        count=request.size,
        budget=budget,
    )


def _facets(answer: Answer, filters: Filters) -> dict[str, tuple[FacetValue, ...]]:
    """The counts, and at nought what was chosen but has none, so that the choice can be taken back."""
    facets = {}
    for name in FACETS:
        chosen = filters.values(name)
        counted = [FacetValue(value, count, value in chosen) for value, count in answer.facets[name]]
        missing = set(chosen) - {value.value for value in counted}
        facets[name] = (*counted, *(FacetValue(value, 0, selected=True) for value in sorted(missing)))
    return facets


def _hit(found: Found, marker: Marker) -> Hit:
    view = found.view
    passages = _passages(view["sections"], marker)
    title = view["title"] or ""
    return Hit(
        url=view["url"],
        title=view["title"],
        title_html=marked(title, marker.spans(title)),
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
