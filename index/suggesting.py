"""Suggestions while a reader types: courts, brands and titles by characters, pinyin or its first letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain, islice

from index.engines.engine import Titles
from index.text.lines import Lines
from index.text.normal import normalise
from index.text.pinyin import sound, spelling

MOST_COURTS, MOST_BRANDS, MOST_TITLES = 5_000, 5_000, 50_000
MOST_SUGGESTED = 10
FIRST_OF_EACH = 3
MOST_SPELT = 8
FEWEST_INITIALS = 3
# Enough to tell the common from the rare.
_LINES_LOOKED_AT = 2_000
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

    def __init__(self, courts: Iterable[str], brands: Iterable[str], titles: Titles) -> None:
        named = [(court, name) for court in islice(courts, MOST_COURTS) for name in _court_names(court)]
        known = list(islice(brands, MOST_BRANDS))
        self._courts = _Names([normalise(name) for _, name in named], lambda number: named[number][0])
        self._brands = _Names([normalise(brand) for brand in known], known.__getitem__)
        self._titles = _Names(titles.normal[:MOST_TITLES], titles.written)

    def gather(self) -> None:
        """Gather at once what the first question would wait for."""
        for names in (self._courts, self._brands, self._titles):
            names.gather()

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

    def spelt(self, letters: str) -> list[str]:
        """What in brands and titles is spelt so in pinyin, or by its first letters: what most of them have, first."""
        if not (letters.isascii() and letters.isalpha() and len(letters) <= LONGEST_TYPED):
            return []
        for parts in (self._brands.spelt_out(letters), self._titles.spelt_out(letters)):
            if counts := Counter(parts):
                return sorted(counts, key=lambda text: (-counts[text], text))[:MOST_SPELT]
        return []


class _Names:
    """Texts, each under one or several names; ``written`` tells the text of a name by its number."""

    def __init__(self, names: Sequence[str], written: Callable[[int], str]) -> None:
        self._names = names
        self._text_of = written

    def gather(self) -> None:
        """Gather the lines that are looked through."""
        _ = self._written, self._spoken

    def best(self, asked: str) -> list[str]:
        """At most MOST_SUGGESTED texts, each once, whose name begins with what is asked, then those that have it."""
        found = self._spelt(asked) if asked.isascii() and asked.isalpha() else self._written_so(asked)
        texts = dict[str, None]()
        for number in found:
            texts[self._text_of(number)] = None
            if len(texts) == MOST_SUGGESTED:
                break
        return list(texts)

    def _written_so(self, asked: str) -> Iterator[int]:
        return chain(self._written.holding(f"\n{asked}"), self._written.holding(asked))

    def spelt_out(self, letters: str) -> Iterator[str]:
        """What of each name has syllables spelt so; where none has any, syllables that begin with these letters."""
        asked = letters.lower()
        whole = [*self._parts(_spelt_so(asked), partial(_end_of_spelling, asked))]
        yield from whole
        if not whole and len(asked) >= FEWEST_INITIALS:
            yield from self._parts(_begun_so(asked), partial(_end_of_initials, asked))

    def _parts(self, form: str, end_of: Callable[[Sequence[str]], int]) -> Iterator[str]:
        for number in islice(self._spoken.matching(re.compile(form)), _LINES_LOOKED_AT):
            name = self._names[number]
            syllables = [*map(sound, name)]
            parts = {name[at : at + end_of(syllables[at:])] for at in range(len(name))}
            yield from filter(None, parts)

    def _spelt(self, asked: str) -> Iterator[int]:
        """Those whose syllables are spelt so from one on, and those whose first ones begin with these letters."""
        spelt, begun = _spelt_so(asked), _begun_so(asked)
        forms = [f"\n{spelt}", f"\n{begun}", spelt, *([begun] if len(asked) >= FEWEST_INITIALS else ())]
        return chain.from_iterable(self._spoken.matching(re.compile(form)) for form in forms)

    @cached_property
    def _written(self) -> Lines:
        return Lines(self._names)

    @cached_property
    def _spoken(self) -> Lines:
        return Lines(map(spelling, self._names))


def _spelt_so(asked: str) -> str:
    """The pattern of syllables, each with a capital, that are spelt so from one on."""
    return asked[0].upper() + "".join(f"[{letter}{letter.upper()}]" for letter in asked[1:])


def _begun_so(asked: str) -> str:
    """The pattern of syllables that begin with these letters, one after the other."""
    return "[^A-Z\n]*".join(asked.upper())


def _end_of_spelling(asked: str, syllables: Sequence[str]) -> int:
    """How many of the first syllables spell this, to a letter; 0 where none do."""
    left = asked
    for count, syllable in enumerate(syllables, start=1):
        if not syllable or not left.startswith(syllable):
            return 0
        left = left[len(syllable) :]
        if not left:
            return count
    return 0


def _end_of_initials(asked: str, syllables: Sequence[str]) -> int:
    """How many of the first syllables begin with these letters: all of them, or 0."""
    return len(asked) if [syllable[:1] for syllable in syllables[: len(asked)]] == [*asked] else 0


def _court_names(court: str) -> Iterator[str]:
    """A court's name, that from its own place on, and the short one: 名山区人民法院, 名山法院."""
    yield court
    if match := _COURT.fullmatch(court):
        place = _SUPERIORS.sub("", match["place"])
        yield place + court[match.end("place") :]
        yield _KIND.sub("", place) + _SHORT[match["grade"]]
