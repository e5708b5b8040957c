"""The passages of a hit: which sections of an article answer best, and what is shown of each."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.engines.engine import Found
from index.knowledge.roles import NO_ROLE
from index.knowledge.sections import lines_of
from index.normaltext import NormalText
from index.results import HitPassage
from index.snippets import Marker, excerpt, marked
from index.text.normal import normalise
from index.text.proximity import Span

PASSAGES_SHOWN = 3
HEADING_WEIGHT = 2

# Heading, anchor, text, role and depth of a section, as views hold them.
_Stored = tuple[str | None, str, str, str | None, int]
# Spans of a section's heading, an excerpt, the paragraph that this is of.
_Excerpt = tuple[list[Span], str, str | None]


def passages_of(found: Found, marker: Marker, roles: Collection[str] = ()) -> tuple[HitPassage, ...]:
    """The best excerpt of each section that answers, those with most matches first; else the opening lines.

    They are the one that was found, or those of some roles, or any.
    """
    stored = found.view["sections"]
    outline = _Outline(stored, found.text or NormalText.of(map(_normal, stored)), marker)
    among: Sequence[int] = range(len(stored)) if found.section is None else (found.section,)
    if roles:
        among = [number for number in among if (stored[number][3] or NO_ROLE) in roles]
    best = outline.best(among)
    if best:
        return tuple(outline.passage(number, *shown) for number, shown in best)
    opening = next((number for number in among if stored[number][2]), next(iter(among), None))
    return () if opening is None else (outline.opening(opening),)


@dataclass(frozen=True, slots=True)
class _Outline:
    """The sections of a view, the normal text of all of them, and what to mark in them."""

    stored: Sequence[_Stored]
    text: NormalText
    marker: Marker

    def best(self, among: Sequence[int]) -> list[tuple[int, _Excerpt]]:
        """The PASSAGES_SHOWN sections with most matches; those that cannot be among them are not cut into words."""
        touched = [number for number in self.text.holding(self.marker.strings) if number in among]
        are_many = len(touched) > PASSAGES_SHOWN
        # Counts are negative, so that the highest come first.
        likely = sorted([(-self._most(number) if are_many else 0, number) for number in touched])
        best: list[tuple[int, int, _Excerpt]] = []
        for at_best, number in likely:
            if len(best) == PASSAGES_SHOWN and at_best > best[-1][0]:
                break
            matches, shown = self._matched(number)
            if matches:
                best = sorted([*best, (-matches, number, shown)])[:PASSAGES_SHOWN]
        return [(number, shown) for _, number, shown in best]

    def opening(self, number: int) -> HitPassage:
        """A section as a passage whose excerpt is its beginning."""
        heading, _, text, *_ = self.stored[number]
        return self.passage(number, [], excerpt(text or heading or "", []), _first_line(text))

    def passage(self, number: int, in_heading: Sequence[Span], text: str, paragraph: str | None) -> HitPassage:
        """A section as a passage with this excerpt of this paragraph."""
        heading, anchor, _, role, _ = self.stored[number]
        heading_html = marked(heading, in_heading) if heading else ""
        return HitPassage(heading, heading_html, text, anchor, self._path(number), role, paragraph)

    def _path(self, number: int) -> tuple[str, ...]:
        """The headings that a section stands under, its own the last: each is over what is deeper and follows."""
        path: list[str] = []
        deepest = math.inf
        for heading, _, _, _, depth in reversed(self.stored[: number + 1]):
            if heading and depth < deepest:
                path.append(heading)
                deepest = depth
        return tuple(reversed(path))

    def _most(self, number: int) -> int:
        """How many matches the best line of a section and its heading, which stands in the first, can have."""
        lines = self.text.section(number).removesuffix("\n").split("\n")
        in_heading = self.marker.most(lines[0]) if self.stored[number][0] else 0
        return max(map(self.marker.most, lines)) + HEADING_WEIGHT * in_heading

    def _matched(self, number: int) -> tuple[int, _Excerpt]:
        """The matches of a section, those in its heading and an excerpt of the first line with most of them."""
        heading, _, text, *_ = self.stored[number]
        lines, normal_lines = text.split("\n"), self.text.section(number).removesuffix("\n").split("\n")
        in_heading = self.marker.spans(heading, normal_lines[0]) if heading else []
        best, best_spans = "", list[Span]()
        # The first normal line may have a heading in it, too.
        for line, normal in zip(lines, normal_lines[-len(lines) :], strict=True):
            spans = self.marker.spans(line, normal, over=len(best_spans))
            if len(spans) > len(best_spans):
                best, best_spans = line, spans
        matches = len(best_spans) + HEADING_WEIGHT * len(in_heading)
        if best_spans:
            return matches, (in_heading, excerpt(best, best_spans), best)
        # A heading over other headings has no text of its own and stands for itself.
        shown = excerpt(text, []) if text else marked(heading or "", in_heading)
        return matches, (in_heading, shown, _first_line(text))


def _normal(section: _Stored) -> str:
    """The normal text of a section, its heading first."""
    heading, _, text, *_ = section
    return "\n".join(map(normalise, (heading or "", *text.split("\n"))))


def _first_line(text: str) -> str | None:
    """The first paragraph of a section; None where headings alone follow."""
    return next(iter(lines_of(text)), None)
