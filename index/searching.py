"""The reading side of a data folder: searches, articles, coverage."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.answering import Asking
from index.changes import UntilChanged
from index.corpus import Corpus
from index.corrections import Help
from index.cutwords import words_to_expect
from index.datafolder import DataFolder
from index.engines.engine import Answer
from index.errors import TashanError
from index.kept import Coverage
from index.latest import LatestIndex
from index.opened import OpenedIndex
from index.presenting import Markers, facets_of, hit_of
from index.relating import RelatedTerm, SimilarArticle, related_terms, similar_articles
from index.request import FACTORS, GROUPS, LARGEST_PAGE, MOST_VALUES, SORTS, USUAL_VALUES, SearchRequest
from index.results import SearchResults
from index.stacks import Stacks
from index.suggesting import Suggestion
from index.text.analyzer import analyzer_with

# What only some of the questions need is loaded as they are asked: a search is not to wait for it.
if TYPE_CHECKING:
    from index.exporting.entries import Entries
    from index.runs import SourceState

__all__ = [
    "FACTORS",
    "GROUPS",
    "LARGEST_PAGE",
    "MOST_VALUES",
    "SORTS",
    "TIME_BUDGET",
    "USUAL_VALUES",
    "Library",
    "SearchRequest",
]

TIME_BUDGET = 2.0
# What most articles have.
_USUAL = "法院"


class Unfinished(TashanError):
    """Not all that was asked for could be found in time."""


class Library:
    """Everything a reader may ask of one data folder; threads may share it."""

    def __init__(self, folder: DataFolder, *, for_many: bool = False) -> None:
        self._folder = folder
        self._latest = LatestIndex(folder, for_many=for_many)
        self.stacks = Stacks(folder, self._latest)
        written = folder.corpus
        self._coverage = UntilChanged(self._counted, written, written.with_name(f"{written.name}-wal"))

    @classmethod
    def open(cls, folder: DataFolder, *, for_many: bool = False) -> Library:
        """Open a data folder for reading, for some questions or for many; raises CorpusError where it has no corpus.

        What cuts texts faster takes a third of a second to load, which a single search does not earn back.
        """
        Corpus.open(folder.corpus, read_only=True).close()
        library = cls(folder, for_many=for_many)
        if for_many:
            # A process forked from this one shares the dictionary, and opens the index itself.
            analyzer_with(words_to_expect(library._latest.generations)).hasten()
        return library

    def renew(self) -> bool:
        """Take up the latest commit of the index as soon as it can answer at once; until then the one before answers.

        From then on no question looks for a later commit. Raises IndexMissing and IndexOutdated: then each looks again.
        Tells whether there was a later one.
        """
        return self._latest.renew(self._warm)

    def look_again(self) -> None:
        """Have each question look for a later commit again: nobody renews any more."""
        self._latest.look_again()

    def _warm(self, opened: OpenedIndex) -> None:
        """Gather what first questions wait for; a search knows best what the first one needs."""
        opened.gather()
        self._searched(SearchRequest(query=_USUAL), opened, TIME_BUDGET)

    def close(self) -> None:
        """Release the index."""
        self._latest.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_sample(self) -> bool:
        """Tell whether the folder holds sample data, which every page must say."""
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            return corpus.meta("sample") == "1"

    @cached_property
    def secret(self) -> str:
        """What signs what readers keep for themselves: it is this corpus's alone, and no page shows it."""
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            return hashlib.sha256(f"secret {corpus.identity}".encode()).hexdigest()

    @property
    def generation(self) -> str:
        """A name that changes whenever answers can change; raises IndexMissing where there is no index."""
        return self._latest.get().reader.generation

    def serving(self) -> Path:
        """The folder of the generation that serves; raises IndexMissing and IndexOutdated."""
        return self._latest.get().folder

    def texts(self) -> dict[str, str]:
        """For the URL of every indexed article the key of its text."""
        return self._latest.get().reader.texts()

    def coverage(self) -> Coverage:
        """What the corpus covers; counted again when its file has changed."""
        return self._coverage.get()

    def _counted(self) -> Coverage:
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            return corpus.coverage()

    def sources(self) -> tuple[SourceState, ...]:
        """Every source that has articles or ever ran, by name."""
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            return corpus.sources()

    def search(self, request: SearchRequest, *, budget: float = TIME_BUDGET) -> SearchResults:
        """Answer a request within the budget of seconds; what was found by then is returned and called partial.

        Raises QueryError for what the reader can mend, IndexMissing and IndexOutdated for what the operator can.
        """
        failed = None
        while True:
            opened = self._latest.get(failed)
            try:
                return self._searched(request, opened, budget)
            except (TashanError, OSError):
                # What an answer still looks up may have been removed with its generation; its successor is there.
                if self._latest.serves(opened):
                    raise
                failed = opened

    def _searched(self, request: SearchRequest, opened: OpenedIndex, budget: float) -> SearchResults:
        started = time.perf_counter()
        asking = self._asking(request, opened, budget)
        outcome = asking.outcome()
        answer, markers = outcome.answer, Markers.of(outcome.query, opened.analyzer)
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
            hits=tuple(hit_of(found, markers, asking.roles) for found in answer.found),
            facets=facets_of(answer, request.filters, opened.spellings.of),
            suggestion=outcome.suggestion,
            related=self._related(answer, request.query, opened),
            coverage=self.coverage(),
        )

    def _related(self, answer: Answer, query: str, opened: OpenedIndex) -> tuple[RelatedTerm, ...]:
        """Brands and topics that go with a query, under the names that readers know."""
        if not query or answer.partial:
            return ()
        terms = related_terms(answer, opened.everything.total, opened.counts, query)
        spelled = opened.spellings.of([term.value for term in terms if term.field == "brand"])
        return tuple([term.written(spelled.get(term.value, term.value)) for term in terms])

    def similar(self, url: str, *, count: int = 5, budget: float = TIME_BUDGET) -> tuple[SimilarArticle, ...] | None:
        """The articles of other stories that are most like the one kept under a URL; None where none is kept."""
        from index.document import bare_document

        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            kept = corpus.get(url)
        if kept is None:
            return None
        document = bare_document(kept.article)
        return similar_articles(document, self._latest.get(), count=count, budget=budget)

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """Courts, brands and titles for what a reader typed so far."""
        return self._latest.get().suggestions.matching(typed)

    @contextmanager
    def every(self, request: SearchRequest, *, budget: float = math.inf) -> Iterator[Entries]:
        """All articles that answer a request, in the order of its pages and whichever page it asks for.

        They are read from one state of the corpus, which is held until the end.  Raises what ``search`` does, and
        Unfinished where the budget of seconds is not enough: all are given, or none.
        """
        from index.exporting.entries import Entries
        from index.knownfacts import KnownFacts

        found = self._asking(replace(request, page=1, size=1, values=0), self._latest.get(), budget).every()
        if found.partial:
            raise Unfinished(f"Not everything was found within {budget:g} seconds; narrow the search, please.")
        with (
            Corpus.open(self._folder.corpus, read_only=True) as corpus,
            KnownFacts.open(self._folder.cache, corpus=corpus.identity) as known,
            corpus.reading(),
        ):
            yield Entries(corpus, found.urls, known.document)

    def _asking(self, request: SearchRequest, opened: OpenedIndex, budget: float) -> Asking:
        help_at_hand = Help(lambda: opened.vocabulary, opened.spelt)
        return Asking(request, opened.reader, opened.grouping, opened.analyzer, help_at_hand, budget)
