"""Suggestions while a reader types: courts and titles by their characters, their pinyin or its first letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from index.text.lines import Lines
from index.text.normal import normalise
from index.text.pinyin import spelling

MOST_COURTS, MOST_TITLES = 5_000, 50_000
MOST_SUGGESTED = 10
LONGEST_TYPED = 40
_COURT = re.compile(r"(?P<place>.{2,}?)(?P<grade>高级|中级)?人民法院")
_SUPERIORS = re.compile(r".*[省市州盟](?=..)")
_KIND = re.compile(r"(?<=..)[省市县区旗]\Z")
_SHORT = {"高级": "高院", "中级": "中院", None: "法院"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to search for; ``kind`` is ``court`` or ``title``."""

    text: str
    kind: str


class Suggestions:
    """Everything that may be suggested: at most MOST_COURTS courts and MOST_TITLES titles, the first ones given."""

    def __init__(self, courts: Iterable[str], titles: Iterable[str]) -> None:
        self._courts = _Names([(court, name) for court in islice(courts, MOST_COURTS) for name in _court_names(court)])
        self._titles = _Names([(title, title) for title in islice(dict.fromkeys(titles), MOST_TITLES)])

    def matching(self, typed: str) -> tuple[Suggestion, ...]:
        """The best for what was typed so far, courts before titles, those that begin so before others."""
        asked = normalise(typed[:LONGEST_TYPED])
        if not asked:
            return ()
        courts = (Suggestion(court, "court") for court in self._courts.best(asked))
        titles = (Suggestion(title, "title") for title in self._titles.best(asked))
        return tuple(islice(chain(courts, titles), MOST_SUGGESTED))


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
