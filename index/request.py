"""A request: what a reader asks of the library."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.engines.engine import GROUPS, RELEVANCE, SORTS, STORY
from index.query import Filters, QueryError

__all__ = ["GROUPS", "LARGEST_PAGE", "SORTS", "SearchRequest"]

LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What a reader asks; ``also`` lets other names of the same things be found, too.

    Raises QueryError where sort, group, page or size are none that can be answered.
    """

    query: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = RELEVANCE
    group: str = STORY
    page: int = 1
    size: int = 10
    also: bool = True

    def __post_init__(self) -> None:
        if self.sort not in SORTS:
            raise QueryError(f"Sort is one of {', '.join(SORTS)}, not “{self.sort}”.")
        if self.group not in GROUPS:
            raise QueryError(f"Group is one of {', '.join(GROUPS)}, not “{self.group}”.")
        if self.page < 1:
            raise QueryError("Pages are counted from 1.")
        if not 1 <= self.size <= LARGEST_PAGE:
            raise QueryError(f"A page may have 1 to {LARGEST_PAGE} hits.")
