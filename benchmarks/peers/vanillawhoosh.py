"""Whoosh as it comes: its default codec, its own searcher, every match looked at. What our engine must equal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.cuttings import COLUMNS, Cutting
from benchmarks.peers.peer import WANTED, Counts, Reply
from benchmarks.questioning import ANY, TITLE_WEIGHT, Question
from index.engines import whoosh as _quieted  # noqa: F401 - our package silences the warnings of Whoosh

# isort: split
from whoosh import analysis, fields, index, query, scoring, sorting

MEMORY_MB = 1024


def schema(*, stored: bool = False, analyzer: Any = None) -> Any:
    """Words with positions, sortable columns, the number; ``stored`` keeps the texts, ``analyzer`` cuts them."""
    cutting_at_spaces = analysis.RegexTokenizer(r"[^ ]+")
    words = {
        name: fields.TEXT(analyzer=analyzer or cutting_at_spaces, phrase=True, stored=stored)
        for name in ("title", "body")
    }
    columns = {name: fields.ID(sortable=True) for name in COLUMNS}
    return fields.Schema(number=fields.STORED(), published=fields.DATETIME(sortable=True), **words, **columns)


class VanillaWhoosh:
    """Whoosh 2.7.4 by its own means; no limit, so that no block is skipped and every count is exact."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, cuttings: Iterable[Cutting]) -> None:
        """One process and one segment, so that documents keep their order."""
        writer = index.create_in(str(self._folder), schema()).writer(limitmb=MEMORY_MB)
        for cutting in cuttings:
            columns = {name: cutting.column(name) for name in COLUMNS}
            writer.add_document(
                number=cutting.number,
                title=cutting.title,
                body=cutting.body,
                published=datetime.fromisoformat(cutting.published),
                **columns,
            )
        writer.commit(optimize=True)

    def open(self) -> None:
        """One searcher for all questions."""
        self._searcher = index.open_dir(str(self._folder)).searcher(weighting=scoring.BM25F())

    def close(self) -> None:
        """Close it."""
        self._searcher.close()

    def answer(self, question: Question) -> Reply:
        """Search without a limit and read the numbers of the first ten."""
        wanted: dict[str, Any] = {"limit": None, "filter": _filter(question)}
        if question.by_date:
            wanted["sortedby"] = sorting.FieldFacet("published", reverse=True)
        if question.facets:
            wanted["groupedby"] = _facets()
        results = self._searcher.search(whoosh_query(question), **wanted)
        best = list(islice(results, WANTED))
        scores = () if question.by_date else tuple(hit.score for hit in best)
        facets = {name: results.groups(name) for name in COLUMNS} if question.facets else None
        return Reply(len(results), tuple(hit["number"] for hit in best), scores, facets)

    def counts(self, facets: Mapping[str, Mapping[str, int]]) -> Counts:
        """Whoosh counts as all do."""
        return facets


def _facets() -> Any:
    facets = sorting.Facets()
    for name in COLUMNS:
        facets.add_facet(name, sorting.FieldFacet(name, maptype=sorting.Count))
    return facets


def _filter(question: Question) -> Any:
    filters = []
    if question.province is not None:
        filters.append(query.Term("province", question.province))
    if question.dates is not None:
        filters.append(query.DateRange("published", *map(datetime.fromisoformat, question.dates)))
    return query.And(filters) if filters else None


def whoosh_query(question: Question) -> Any:
    """What a question asks of the words, filters apart."""
    if question.is_phrase:
        return query.Phrase("body", list(question.words))
    words = [_word(word, question) for word in question.words]
    if len(words) == 1:
        return words[0]
    return query.Or(words) if question.join == ANY else query.And(words)


def _word(word: str, question: Question) -> Any:
    in_body = query.Term("body", word)
    return query.Or([query.Term("title", word, boost=TITLE_WEIGHT), in_body]) if question.two_fields else in_body
