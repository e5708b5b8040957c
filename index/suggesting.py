"""Suggestions while a reader types: courts and titles by their characters, their pinyin or its first letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from index.query.aliases import other_names
from index.text.normal import normalise
from index.text.pinyin import initials, sound, syllable_starts

MOST_COURTS, MOST_TITLES = 5_000, 50_000
MOST_SUGGESTED = 10
LONGEST_TYPED = 40
_FEWEST_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to search for; ``kind`` is ``court`` or ``title``."""

    text: str
    kind: str


class Suggestions:
    """Everything that may be suggested: at most MOST_COURTS courts and MOST_TITLES titles, the first ones given."""

    def __init__(self, courts: Iterable[str], titles: Iterable[str]) -> None:
        self._courts = list(islice(courts, MOST_COURTS))
        self._titles = list(islice(dict.fromkeys(titles), MOST_TITLES))

    def matching(self, typed: str) -> tuple[Suggestion, ...]:
        """The best for what was typed so far, courts before titles, those that begin so before others."""
        asked = normalise(typed[:LONGEST_TYPED])
        if not asked:
            return ()
        if asked.isascii() and asked.isalpha():
            courts, titles = _spelt(asked, self._court_sounds), _spelt(asked, self._title_sounds)
        else:
            courts, titles = _written(asked, self._court_names), _written(asked, self._title_names)
        found = (*(Suggestion(text, "court") for text in courts), *(Suggestion(text, "title") for text in titles))
        return found[:MOST_SUGGESTED]

    @cached_property
    def _court_names(self) -> list[tuple[str, str]]:
        """Every court with each of its normal names."""
        named = ((court, normalise(court)) for court in self._courts)
        return [(court, name) for court, today in named for name in (today, *other_names(today))]

    @cached_property
    def _title_names(self) -> list[tuple[str, str]]:
        return [(title, normalise(title)) for title in self._titles]

    @cached_property
    def _court_sounds(self) -> list[tuple[str, str, str, str]]:
        return [(court, name, sound(name), initials(name)) for court, name in self._court_names]

    @cached_property
    def _title_sounds(self) -> list[tuple[str, str, str, str]]:
        return [(title, name, sound(name), initials(name)) for title, name in self._title_names]


def _written(asked: str, names: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Those that have the characters typed."""
    found = [(not name.startswith(asked), text) for text, name in names if asked in name]
    return _best_first(found)


def _spelt(asked: str, names: Iterable[tuple[str, str, str, str]]) -> Iterator[str]:
    """Those whose syllables are spelt so, or begin with these letters one by one."""
    found = []
    for text, name, spelling, letters in names:
        at = spelling.find(asked)
        if at >= 0 and at in syllable_starts(name):
            found.append((at > 0, text))
        elif len(asked) >= _FEWEST_INITIALS and letters.startswith(asked):
            found.append((False, text))
    return _best_first(found)


def _best_first(found: list[tuple[bool, str]]) -> Iterator[str]:
    """At most MOST_SUGGESTED, each once, in the order given among equals."""
    ordered = (text for _, text in sorted(found, key=lambda pair: pair[0]))
    return islice(dict.fromkeys(ordered), MOST_SUGGESTED)
