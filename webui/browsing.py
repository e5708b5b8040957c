"""A list in pages beside the filters that narrow it, as its template needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import Flask
from jinja2 import Environment, pass_environment

from index.ledgers.rollwords import STATUSES
from webui.charts.gridmap import GridMap, grid_map
from webui.charts.yearbars import YearBars, year_bars
from webui.glossary import CLASSES, HOLDINGS, OWN_LABELS
from webui.liststate import Choice, Narrowing
from webui.resultpage import FacetLink
from webui.stencils import Row
from webui.translating import chinese, speaks_english, term, text
from webui.wording import LABELS

FEW_VALUES = 8
MOST_VALUES = 30
DRAWN = ("province", "year")
KEPT = ("q", "sort")
# Filters whose values the code names, and those whose values are words of texts.
TOLD = {"status": STATUSES, "has": HOLDINGS}
FREE = frozenset({"court", "city", "column", "brand", "source", "template"})
Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter as a list of links: the first ones, those behind “more”, and how many are left out."""

    name: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Listing(Generic[Shown]):
    """One page of a list: where it is, what stands on it, how many there are in all, and what every filter counts."""

    here: Narrowing
    shown: Sequence[Shown]
    total: int
    size: int
    counts: Mapping[str, Sequence[tuple[str, int]]]

    @property
    def pages(self) -> int:
        """How many pages the list fills, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def start(self) -> int:
        """The number of the first of those shown, counted from 1."""
        return (self.here.page - 1) * self.size + 1

    @property
    def chips(self) -> tuple[tuple[str, Choice], ...]:
        """Every filter in use but the words, which stand in their own box."""
        return self.here.chips([name for name, _ in self.here.chosen if name not in KEPT])

    @property
    def cleared(self) -> str:
        """The query string without any filter."""
        return self.here.without([name for name, _ in self.here.chosen if name not in KEPT]).query_string

    @property
    def places(self) -> GridMap | None:
        """The map of provinces, None where none is counted."""
        choices = self.here.choices("province", self.counts.get("province", ()))
        return grid_map(choice.measure for choice in choices) if choices else None

    @property
    def years(self) -> YearBars | None:
        """The bars by year, None where none is counted."""
        choices = self.here.choices("year", self.counts.get("year", ()))
        return year_bars(choice.measure for choice in choices) if choices else None

    @property
    def facets(self) -> tuple[Facet, ...]:
        """Every filter that is no drawing and has values."""
        named = ((name, self.here.choices(name, counts)) for name, counts in self.counts.items() if name not in DRAWN)
        return tuple(
            Facet(name, choices[:FEW_VALUES], choices[FEW_VALUES:MOST_VALUES], _rest(choices))
            for name, choices in named
            if choices
        )


def install(app: Flask) -> None:
    """Give the templates of an application the names of filters and of their values."""
    app.jinja_env.filters.update(label_of=label_of, shown_value=shown_value, choice_rows=choice_rows)


_LABELS = CLASSES | OWN_LABELS | LABELS


def label_of(name: str) -> str:
    """What a filter is called on a page."""
    return _LABELS.get(name, name)


@pass_environment
def shown_value(environment: Environment, name: str, value: str) -> object:
    """How a value of a filter reads: by its name in the page's language, or as a text or a reader has it."""
    if name in TOLD:
        return text(TOLD[name].get(value, value))
    return (chinese if name in FREE else term)(value, in_english=speaks_english(environment))


@pass_environment
def choice_rows(environment: Environment, choices: Iterable[Choice | FacetLink], name: str) -> Iterable[Row]:
    """The values of a filter as a stencil is filled with them: on a Chinese page mostly as they are."""
    if name not in TOLD and not speaks_english(environment):
        return choices
    return [(*each[:2], shown_value(environment, name, each.value), each.count) for each in choices]


def _rest(choices: Sequence[Choice]) -> int:
    return max(0, len(choices) - MOST_VALUES)
