"""Questions: the twelve classes that every engine is asked, drawn from the articles, and one of two fields."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from benchmarks.cuttings import Cutting

SEED = 7
EACH = 24
DRAWN_FROM = 10_000
TITLE_WEIGHT = 4.0
ALL, ANY, PHRASE = "all", "any", "phrase"
TWELVE = (
    *("term common", "term mid", "term rare", "and 2", "and 3-4", "or 2", "or 3-4"),
    *("phrase", "province", "dates", "by date", "facets"),
)
TWO_FIELDS = "two fields"
CLASSES = (*TWELVE, TWO_FIELDS)
_FIRST_YEARS, _LAST_YEARS = range(2011, 2018), range(2018, 2025)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Words of the body, all or any or next to each other; ``two_fields`` looks for each in the title, too.

    What is found is narrowed to a province and to days, the last inclusive; ``facets`` wants every column counted over
    all that was found. The best ten are wanted, or with ``by_date`` the latest ten.
    """

    name: str
    words: tuple[str, ...]
    join: str = ALL
    province: str | None = None
    dates: tuple[str, str] | None = None
    by_date: bool = False
    facets: bool = False
    two_fields: bool = False

    @property
    def is_phrase(self) -> bool:
        """Tell whether its words must follow each other."""
        return self.join == PHRASE

    @property
    def is_narrowed(self) -> bool:
        """Tell whether what is found passes a filter."""
        return self.province is not None or self.dates is not None


def drawn(cuttings: Iterable[Cutting], each: int = EACH) -> list[Question]:
    """So many questions of each class, the same for the same articles, whatever follows the first DRAWN_FROM."""
    return list(_Drawing(list(islice(cuttings, DRAWN_FROM))).questions(each))


class _Drawing:
    """Draws questions from what stands in some articles."""

    def __init__(self, cuttings: Sequence[Cutting]) -> None:
        self._chance = random.Random(SEED)
        self._texts = [cutting.words for cutting in cuttings]
        self._provinces = sorted({cutting.province for cutting in cuttings})
        self._found_in = Counter(word for text in self._texts for word in set(text))
        usual = sorted(word for word in self._found_in if _is_asked(word))
        self._common = self._between(usual, 0.2, 1.0)
        self._middling = self._between(usual, 0.005, 0.05)
        self._rare = self._between(usual, 2 / len(self._texts), max(0.003, 4 / len(self._texts)))

    def questions(self, each: int) -> Iterator[Question]:
        """All classes in order."""
        ways: dict[str, Callable[[], Question]] = {
            "term common": lambda: self._of([self._chance.choice(self._common)]),
            "term mid": lambda: self._of([self._chance.choice(self._middling)]),
            "term rare": lambda: self._of([self._chance.choice(self._rare)]),
            "and 2": lambda: self._of(self._together(2)),
            "and 3-4": lambda: self._of(self._together(3, 4)),
            "or 2": lambda: self._of(self._together(2), ANY),
            "or 3-4": lambda: self._of(self._together(3, 4), ANY),
            "phrase": lambda: self._of(self._phrase(), PHRASE),
            "province": lambda: replace(self._of(self._together(2)), province=self._chance.choice(self._provinces)),
            "dates": lambda: replace(self._of(self._together(2), ANY), dates=self._dates()),
            "by date": lambda: replace(self._of(self._together(1, 2)), by_date=True),
            "facets": lambda: replace(self._broad(), facets=True),
            TWO_FIELDS: lambda: replace(self._of(self._together(2), self._chance.choice((ALL, ANY))), two_fields=True),
        }
        for name, way in ways.items():
            yield from (replace(way(), name=name) for _ in range(each))

    def _of(self, words: Sequence[str], join: str = ALL) -> Question:
        return Question(name="", words=tuple(words), join=join)

    def _broad(self) -> Question:
        words = self._chance.choice((self._together(1), self._together(2), [self._chance.choice(self._common)]))
        return self._of(words, self._chance.choice((ALL, ANY)))

    def _between(self, words: Sequence[str], least: float, most: float) -> list[str]:
        """The words that so large a part of the articles have."""
        count = len(self._texts)
        return [word for word in words if least * count <= self._found_in[word] <= most * count]

    def _together(self, *counts: int) -> list[str]:
        """Different words of one article, none of which only few others have."""
        count = self._chance.choice(counts)
        while True:
            text = self._chance.choice(self._texts)
            words = sorted(word for word in set(text) if _is_asked(word) and self._found_in[word] > 2)
            if len(words) >= count:
                return self._chance.sample(words, count)

    def _phrase(self) -> list[str]:
        """Two or three different words that follow each other in an article."""
        count = self._chance.choice((2, 2, 3))
        while True:
            text = self._chance.choice(self._texts)
            start = self._chance.randrange(max(1, len(text) - count))
            words = text[start : start + count]
            if len(set(words)) == count and all(map(_is_asked, words)):
                return words

    def _dates(self) -> tuple[str, str]:
        chance = self._chance
        first = f"{chance.choice(_FIRST_YEARS)}-0{chance.randint(1, 9)}-15"
        return first, f"{chance.choice(_LAST_YEARS)}-0{chance.randint(1, 9)}-20"


def _is_asked(word: str) -> bool:
    """A reader asks for words of two characters or more; numbers are everywhere and tell nothing."""
    return len(word) > 1 and word.isalnum() and not word[0].isdigit()
