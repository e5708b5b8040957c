"""Presenting: what an engine found as readers see it, with the passages that answer and every match marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from index.engines.engine import FACETS, Answer, Found
from index.query import Filters, Query
from index.results import FacetValue, Hit, HitPassage, Repost
from index.snippets import Marker, excerpt, marked
from index.text.analyzer import Analyzer

PASSAGES_SHOWN = 3
# More than one field has for readers to choose from, but for brands, of which a corpus has any number.
MOST_VALUES = 1000

# For the keys of brands, or more of them, how those are written.
Spelled = Callable[[Iterable[str]], dict[str, str]]


def facets_of(answer: Answer, filters: Filters, spelled: Spelled) -> dict[str, tuple[FacetValue, ...]]:
    """The counts: of each field the MOST_VALUES commonest and whatever was chosen, so that it can be taken back.

    What was chosen is told as the reader chose it, any other brand as it is ``spelled``.
    """
    facets = {}
    for name in FACETS:
        chosen = filters.keyed(name)
        counts = [pair for at, pair in enumerate(answer.facets[name]) if at < MOST_VALUES or pair[0] in chosen]
        values = (spelled(key for key, _ in counts) if name == "brand" else {}) | chosen
        counted = [FacetValue(values.get(key, key), count, key in chosen) for key, count in counts]
        missing = sorted(chosen.keys() - {key for key, _ in counts})
        facets[name] = (*counted, *(FacetValue(chosen[key], 0, selected=True) for key in missing))
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
        brands=tuple(view["brands"]),
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
