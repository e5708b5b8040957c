"""Presenting: what an engine found as readers see it, with the passages that answer and every match marked."""

from __future__ import annotations

from dataclasses import dataclass

from index.engines.engine import FACETS, Answer, Found
from index.query import Filters, Query
from index.results import FacetValue, Hit, HitPassage, Repost
from index.snippets import Marker, excerpt, marked
from index.text.analyzer import Analyzer

PASSAGES_SHOWN = 3


def facets_of(answer: Answer, filters: Filters) -> dict[str, tuple[FacetValue, ...]]:
    """The counts, and at nought what was chosen but has none, so that the choice can be taken back."""
    facets = {}
    for name in FACETS:
        chosen = filters.values(name)
        counted = [FacetValue(value, count, value in chosen) for value, count in answer.facets[name]]
        missing = set(chosen) - {value.value for value in counted}
        facets[name] = (*counted, *(FacetValue(value, 0, selected=True) for value in sorted(missing)))
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


def hit_of(found: Found, markers: Markers) -> Hit:
    """A card as readers see it: title and answering passages with what matched marked in them."""
    view = found.view
    passages = _passages(view["sections"], markers.text)
    title = view["title"] or ""
    return Hit(
        url=view["url"],
        title=view["title"],
        title_html=marked(title, markers.title.spans(title)),
        court=view["court"],
        province=view["province"],
        published=view["published"],
        kind=view["kind"],
        source=view["source"],
        repairs=tuple(view["repairs"]),
        score=found.score,
        snippet=passages[0].text if passages else "",
        passages=passages,
        reposts=tuple(Repost(v["url"], v["title"], v["court"], v["published"]) for v in found.reposts),
    )


def _passages(sections: list[tuple[str | None, str, str]], marker: Marker) -> tuple[HitPassage, ...]:
    """The best excerpt of each section that answers, those with most matches first; else the opening lines."""
    answering: list[tuple[int, HitPassage]] = []
    for heading, anchor, text in sections:
        paragraphs = [(len(spans), excerpt(line, spans)) for line in text.split("\n") if (spans := marker.spans(line))]
        in_heading = marker.spans(heading) if heading else []
        if paragraphs or in_heading:
            # A heading over other headings has no text of its own and stands for itself.
            itself = (0, excerpt(text, []) if text else marked(heading or "", in_heading))
            matches, best = max(paragraphs, key=lambda pair: pair[0], default=itself)
            passage = HitPassage(heading, marked(heading or "", in_heading), best, anchor)
            answering.append((matches + 2 * len(in_heading), passage))
    answering.sort(key=lambda pair: -pair[0])
    if answering:
        return tuple(passage for _, passage in answering[:PASSAGES_SHOWN])
    opening = next((section for section in sections if section[2]), sections[0] if sections else None)
    if opening is None:
        return ()
    heading, anchor, text = opening
    return (HitPassage(heading, marked(heading or "", []), excerpt(text or heading or "", []), anchor),)
