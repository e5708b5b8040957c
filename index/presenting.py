"""Presenting: what an engine found as readers see it, with the passages that answer and every match marked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from index.engines.engine import FACETS, Answer, Found
from index.hitpassages import passages_of
from index.query import Filters, Query
from index.results import FacetValues, Hit, Repost
from index.snippets import Marker, marked
from index.text.analyzer import Analyzer

# For the keys of brands, or more of them, how those are written.
Spelled = Callable[[Iterable[str]], dict[str, str]]


def facets_of(answer: Answer, filters: Filters, spelled: Spelled) -> dict[str, FacetValues]:
    """The counts that were told of each field, and whatever was chosen, so that it can be taken back.

    What was chosen is told as the reader chose it, any other brand as it is ``spelled``.
    """
    facets = {}
    for name in FACETS:
        counts, chosen = answer.facets[name], filters.keyed(name)
        written = spelled([key for key, _ in counts]) if name == "brand" and counts else {}
        if chosen or written:
            missing = sorted(chosen.keys() - {key for key, _ in counts})
            told = [(chosen.get(key) or written.get(key, key), count) for key, count in counts]
            counts = (*told, *((chosen[key], 0) for key in missing))
        facets[name] = FacetValues(counts, frozenset(chosen.values()))
    return facets


@dataclass(frozen=True, slots=True)
class Markers:
    """What to mark in titles and in texts: what was asked of the title alone is no match elsewhere."""

    title: Marker
    text: Marker

    @classmethod
    def of(cls, parsed: Query, analyzer: Analyzer) -> Markers:
        """The markers of a query's words and quotations."""
        leaves = list(parsed.leaves())
        anywhere = [leaf for leaf in leaves if not leaf.in_title]
        return cls(Marker.of(leaves, analyzer), Marker.of(anywhere, analyzer))


def hit_of(found: Found, markers: Markers, roles: Collection[str] = ()) -> Hit:
    """A card as readers see it: title and answering passages, those of some roles or any, with marks in them."""
    view = found.view
    passages = passages_of(found, markers.text, roles)
    if view["withheld"]:
        passages = tuple(replace(passage, paragraph=None) for passage in passages)
    title, normal_title = view["title"] or "", found.text.title if found.text else None
    return Hit(
        url=view["url"],
        title=view["title"],
        title_html=marked(title, markers.title.spans(title, normal_title)),
        court=view["court"],
        province=view["province"],
        published=view["published"],
        kind=view["kind"],
        source=view["source"],
        repairs=tuple(view["repairs"]),
        brands=tuple(view["brands"]),
        score=found.score,
        snippet=passages[0].text if passages else "",
        passages=passages,
        reposts=tuple(Repost(v["url"], v["title"], v["court"], v["published"]) for v in found.reposts),
    )
