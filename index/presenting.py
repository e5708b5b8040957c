"""Presenting: what an engine found as readers see it, with the passages that answer and every match marked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.collected import lines_of
from index.engines.engine import FACETS, Answer, Found
from index.knowledge.roles import NO_ROLE
from index.query import Filters, Query
from index.results import FacetValue, Hit, HitPassage, Repost
from index.snippets import Marker, excerpt, marked
from index.text.analyzer import Analyzer
from index.text.normal import normalise
from index.text.proximity import Span

PASSAGES_SHOWN = 3
HEADING_WEIGHT = 2
# As many as there are cities; of courts and brands a corpus has any number.
MOST_VALUES = 400

# For the keys of brands, or more of them, how those are written.
Spelled = Callable[[Iterable[str]], dict[str, str]]


def facets_of(answer: Answer, filters: Filters, spelled: Spelled) -> dict[str, tuple[FacetValue, ...]]:
    """The counts: of each field the MOST_VALUES commonest and whatever was chosen, so that it can be taken back.

    What was chosen is told as the reader chose it, any other brand as it is ``spelled``.
    """
    facets = {}
    for name in FACETS:
        chosen, told = filters.keyed(name), answer.facets[name]
        counts = [*told[:MOST_VALUES], *(pair for pair in told[MOST_VALUES:] if pair[0] in chosen)]
        written = spelled(key for key, _ in counts) if name == "brand" else {}
        values = written | chosen if chosen else written
        counted = [FacetValue(values.get(key, key), count, key in chosen) for key, count in counts]
        missing = sorted(chosen.keys() - {key for key, _ in counts})
        facets[name] = (*counted, *(FacetValue(chosen[key], 0, selected=True) for key in missing))
    return facets


# Heading, anchor, text, role and depth of a section, as views hold them.
_Stored = tuple[str | None, str, str, str | None, int]
# What is shown of a section: spans of its heading, an excerpt, the paragraph that this is of.
_Excerpt = tuple[list[Span], str, str | None]
# Matches, the section's number, and what is shown of it.
_Matched = tuple[int, int, _Excerpt]


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
    """A card as readers see it: title and answering passages with what matched marked in them.

    Passages are the one that was found, or those of some roles, or any.
    """
    view = found.view
    sections = [
        section
        for number, section in enumerate(_sections(view["sections"], found.texts))
        if found.section in {None, number} and (not roles or (section.role or NO_ROLE) in roles)
    ]
    passages = _passages(sections, markers.text)
    if view["withheld"]:
        passages = tuple(replace(passage, paragraph=None) for passage in passages)
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


@dataclass(frozen=True, slots=True)
class _Shown:
    """A section of a view with the headings that it stands under, its own the last, and its normal lines."""

    heading: str | None
    anchor: str
    text: str
    role: str | None
    path: tuple[str, ...]
    normal: tuple[str, ...]

    def lines(self) -> Iterator[tuple[str, str]]:
        """Each line of the text and a normal one that holds it: a heading may stand in the first."""
        lines = self.text.split("\n")
        return zip(lines, self.normal[-len(lines) :], strict=True)

    @property
    def opening(self) -> str | None:
        """The first paragraph; None where headings alone follow."""
        return next(iter(lines_of(self.text)), None)

    def passage(self, heading_spans: Sequence[Span], text: str, paragraph: str | None) -> HitPassage:
        """The section as a passage with this excerpt of this paragraph."""
        heading_html = marked(self.heading or "", heading_spans)
        return HitPassage(self.heading, heading_html, text, self.anchor, self.path, self.role, paragraph)


def _sections(stored: Sequence[_Stored], texts: Sequence[str]) -> Iterator[_Shown]:
    """The sections of a view; a heading is over what follows until one as high as itself."""
    above: list[tuple[int, str]] = []
    for number, (heading, anchor, text, role, depth) in enumerate(stored):
        if heading:
            above = [*(each for each in above if each[0] < depth), (depth, heading)]
        normal = texts[number] if texts else "\n".join(map(normalise, (heading or "", *text.split("\n"))))
        lines = tuple(normal.removesuffix("\n").split("\n"))
        yield _Shown(heading, anchor, text, role, tuple(each for _, each in above), lines)


def _passages(sections: Sequence[_Shown], marker: Marker) -> tuple[HitPassage, ...]:
    """The best excerpt of each section that answers, those with most matches first; else the opening lines."""
    answering = [(matches, sections[number].passage(*shown)) for matches, number, shown in _best(sections, marker)]
    if answering:
        return tuple(passage for _, passage in answering)
    opening = next((section for section in sections if section.text), next(iter(sections), None))
    if opening is None:
        return ()
    return (opening.passage([], excerpt(opening.text or opening.heading or "", []), opening.opening),)


def _best(sections: Sequence[_Shown], marker: Marker) -> list[_Matched]:
    """The PASSAGES_SHOWN sections with most matches; those that cannot be among them are not cut into words."""
    likely = sorted(((_most(section, marker), number) for number, section in enumerate(sections)), reverse=True)
    best: list[_Matched] = []
    for most, number in likely:
        if not most or (len(best) == PASSAGES_SHOWN and most < best[-1][0]):
            break
        matches, shown = _matched(sections[number], marker)
        if matches:
            best = sorted([*best, (matches, number, shown)], key=lambda each: (-each[0], each[1]))[:PASSAGES_SHOWN]
    return best


def _most(section: _Shown, marker: Marker) -> int:
    """How many matches the best line of a section and its heading, which stands in the first, can have."""
    in_heading = marker.most(section.normal[0]) if section.heading else 0
    return max(map(marker.most, section.normal)) + HEADING_WEIGHT * in_heading


def _matched(section: _Shown, marker: Marker) -> tuple[int, _Excerpt]:
    """The matches of a section, those in its heading and an excerpt of the first line with most of them."""
    in_heading = marker.spans(section.heading) if section.heading else []
    best, best_spans = "", list[Span]()
    for line, normal in section.lines():
        if marker.most(normal) > len(best_spans) and len(spans := marker.spans(line)) > len(best_spans):
            best, best_spans = line, spans
    matches = len(best_spans) + HEADING_WEIGHT * len(in_heading)
    if best_spans:
        return matches, (in_heading, excerpt(best, best_spans), best)
    # A heading over other headings has no text of its own and stands for itself.
    return matches, (
        in_heading,
        excerpt(section.text, []) if section.text else marked(section.heading or "", in_heading),
        section.opening,
    )
