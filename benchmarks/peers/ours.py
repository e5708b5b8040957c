"""Our own engine: its codec writes, its executor answers Whoosh's query objects, as its reader has them do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from whoosh import query, scoring

from benchmarks.cuttings import COLUMNS, Cutting
from benchmarks.peers.peer import WANTED, Counts, Reply
from benchmarks.peers.vanillawhoosh import whoosh_query
from benchmarks.questioning import Question
from index.article import Article
from index.document import AnalysedDocument, Document
from index.engines.engine import DATE, RELEVANCE
from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.executor import Executor
from index.engines.whoosh.executing.facetcounts import Counted, FacetCounts
from index.engines.whoosh.executing.matches import Answer, kept, sought
from index.engines.whoosh.executing.narrowing import Narrowing
from index.engines.whoosh.executing.ordering import Order
from index.engines.whoosh.executing.quoting import ExactText
from index.engines.whoosh.executing.segment import Segment, Statistics
from index.engines.whoosh.kernels import CHOSEN, vectorised
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.reader import open_index
from index.engines.whoosh.segments.packing import Batch, packed
from index.engines.whoosh.segments.segmentfile import arrays_of
from index.engines.whoosh.writer import WhooshWriter, create
from index.knowledge.facts import Facts
from index.query import Filters
from index.text.terms import Numbering

_URL = "http://news.example/"
_DOCUMENTS_A_BATCH = 250
_NO_FILTERS = Filters()
Inside = Sequence[tuple[Segment, Answer]]


class Tashan:
    """Our engine below its reader, so that nothing is taken from its kept answers and no view is read."""

    def __init__(self, folder: Path, kernels: Kernels = CHOSEN) -> None:
        self._folder = folder / "generation"
        self._kernels = kernels

    def build(self, cuttings: Iterable[Cutting]) -> None:
        """The words of titles and bodies and the columns, without texts."""
        create(self._folder)
        WhooshWriter(self._folder).write_packed(_batches(cuttings))

    def open(self) -> None:
        """Map the segments."""
        self._searcher = open_index(self._folder).searcher(weighting=scoring.BM25F())
        leaves = self._searcher.leaf_searchers()
        arrays = [arrays_of(leaf.reader()) for leaf, _ in leaves]
        statistics = Statistics.of(arrays)
        segments = [
            Segment(number, first, arrays[number], statistics, None, leaf)
            for number, (leaf, first) in enumerate(leaves)
        ]
        self._executor = Executor(segments, self._kernels)
        self._narrowing, self._order = Narrowing(segments), Order.of(segments)
        self._numbers = [int(self._order.url(doc).rpartition("/")[2]) for doc in range(statistics.documents)]
        self._facets = FacetCounts(COLUMNS, segments, self._kernels)

    def close(self) -> None:
        """Release the files."""
        self._searcher.close()

    def answer(self, question: Question) -> Reply:
        """Find all, narrow, count, and take the first ten."""
        inside = self._inside(whoosh_query(question), _filters(question.province, question.dates))
        facets = None
        if question.facets:
            looked_for = [(segment, sought(answer, segment.count, self._kernels)) for segment, answer in inside]
            facets = self._facets.of(COLUMNS, looked_for)
            inside = looked_for
        total, docs, scores = self._best(inside, DATE if question.by_date else RELEVANCE)
        found = tuple([self._numbers[doc] for doc in docs])
        return Reply(total, found, () if question.by_date else tuple(scores), facets)

    def quoted(self, piece: str) -> int:
        """How many articles contain a normal string, the first ten found as in any search."""
        total, _, _ = self._best(self._inside(ExactText(piece), _NO_FILTERS), RELEVANCE)
        return total

    def counts(self, facets: Mapping[str, Counted]) -> Counts:
        """Pairs of value and count."""
        return {name: dict(counted.pairs()) for name, counted in facets.items()}

    def _best(self, inside: Inside, sort: str) -> tuple[int, list[int], list[float]]:
        return self._order.best(inside, WANTED, self._kernels, sort)

    def _inside(self, asked: query.Query, filters: Filters) -> Inside:
        """What answers and passes."""
        answers = self._executor.answers(asked, Deadline(math.inf))
        if filters is _NO_FILTERS:
            return list(answers)
        narrowed = self._narrowing.by(filters)
        return [(segment, kept(answer, narrowed[segment.number].passing)) for segment, answer in answers]


class TashanInNumpy(Tashan):
    """Our engine with the kernels that need no compiler."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, vectorised)


@cache
def _filters(province: str | None, dates: tuple[str, str] | None) -> Filters:
    """Filters as a plan brings them: they are read once, as what was typed is, and no part of the search."""
    if province is None and dates is None:
        return _NO_FILTERS
    first, last = dates or (None, None)
    return Filters(province=() if province is None else (province,), date_from=first, date_to=last)


def _batches(cuttings: Iterable[Cutting]) -> Iterator[Batch]:
    """The cuttings as the writer takes them, those of a batch with one vocabulary."""
    following = iter(cuttings)
    while some := list(islice(following, _DOCUMENTS_A_BATCH)):
        numbering = Numbering(lambda word: (word,))
        yield packed([_document(cutting, numbering) for cutting in some])


def _document(cutting: Cutting, numbering: Numbering) -> AnalysedDocument:
    article = Article(
        url=f"{_URL}{cutting.number:07}",
        body="",
        court=cutting.court,
        province=cutting.province,
        published=cutting.published,
    )
    return AnalysedDocument(
        Document(article, kind=cutting.kind, sections=(), withheld=False, known=Facts()),
        numbering.vocabulary,
        title=numbering.stream([cutting.title.split(" ")], gap=0),
        headings=numbering.stream([], gap=0),
        body=numbering.stream([cutting.words], gap=0),
        sections=(),
    )
