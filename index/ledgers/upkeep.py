"""Keeping the ledgers: every article that passes on its way into the index is entered in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

from index.corpus import Corpus
from index.document import Document
from index.kept import KeptArticle
from index.ledgers.factentries import FactRows
from index.ledgers.factledger import FactLedger
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.stories import StoryLedger

# What each ledger enters of one article, in the order of the ledgers.
Entries = tuple[Any, ...]
SCHEMAS = (StoryLedger.SCHEMA, FactLedger.SCHEMA)
LOOKUPS = (StoryLedger.LOOKUPS, FactLedger.LOOKUPS)


class Ledger(Protocol):
    """What only the whole corpus knows of one matter, in tables of the shared file.

    ``enter`` and ``remove`` are called inside a transaction; doing either twice is doing it once. ``LOOKUPS`` are the
    indexes that nobody needs before the ledger is complete.
    """

    SCHEMA: ClassVar[str]
    LOOKUPS: ClassVar[str]

    def enter(self, entry: Any) -> None:
        """Enter an article in place of what was entered under its URL; the entry was made in whatever process."""

    def remove(self, url: str) -> None:
        """Take back whatever was entered under a URL."""


def create(generation: Path) -> None:
    """Make the empty ledgers of a new generation."""
    LedgerFile.create(generation, SCHEMAS, LOOKUPS)


def exist(generation: Path) -> bool:
    """Tell whether a generation has ledgers, or was only just begun."""
    return LedgerFile.exists(generation)


def require_readable(generation: Path) -> None:
    """Raise IndexOutdated where a generation's ledgers are missing or were kept by other rules."""
    LedgerFile.open(generation).close()


def entries_of(kept: KeptArticle, document: Document, rows: FactRows) -> Entries:
    """What all ledgers enter of an article, as far as it follows from that alone."""
    return StoryLedger.entry_of(kept, document), FactLedger.entry_of(document, rows)


class Upkeep:
    """Enters what changed in the corpus in all ledgers of one generation, while a ``with`` block lasts."""

    def __init__(self, generation: Path, corpus: Corpus) -> None:
        self._file = LedgerFile.open(generation)
        self._ledgers: tuple[Ledger, ...] = (StoryLedger(self._file, corpus), FactLedger(self._file))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def remove(self, urls: Iterable[str]) -> None:
        """Take articles back, in one transaction."""
        with self._file.writing():
            for url in urls:
                for ledger in self._ledgers:
                    ledger.remove(url)

    def enter(self, articles: Iterable[Entries]) -> None:
        """Enter articles, in one transaction."""
        with self._file.writing():
            for entries in articles:
                for ledger, entry in zip(self._ledgers, entries, strict=True):
                    ledger.enter(entry)

    def finish(self) -> None:
        """What was entered is complete; ledgers of an earlier release are given the indexes that came since."""
        self._file.make(LOOKUPS)
