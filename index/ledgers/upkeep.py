"""Keeping the ledgers: every article that passes on its way into the index is entered in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import ClassVar, Protocol

from index.corpus import Corpus
from index.document import Document, kept_document
from index.kept import KeptArticle
from index.ledgers.factledger import FactLedger
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.stories import StoryLedger

# A transaction touches much of an inverted table, however few its articles are.
BATCH = 1000


class Ledger(Protocol):
    """What only the whole corpus knows of one matter, in tables of the shared file.

    ``enter`` and ``remove`` are called inside a transaction; doing either twice is doing it once.
    """

    SCHEMA: ClassVar[str]

    def enter(self, kept: KeptArticle, document: Document) -> None:
        """Enter an article in place of what was entered under its URL."""

    def remove(self, url: str) -> None:
        """Take back whatever was entered under a URL."""


def create(generation: Path) -> None:
    """Make the empty ledgers of a new generation."""
    LedgerFile.create(generation, (StoryLedger.SCHEMA, FactLedger.SCHEMA))


def require_readable(generation: Path) -> None:
    """Raise IndexOutdated where a generation's ledgers are missing or were kept by other rules."""
    LedgerFile.open(generation).close()


class Upkeep:
    """Enters what changed in the corpus in all ledgers of one generation."""

    def __init__(
        self,
        file: LedgerFile,
        corpus: Corpus,
        ledgers: tuple[Ledger, ...] = (),
        document: Callable[[KeptArticle], Document] = kept_document,
    ) -> None:
        self._file = file
        self._document = document
        self._ledgers = ledgers or (StoryLedger(file, corpus), FactLedger(file))

    def remove(self, urls: Iterable[str]) -> None:
        """Take articles back, in one transaction."""
        with self._file.writing():
            for url in urls:
                for ledger in self._ledgers:
                    ledger.remove(url)

    def entered(self, articles: Iterable[KeptArticle]) -> Iterator[Document]:
        """Pass articles on as documents, each batch once it is entered.

        So the ledgers are complete before the engine commits, and a kill leaves them ahead of it, never behind.
        """
        waiting = iter(articles)
        while batch := [(kept, self._document(kept)) for kept in islice(waiting, BATCH)]:
            with self._file.writing():
                for kept, document in batch:
                    for ledger in self._ledgers:
                        ledger.enter(kept, document)
            yield from (document for _, document in batch)
