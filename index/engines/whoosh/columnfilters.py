"""Filters inside a query in Whoosh: documents by the value of one column, found but not scored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import matching, query, scoring

from index.engines.whoosh.columnmasks import passing
from index.engines.whoosh.segmentfile import arrays_of
from index.query import Dates, Filter


class ColumnFilter(query.Query):  # type: ignore[misc]
    """Matches the documents whose value in a column passes; those without one never do."""

    def __init__(self, asked: Filter | Dates) -> None:
        self.asked = asked
        self.boost = 1.0

    def __repr__(self) -> str:
        return f"ColumnFilter({self.asked!r})"

    def __hash__(self) -> int:
        return hash(self.asked)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ColumnFilter) and self.asked == other.asked

    def is_leaf(self) -> bool:
        """There is nothing below it."""
        return True

    def estimate_size(self, ixreader: Any) -> int:
        """It may pass any document."""
        return int(ixreader.doc_count_all())

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Look at the column from top to bottom."""
        ids = list(self._passing(searcher.reader()))
        return matching.ListMatcher(ids, scorer=Unscored()) if ids else matching.NullMatcher()

    def _passing(self, reader: Any) -> Iterator[int]:
        found = np.flatnonzero(passing(self.asked, arrays_of(reader)))
        return (docnum for docnum in found.tolist() if not reader.is_deleted(docnum))


class Unscored(scoring.BaseScorer):  # type: ignore[misc]
    """Says nothing of how well a document answers."""

    def supports_block_quality(self) -> bool:
        """Every match is looked at."""
        return False

    def score(self, matcher: matching.Matcher) -> float:
        """Score the current match."""
        return 0.0
