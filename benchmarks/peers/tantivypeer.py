"""tantivy through its Python package, fed words that are parted by spaces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.cuttings import COLUMNS, Cutting
from benchmarks.peers.peer import WANTED, Counts, Reply
from benchmarks.questioning import ALL, ANY, PHRASE, TITLE_WEIGHT, Question

tantivy: Any = import_module("tantivy")
Occur, Query = tantivy.Occur, tantivy.Query
WORDS = "words"
HEAP = 512_000_000
# More than any column has values.
_BUCKETS = 10_000
_FACETS = {name: {"terms": {"field": name, "size": _BUCKETS}} for name in COLUMNS}


def schema(*, stored: bool = False) -> Any:
    """Words with positions, columns, the number; ``stored`` keeps the texts, too."""
    builder = tantivy.SchemaBuilder()
    for name in ("title", "body"):
        builder.add_text_field(name, stored=False, tokenizer_name=WORDS, index_option="position")
    for name in COLUMNS:
        builder.add_text_field(name, stored=False, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_date_field("published", stored=False, indexed=True, fast=True)
    builder.add_integer_field("number", stored=False, fast=True)
    if stored:
        builder.add_text_field("text", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def with_words(index: Any) -> Any:
    """The index, cutting at spaces only."""
    index.register_tokenizer(WORDS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def moment(day: str) -> datetime:
    """A day as tantivy's dates are."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


class Tantivy:
    """tantivy asked with query objects; the count is part of its one search, facets are its aggregations."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, cuttings: Iterable[Cutting]) -> None:
        """One writing thread, so that numbers ascend in every segment."""
        writer = with_words(tantivy.Index(schema(), str(self._folder))).writer(heap_size=HEAP, num_threads=1)
        for cutting in cuttings:
            columns = {name: cutting.column(name) for name in COLUMNS}
            writer.add_document(
                tantivy.Document(
                    number=cutting.number,
                    title=cutting.title,
                    body=cutting.body,
                    published=moment(cutting.published),
                    **columns,
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """One searcher for all questions."""
        index = with_words(tantivy.Index.open(str(self._folder)))
        index.reload()
        self._schema, self._searcher = index.schema, index.searcher()

    def close(self) -> None:
        """Let go of the index."""
        del self._searcher

    def answer(self, question: Question) -> Reply:
        """Search once; numbers are read from their fast field."""
        asked = self._query(question)
        order: dict[str, Any] = {"order_by_field": "published", "order": tantivy.Order.Desc} if question.by_date else {}
        result = self._searcher.search(asked, limit=WANTED, count=True, **order)
        found = self._searcher.fast_field_values("number", [address for _, address in result.hits])
        scores = () if question.by_date else tuple(score for score, _ in result.hits)
        facets = self._searcher.aggregate(asked, _FACETS) if question.facets else None
        return Reply(result.count, tuple(found), scores, facets)

    def counts(self, facets: Mapping[str, Any]) -> Counts:
        """Buckets of key and doc_count."""
        return {
            name: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]} for name, found in facets.items()
        }

    def _query(self, question: Question) -> Any:
        filters = []
        if question.province is not None:
            filters.append(Query.term_query(self._schema, "province", question.province, index_option="basic"))
        if question.dates is not None:
            first, last = map(moment, question.dates)
            filters.append(Query.range_query(self._schema, "published", tantivy.FieldType.Date, first, last))
        words = self._words(question)
        if not filters:
            return words
        unscored = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in filters]
        return Query.boolean_query([(Occur.Must, words), *unscored])

    def _words(self, question: Question) -> Any:
        if question.is_phrase:
            return Query.phrase_query(self._schema, "body", list(question.words))
        occur = Occur.Should if question.join == ANY else Occur.Must
        words = [self._word(word, question) for word in question.words]
        return words[0] if len(words) == 1 else Query.boolean_query([(occur, word) for word in words])

    def _word(self, word: str, question: Question) -> Any:
        in_body = Query.term_query(self._schema, "body", word, index_option="freq")
        if not question.two_fields:
            return in_body
        in_title = Query.boost_query(Query.term_query(self._schema, "title", word, index_option="freq"), TITLE_WEIGHT)
        return Query.boolean_query([(Occur.Should, in_title), (Occur.Should, in_body)])

    def phrase(self, words: Sequence[str]) -> int:
        """How many articles have words next to each other in their body, the best ten ranked as in any search."""
        if not words:
            return 0
        question = Question(name="", words=tuple(words), join=PHRASE if len(words) > 1 else ALL)
        return int(self._searcher.search(self._words(question), limit=WANTED, count=True).count)
