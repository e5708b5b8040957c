"""Query objects of our own beside Whoosh's: values that say what is asked; the executor knows how to find it."""

from __future__ import annotations

from typing import Any

from whoosh import query


class OwnQuery(query.Query):  # type: ignore[misc]
    """A leaf of a query tree; two of one kind are equal where ``asked``, all that they ask for, is."""

    def __init__(self, *asked: Any, boost: float = 1.0) -> None:
        self.asked = asked
        self.boost = boost

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.asked))}, boost={self.boost})"

    def __hash__(self) -> int:
        return hash((type(self), self.asked, self.boost))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnQuery) and (type(self), self.asked, self.boost) == (
            type(other),
            other.asked,
            other.boost,
        )

    def is_leaf(self) -> bool:
        """There is nothing below it."""
        return True

    def estimate_size(self, ixreader: Any) -> int:
        """It may be in any document."""
        return int(ixreader.doc_count_all())
