"""Unmodified Whoosh with its default codec over plain documents: the oracle of scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from small_segments import TEXT_FIELDS, PlainDocument
from whoosh import analysis, fields, matching, query, scoring
from whoosh import index as whoosh_index
from whoosh.searching import SearchContext, Searcher


class PlainWords(fields.TEXT):  # type: ignore[misc]
    """Words with their positions, given as pairs."""

    def __init__(self) -> None:
        super().__init__(analyzer=analysis.IDAnalyzer(), phrase=True)

    def index(self, value: Sequence[tuple[str, int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield a posting for every different word."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for word, position in value:
            positions[word].append(position)
        for word, places in positions.items():
            yield word.encode(), len(places), float(len(places)), self.format.encode(places)


class Scanned(query.Query):  # type: ignore[misc]
    """Matches documents by their URL, as a plain scan found and scored them."""

    def __init__(self, scores: dict[str, float]) -> None:
        self.scores = scores
        self.boost = 1.0

    def estimate_size(self, reader: Any) -> int:
        """It may match any document."""
        return int(reader.doc_count_all())

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Look at the URL of every document."""
        urls = searcher.reader().column_reader("url")
        live = (doc for doc in range(searcher.reader().doc_count_all()) if not searcher.reader().is_deleted(doc))
        found = [(doc, self.scores[urls[doc]]) for doc in live if urls[doc] in self.scores]
        ids, weights = [doc for doc, _ in found], [weight for _, weight in found]
        return matching.ListMatcher(ids, weights=weights, scorer=_Weight()) if found else matching.NullMatcher()


class _Weight(scoring.BaseScorer):  # type: ignore[misc]
    def score(self, matcher: matching.Matcher) -> float:
        """The weight itself."""
        weight: float = matcher.weight()
        return weight


def searcher_of(folder: Path, batches: Sequence[Sequence[PlainDocument]]) -> Searcher:
    """Write each batch as a segment, a document in place of an earlier one of its URL, and open them all."""
    schema = fields.Schema(url=fields.ID(unique=True, sortable=True), **{name: PlainWords() for name in TEXT_FIELDS})
    opened = whoosh_index.create_in(str(folder), schema)
    for batch in batches:
        writer = opened.writer()
        for document in batch:
            writer.update_document(url=document.url, **{name: document.words.get(name, ()) for name in TEXT_FIELDS})
        writer.commit(merge=False)
    return opened.searcher(weighting=scoring.BM25F())


def scores_of(searcher: Searcher, asked: query.Query) -> dict[str, float]:
    """Walk through every match of every segment; Whoosh's Not gives some that were dropped, which are left out."""
    found = {}
    for leaf, _ in searcher.leaf_searchers():
        urls = leaf.reader().column_reader("url")
        matcher = asked.matcher(leaf, SearchContext(needs_current=True, weighting=searcher.weighting))
        while matcher.is_active():
            if not leaf.reader().is_deleted(matcher.id()):
                found[urls[matcher.id()]] = matcher.score()
            matcher.next()
    return found


def replaced(asked: query.Query, plain: Callable[[query.Query], query.Query]) -> query.Query:
    """The same tree with other leaves."""
    if asked.is_leaf():
        return plain(asked)
    if isinstance(asked, query.AndNot | query.AndMaybe):
        return type(asked)(replaced(asked.a, plain), replaced(asked.b, plain))
    return asked.apply(lambda part: replaced(part, plain))
