"""Results: what a search answers with, as values and as the contract's JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, NamedTuple, overload

from index.kept import Coverage
from index.query import QUOTATION_MARKS
from index.relating import RelatedTerm
from index.text.normal import normalise


@dataclass(frozen=True, slots=True)
class HitPassage:
    """A section that answers: its heading (``heading_html`` with marks), an excerpt as HTML with marks, its anchor.

    ``path`` are the headings that it stands under, its own the last; ``role`` is what it is for. ``paragraph`` is the
    whole paragraph that the excerpt is of, None where there is none or it may not be shown.
    """

    heading: str | None
    heading_html: str
    text: str
    anchor: str
    path: tuple[str, ...] = ()
    role: str | None = None
    paragraph: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The contract's passage."""
        return {
            "heading": self.heading,
            "path": list(self.path),
            "role": self.role,
            "text": self.text,
            "anchor": self.anchor,
        }


@dataclass(frozen=True, slots=True)
class Repost:
    """Another article of the same text."""

    url: str
    title: str | None
    court: str | None
    published: str | None

    def as_json(self) -> dict[str, str | None]:
        """The contract's repost."""
        return {"url": self.url, "title": self.title, "court": self.court, "published": self.published}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One answer; ``title_html`` and ``snippet`` are escaped HTML with ``<mark>`` around what matched."""

    url: str
    title: str | None
    title_html: str
    court: str | None
    province: str | None
    published: str | None
    kind: str
    source: str | None
    repairs: tuple[str, ...]
    brands: tuple[str, ...]
    score: float
    snippet: str
    passages: tuple[HitPassage, ...]
    reposts: tuple[Repost, ...]

    def as_json(self) -> dict[str, Any]:
        """The contract's hit."""
        shown = ("url", "title", "court", "province", "published", "kind", "snippet")
        return {name: getattr(self, name) for name in shown} | {
            "score": round(self.score, 6),
            "passages": [passage.as_json() for passage in self.passages],
            "brands": list(self.brands),
            "reposts": [repost.as_json() for repost in self.reposts],
        }


class FacetValue(NamedTuple):
    """One value of a facet and how many articles choosing it would give."""

    value: str
    count: int  # type: ignore[assignment]  # what tuples call count is not missed
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetValues(Sequence[FacetValue]):
    """The values of a facet in their order, of which an answer has hundreds: each is made when it is looked at.

    ``counts`` are the values with their counts, ``chosen`` those that were chosen.
    """

    counts: tuple[tuple[str, int], ...]
    chosen: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.counts)

    def __iter__(self) -> Iterator[FacetValue]:
        return (FacetValue(value, count, value in self.chosen) for value, count in self.counts)

    @overload
    def __getitem__(self, at: int) -> FacetValue: ...

    @overload
    def __getitem__(self, at: slice) -> FacetValues: ...

    def __getitem__(self, at: int | slice) -> FacetValue | FacetValues:
        if isinstance(at, slice):
            return FacetValues(self.counts[at], self.chosen)
        value, count = self.counts[at]
        return FacetValue(value, count, value in self.chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """The answer to a request; ``total`` and facets count articles, ``stories`` the cards."""

    query: str
    total: int
    stories: int
    page: int
    size: int
    took_ms: float
    partial: bool
    notes: tuple[str, ...]
    also: tuple[str, ...]
    hits: tuple[Hit, ...]
    facets: Mapping[str, FacetValues]
    suggestion: str | None
    related: tuple[RelatedTerm, ...]
    coverage: Coverage

    @property
    def pages(self) -> int:
        """How many pages the cards fill, at least one."""
        return max(1, -(-self.stories // self.size))

    def asked_for(self, field: str) -> tuple[str, ...]:
        """The values of a facet that are chosen, or that the whole query, or another name of it, is."""
        names = {
            normalise("".join(char for char in name if char not in QUOTATION_MARKS))
            for name in (self.query, *self.also)
        }
        return tuple(value for value, _, selected in self.facets.get(field, ()) if selected or _normal(value) in names)

    def as_json(self) -> dict[str, Any]:
        """The contract's search JSON."""
        return {
            "query": self.query,
            "total": self.total,
            "stories": self.stories,
            "page": self.page,
            "took_ms": round(self.took_ms, 2),
            "partial": self.partial,
            "notes": list(self.notes),
            "also": list(self.also),
            "hits": [hit.as_json() for hit in self.hits],
            "facets": {
                name: [{"value": value, "count": count} for value, count in values.counts]
                for name, values in self.facets.items()
            },
            "suggestion": self.suggestion,
            "related": [term.as_json() for term in self.related],
            "coverage": asdict(self.coverage),
        }


@lru_cache(maxsize=1 << 14)
def _normal(name: str) -> str:
    """The normal form of a name; the commonest stand in most answers."""
    return normalise(name)
