"""Suggestions while a reader types: courts, brands and titles by characters, pinyin or its first letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from index.text.lines import Lines
from index.text.normal import normalise
from index.text.pinyin import spelling

MOST_COURTS, MOST_BRANDS, MOST_TITLES = 5_000, 5_000, 50_000
MOST_SUGGESTED = 10
FIRST_OF_EACH = 3
LONGEST_TYPED = 40
_COURT = re.compile(r"(?P<place>.{2,}?)(?P<grade>高级|中级)?人民法院")
_SUPERIORS = re.compile(r".*[省市州盟](?=..)")
_KIND = re.compile(r"(?<=..)[省市县区旗]\Z")
_SHORT = {"高级": "高院", "中级": "中院", None: "法院"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to search for; ``kind`` is ``court``, ``brand`` or ``title``."""

    text: str
    kind: str


class Suggestions:
    """Everything that may be suggested: at most so many courts, brands and titles, the first ones given."""

    def __init__(self, courts: Iterable[str], brands: Iterable[str], titles: Iterable[str]) -> None:
        self._courts = _Names([(court, name) for court in islice(courts, MOST_COURTS) for name in _court_names(court)])
        self._brands = _Names([(brand, brand) for brand in islice(brands, MOST_BRANDS)])
        self._titles = _Names([(title, title) for title in islice(dict.fromkeys(titles), MOST_TITLES)])

    def matching(self, typed: str) -> tuple[Suggestion, ...]:
        """The best for what was typed so far, courts before brands before titles, those that begin so before others.

        A kind leaves room for the ones behind it, so that a province's name does not hide what its courts do.
        """
        asked = normalise(typed[:LONGEST_TYPED])
        if not asked:
            return ()
        kinds = (("court", self._courts), ("brand", self._brands), ("title", self._titles))
        found = [[Suggestion(text, kind) for text in names.best(asked)] for kind, names in kinds]
        first = [suggestion for each in found for suggestion in each[:FIRST_OF_EACH]]
        rest = (suggestion for each in found for suggestion in each[FIRST_OF_EACH:])
        chosen = {*first, *islice(rest, max(0, MOST_SUGGESTED - len(first)))}
        return tuple(suggestion for each in found for suggestion in each if suggestion in chosen)


class _Names:
    """Texts, each under one or several names."""

    def __init__(self, named: list[tuple[str, str]]) -> None:
        self._texts = [text for text, _ in named]
        self._names = [normalise(name) for _, name in named]

    def best(self, asked: str) -> list[str]:
        """At most MOST_SUGGESTED texts, each once, whose name begins with what is asked, then those that have it."""
        found = self._spelt(asked) if asked.isascii() and asked.isalpha() else self._written_so(asked)
        return list(islice(dict.fromkeys(self._texts[number] for number in found), MOST_SUGGESTED))

    def _written_so(self, asked: str) -> Iterator[int]:
        return chain(self._written.holding(f"\n{asked}"), self._written.holding(asked))

    def _spelt(self, asked: str) -> Iterator[int]:
        """Those whose syllables are spelt so from one on, and those whose first ones begin with these letters."""
        spelt = asked[0].upper() + "".join(f"[{letter}{letter.upper()}]" for letter in asked[1:])
        letters = "[^A-Z\n]*".join(asked.upper())
        forms = (f"\n{spelt}", f"\n{letters}", spelt)
        return chain.from_iterable(self._spoken.matching(re.compile(form)) for form in forms)

    @cached_property
    def _written(self) -> Lines:
        return Lines(self._names)

    @cached_property
    def _spoken(self) -> Lines:
        return Lines(map(spelling, self._names))


def _court_names(court: str) -> Iterator[str]:
    """A court's name, that from its own place on, and the short one: 名山区人民法院, 名山法院."""
    yield court
    if match := _COURT.fullmatch(court):
        place = _SUPERIORS.sub("", match["place"])
        yield place + court[match.end("place") :]
        yield _KIND.sub("", place) + _SHORT[match["grade"]]
