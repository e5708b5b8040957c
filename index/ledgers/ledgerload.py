"""The load of the ledgers: a whole corpus entered in those of a new generation, at which nobody looks before the end.

It leaves the very rows that ``Upkeep`` would; ``docs/decisions/0040-loading-ledgers.md`` says why there are two ways.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Self

from index.corpus import Corpus
from index.ledgers.factload import FactLoad
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.storyload import StoryLoad
from index.ledgers.upkeep import LOOKUPS, SCHEMAS, Entries


class Load:
    """Enters articles in the ledgers that it begins, while a ``with`` block lasts."""

    def __init__(self, generation: Path, corpus: Corpus) -> None:
        self._file = LedgerFile.begun(generation, SCHEMAS)
        self._stories, self._facts = StoryLoad(self._file, corpus), FactLoad(self._file)
        self._beside = ThreadPoolExecutor(1)
        self._finished: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        try:
            if self._finished is not None and failed is None:
                self._finished.result()
        finally:
            self._beside.shutdown()
            self._file.close()

    def remove(self, urls: Iterable[str]) -> None:
        """Nothing that was removed was ever entered here."""

    def enter(self, articles: Iterable[Entries]) -> None:
        """Enter articles, none of which was entered before."""
        every = list(articles)
        self._stories.enter([story for story, _ in every])
        self._facts.enter([facts for _, facts in every])

    def finish(self) -> None:
        """Make of it what ``Upkeep`` opens, in a thread that ends with the ``with`` block.

        Most of it is SQLite's own work, while segments are merged.
        """
        self._finished = self._beside.submit(self._finish)

    def _finish(self) -> None:
        self._stories.finish()
        self._facts.finish()
        self._file.finish(LOOKUPS)
