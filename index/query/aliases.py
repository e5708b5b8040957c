"""Aliases: the other names of what a reader asks for, and a query that asks for those too."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from index import data
from index.places.courts import recognise
from index.places.gazetteer import COUNTY, Division, gazetteer, names_of, rows_of, short_province
from index.places.naming import BASIC, HIGH, INTERMEDIATE
from index.places.resolving import Court
from index.query.tree import And, AsTyped, Node, Or, Query, Quotation, Word
from index.text.analyzer import Analyzer
from index.text.normal import normalise

MOST_NAMES = 6
_COURT_ENDS = ("法院", "院", "最高法")


def widened(query: Query, analyzer: Analyzer) -> tuple[Query, tuple[str, ...]]:
    """The same query that asks for the other names, too, and which ones those are.

    What stands in quotation marks, names a field's value or is not wanted is taken at its word.
    """
    if query.tree is None:
        return query, ()
    widening = _Widening(analyzer)
    tree = widening.of(query.tree)
    return replace(query, tree=tree), tuple(dict.fromkeys(widening.also))


def other_names(name: str) -> tuple[str, ...]:
    """The other names of what a normal name stands for, of a court's or place's only those that mean no other."""
    found = (*_groups().get(name, ()), *_names_of_court(name), *_names_of_county(name))
    return tuple(other for other in dict.fromkeys(found) if other != name)


@dataclass(slots=True)
class _Widening:
    analyzer: Analyzer
    also: list[str] = field(default_factory=list)

    def of(self, node: Node) -> Node:
        if isinstance(node, Word):
            return self._with_others(node, node.text, node.in_title)
        if isinstance(node, AsTyped):
            return self._with_others(node, node.whole.text, node.whole.in_title)
        if isinstance(node, And | Or):
            return replace(node, parts=tuple(map(self.of, node.parts)))
        return node

    def _with_others(self, node: Word | AsTyped, name: str, in_title: bool) -> Node:
        found_anyway = [node.whole] if isinstance(node, AsTyped) else [node]
        leaves = [self._leaf(other, in_title) for other in other_names(name)]
        others = [leaf for leaf in leaves if not any(self._covers(one, leaf) for one in (*found_anyway, *leaves))]
        self.also += [leaf.text for leaf in others[:MOST_NAMES]]
        return Or((node, *others[:MOST_NAMES])) if others else node

    def _leaf(self, name: str, in_title: bool) -> Word | Quotation:
        """A name that is one word of the index is asked as such, any other as it stands."""
        is_word = list(self.analyzer.pieces(name)) == [name]
        return Word(name, in_title) if is_word else Quotation(name, in_title)

    def _covers(self, one: Word | Quotation, other: Word | Quotation) -> bool:
        """Whether whatever has the other has this one in it."""
        if one is other or one.text not in other.text:
            return False
        return isinstance(one, Quotation) or one.text in {term.text for term in self.analyzer.terms([other.text])}


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    groups = tomllib.loads(data.read("aliases.toml"))["same"]
    return {name: tuple(group) for group in groups for name in group}


@cache
def _former() -> dict[str, tuple[str, ...]]:
    """For the code of each county the names that it, or what is part of it now, gave up."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows_of("former.csv"):
        names[row["adcode"]].append(row["name"])
    return {code: tuple(dict.fromkeys(given_up)) for code, given_up in names.items()}


def _names_of_county(name: str) -> Iterator[str]:
    heir = _county(name)
    if heir is not None:
        names = (heir.name, *_former().get(heir.adcode or "", ()))
        yield from (other for other in map(normalise, names) if other != name and _county(other) == heir)


def _county(name: str) -> Division | None:
    """The one county of today that has or had this full name."""
    bearers = [bearer for bearer in gazetteer().bearers(name) if normalise(bearer.name) == name]
    codes = {bearer.adcode for bearer in bearers}
    if len(codes) != 1 or bearers[0].rank != COUNTY or bearers[0].adcode is None:
        return None
    return gazetteer().division(bearers[0].adcode)


def _names_of_court(name: str) -> Iterator[str]:
    court = recognise(name) if name.endswith(_COURT_ENDS) else None
    if court is None:
        return
    for other in map(normalise, _court_names(court)):
        same = recognise(other)
        if other != name and same is not None and same.identity == court.identity:
            yield other


def _court_names(court: Court) -> Iterator[str]:
    """The ways to write a court's name, some of which may be another's, too."""
    yield court.today
    if court.adcode is None or court.level not in {BASIC, INTERMEDIATE, HIGH}:
        return
    place = gazetteer().division(court.adcode)
    stem = short_province(place.name) if court.level == HIGH else min(names_of(place), key=len)
    if court.level == BASIC:
        yield from (f"{given_up}人民法院" for given_up in _former().get(court.adcode, ()))
        yield from (f"{place.name}人民法院", f"{place.name}法院", f"{stem}法院")
    elif court.level == INTERMEDIATE:
        yield from (f"{place.name}中级人民法院", f"{place.name}中院", f"{stem}中院")
    else:
        yield from (f"{place.name}高级人民法院", f"{stem}高级人民法院", f"{stem}省高院", f"{stem}高院")
