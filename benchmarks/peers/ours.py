"""Our own engine, through the seam that every room uses."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.cuttings import Cutting
from benchmarks.peers.peer import WANTED, Counts, Reply
from benchmarks.questioning import ANY, Question
from index.article import Article
from index.document import AnalysedDocument, Document
from index.engines.engine import Plan
from index.engines.whoosh.packing import Batch, packed
from index.engines.whoosh.reader import WhooshReader
from index.engines.whoosh.writer import WhooshWriter, create
from index.query import And, Filters, Node, Or, Word
from index.text.terms import Numbering

_URL = "http://news.example/"
_DOCUMENTS_A_BATCH = 250


class Tashan:
    """Our engine asked with plans; it counts its facets and reads its views whatever the question."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "generation"

    def build(self, cuttings: Iterable[Cutting]) -> None:
        """The words of the bodies and the columns, without an exact layer and without texts."""
        create(self._folder)
        WhooshWriter(self._folder).write_packed(_batches(cuttings))

    def open(self) -> None:
        """One reader for all questions."""
        self._reader = WhooshReader(self._folder)

    def close(self) -> None:
        """Release its files."""
        self._reader.close()

    def answer(self, question: Question) -> Reply | None:
        """Ask for a page of ten; a plan knows no phrase of words and no question of the body alone beside the title."""
        if question.is_phrase or question.two_fields:
            return None
        answer = self._reader.answer(_plan(question))
        found = tuple(int(found.view["url"].removeprefix(_URL)) for found in answer.found)
        scores = () if question.by_date else tuple(found.score for found in answer.found)
        return Reply(answer.total, found, scores, answer.facets if question.facets else None)

    def counts(self, facets: Mapping[str, Sequence[tuple[str, int]]]) -> Counts:
        """Pairs of value and count."""
        return {name: dict(pairs) for name, pairs in facets.items()}


def _plan(question: Question) -> Plan:
    first, last = question.dates or (None, None)
    province = (question.province,) if question.province is not None else ()
    return Plan(
        tree=_tree(question),
        filters=Filters(province=province, date_from=first, date_to=last),
        by_date=question.by_date,
        grouping=None,
        first=0,
        count=WANTED,
        budget=math.inf,
    )


def _tree(question: Question) -> Node:
    words = tuple(map(Word, question.words))
    if len(words) == 1:
        return words[0]
    return Or(words) if question.join == ANY else And(words)


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
        Document(article, kind=cutting.kind, sections=(), withheld=False),
        numbering.vocabulary,
        title=numbering.stream([], gap=0),
        headings=numbering.stream([], gap=0),
        body=numbering.stream([cutting.words], gap=0),
        sections=(),
    )
