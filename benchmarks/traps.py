"""Words inside words: a search for a word finds the pages that have it, and none that only have its characters.

``python -m benchmarks.traps [--pages 5000] [--about 50]``
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.queries import library_of
from index.article import Article
from index.request import SearchRequest
from index.searching import Library

_HIDING = 4
_HOST = "http://traps.example/"


@dataclass(frozen=True, slots=True)
class Trap:
    """A word, a sentence that has it as a word, and one that has its characters across the border of two others."""

    word: str
    bears: str
    hides: str


@dataclass(frozen=True, slots=True)
class Caught:
    """What a search for the word of a trap found, and what it should have."""

    trap: Trap
    found: frozenset[str]
    wanted: frozenset[str]

    @property
    def precision(self) -> float:
        """The share of what was found that has the word."""
        return len(self.found & self.wanted) / max(len(self.found), 1)

    @property
    def recall(self) -> float:
        """The share of what has the word that was found."""
        return len(self.found & self.wanted) / len(self.wanted)


@cache
def traps() -> tuple[Trap, ...]:
    """All traps."""
    return tuple(
        Trap(**each) for each in tomllib.loads(Path(__file__).with_name("traps.toml").read_text("utf-8"))["trap"]
    )


def pages(count: int, about: int, chance: random.Random) -> Iterator[tuple[Article, frozenset[str]]]:
    """So many pages, each with the words that it bears: for every trap so many are about its word, the rest hide it."""
    bearing = {trap: frozenset(chance.sample(range(count), about)) for trap in traps()}
    for number in range(count):
        borne = [trap for trap in traps() if number in bearing[trap]]
        hidden = chance.sample([trap for trap in traps() if trap not in borne], _HIDING)
        sentences = [*(trap.bears for trap in borne), *(trap.hides for trap in hidden)]
        chance.shuffle(sentences)
        article = Article(url=f"{_HOST}{number}", title=f"第{number}页", body="\n".join(sentences))
        yield article, frozenset(trap.word for trap in borne)


def caught(count: int, about: int, folder: Path) -> list[Caught]:
    """Search the pages for every word."""
    told = list(pages(count, about, random.Random(count)))
    with library_of([article for article, _ in told], folder) as library:
        return [_caught(trap, told, library) for trap in traps()]


def _caught(trap: Trap, told: Sequence[tuple[Article, frozenset[str]]], library: Library) -> Caught:
    with library.every(SearchRequest(query=trap.word, group="none", also=False)) as entries:
        found = frozenset(entry.kept.article.url for entry in entries)
    return Caught(trap, found, frozenset(article.url for article, words in told if trap.word in words))


def main() -> None:
    """Search for every word, print precision and recall, exit 1 where one of them is not 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.traps", description=main.__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--about", type=int, default=50, help="of the pages are about each word")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        results = caught(asked.pages, asked.about, Path(place))
    for each in results:
        print(f"{each.trap.word}: {len(each.wanted)} pages, precision {each.precision:.3f}, recall {each.recall:.3f}")
    sys.exit(any(each.found != each.wanted for each in results))


if __name__ == "__main__":
    main()
