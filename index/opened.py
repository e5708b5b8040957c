"""The index as a library has it open: one commit, what the ledgers of then say, and what is gathered from both."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from index.cutwords import words_at
from index.engines.engine import ARTICLE, DATE, Answer, Plan
from index.engines.whoosh.reader import WhooshReader
from index.ledgers.grouping import grouping_of
from index.ledgers.spellings import Spellings
from index.query import Filters
from index.suggesting import MOST_TITLES, Suggestions
from index.text.analyzer import Analyzer
from index.vocabulary import Vocabulary

_BUDGET = 60.0


class OpenedIndex:
    """One commit; threads may share it. What is gathered when first asked for may be gathered twice, to one effect."""

    def __init__(self, folder: Path, analyzer: Callable[[tuple[str, ...]], Analyzer]) -> None:
        self.folder = folder
        # The ledgers are complete before the engine commits, so these are at least of that commit.
        self.reader = WhooshReader(folder)
        # Queries are cut by the words of this very commit, whatever the dictionary has now.
        self.analyzer = analyzer(words_at(folder, self.reader.commit))
        self.grouping = grouping_of(folder)
        self.spellings = Spellings(folder)

    def gather(self) -> None:
        """Gather at once what else is gathered when somebody asks for it."""
        self.analyzer.hasten()
        self.suggestions.gather()
        _ = self.vocabulary, self.counts

    @property
    def is_current(self) -> bool:
        """Tell whether no later commit has been made."""
        return self.reader.is_current

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the index, as they were written beside it."""
        return Vocabulary.open(self.folder)

    @cached_property
    def suggestions(self) -> Suggestions:
        """What may be suggested while somebody types."""
        return Suggestions(self.courts, self.brands, self.reader.titles(MOST_TITLES))

    def spelt(self, letters: str) -> list[str]:
        """What in brands and titles is spelt so."""
        return self.suggestions.spelt(letters)

    @cached_property
    def addresses(self) -> dict[bytes, str]:
        """The URL of every article by the short name that a collected passage has for it."""
        from index.collected import article_key

        return {article_key(url): url for url in self.reader.texts()}

    @cached_property
    def everything(self) -> Answer:
        """The counts of the whole index."""
        plan = Plan(
            tree=None,
            filters=Filters(),
            sort=DATE,
            group=ARTICLE,
            grouping=self.grouping,
            first=0,
            count=0,
            budget=_BUDGET,
        )
        return self.reader.answer(plan)

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many articles of the whole index have each value of each field."""
        return {name: dict(counted) for name, counted in self.everything.facets.items()}

    @cached_property
    def courts(self) -> tuple[str, ...]:
        """Every court of the index, those with most articles first."""
        return tuple(court for court, _ in self.everything.facets["court"])

    @cached_property
    def brands(self) -> tuple[str, ...]:
        """Every brand of the index as it is written most often, those with most articles first."""
        keys = [key for key, _ in self.everything.facets["brand"]]
        spelt = self.spellings.of(keys)
        return tuple(dict.fromkeys(spelt[key] for key in keys))
