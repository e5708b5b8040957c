"""A request: what a reader asks of the library."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.engines.engine import GROUPS, RELEVANCE, SORTS, STORY, Ranking
from index.query import Filters, QueryError

__all__ = ["FACTORS", "GROUPS", "LARGEST_PAGE", "MOST_VALUES", "SORTS", "USUAL_VALUES", "SearchRequest"]

LARGEST_PAGE = 100
# Of one facet: as other engines tell by default, and more than there are cities.
USUAL_VALUES, MOST_VALUES = 100, 1000
# What counts for the order beside the words of a query, and can be left out.
FACTORS = ("recency", "density", "pairs")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What a reader asks; ``also`` lets other names of the same things be found, too, and ``without`` names FACTORS.

    ``values`` are how many of each facet are told, the commonest and besides them whatever was chosen.
    Raises QueryError where sort, group, page, size, values or factors are none that can be answered.
    """

    query: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = RELEVANCE
    group: str = STORY
    page: int = 1
    size: int = 10
    values: int = USUAL_VALUES
    also: bool = True
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.sort not in SORTS:
            raise QueryError(f"Sort is one of {', '.join(SORTS)}, not “{self.sort}”.")
        if self.group not in GROUPS:
            raise QueryError(f"Group is one of {', '.join(GROUPS)}, not “{self.group}”.")
        if not set(self.without) <= set(FACTORS):
            raise QueryError(f"What may be left out is {', '.join(FACTORS)}, not “{', '.join(self.without)}”.")
        if self.page < 1:
            raise QueryError("Pages are counted from 1.")
        if not 1 <= self.size <= LARGEST_PAGE:
            raise QueryError(f"A page may have 1 to {LARGEST_PAGE} hits.")
        if not 0 <= self.values <= MOST_VALUES:
            raise QueryError(f"Of a facet 0 to {MOST_VALUES} values may be told.")

    @property
    def ranking(self) -> Ranking:
        """The factors of a document's score that are not left out."""
        return Ranking(recency="recency" not in self.without, density="density" not in self.without)
