"""Words by their beginnings in Whoosh: every term of the text fields that starts so, scored as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh import matching, query

from index.engines.whoosh.deadline import Deadline
from index.engines.whoosh.quoting import OccurrenceScorer


class WordsBeginning(query.Query):  # type: ignore[misc]
    """Matches the documents that have a word with this beginning in one of some fields, weighed by field."""

    def __init__(self, beginning: str, weights: Mapping[str, float], deadline: Deadline) -> None:
        self.beginning = beginning
        self.weights = dict(weights)
        self.deadline = deadline
        self.boost = 1.0

    def __repr__(self) -> str:
        return f"WordsBeginning({self.beginning!r})"

    def __hash__(self) -> int:
        return hash((self.beginning, *self.weights))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordsBeginning) and (self.beginning, self.weights) == (other.beginning, other.weights)

    def is_leaf(self) -> bool:
        """There is nothing below it."""
        return True

    def estimate_size(self, ixreader: Any) -> int:
        """It may be in any document."""
        return int(ixreader.doc_count_all())

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Find the documents at once; its words together are as common as the most common one."""
        reader = searcher.reader()
        found: defaultdict[int, float] = defaultdict(float)
        for field, word in self._words(reader):
            postings = reader.postings(field, word)
            while postings.is_active():
                found[postings.id()] += self.weights[field] * postings.weight()
                postings.next()
        if not found:
            return matching.NullMatcher()
        parent = searcher.get_parent()
        commonest = min((parent.idf(field, word) for field, word in self._words(parent.reader())), default=0.0)
        ids = sorted(found)
        return matching.ListMatcher(ids, weights=[found[docnum] for docnum in ids], scorer=OccurrenceScorer(commonest))

    def _words(self, reader: Any) -> Iterator[tuple[str, bytes]]:
        for field in self.weights:
            yield from ((field, word) for word in self._in_time(reader.expand_prefix(field, self.beginning)))

    def _in_time(self, words: Iterable[bytes]) -> Iterator[bytes]:
        for word in words:
            if self.deadline.passed():
                return
            yield word
