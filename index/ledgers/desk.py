"""The desk where the ledgers of a data folder are read: brands, checks of names, firsts, honours, figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from index.document import Document
from index.errors import TashanError
from index.ledgers.brandfile import BrandFile, brand_file
from index.ledgers.brandlist import ORDERS, BrandLine, brand_lines
from index.ledgers.figureroll import figure_lines
from index.ledgers.firsts import first_lines
from index.ledgers.honourroll import honour_lines
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.namecheck import NameCheck, name_check
from index.ledgers.rising import RisingBrand, rising_brands
from index.ledgers.sharedsentences import SharedSentence, shared_sentences
from index.ledgers.standing import Row
from index.query import Filters, QueryError
from index.searching import Library, SearchRequest

LEDGERS: dict[str, Callable[[LedgerFile, Filters], Iterator[Row]]] = {
    "firsts": first_lines,
    "honours": honour_lines,
    "figures": figure_lines,
}
LONGEST_NAME = 60
# What is of late is counted back from the newest article, not from today: an index may rest.
LATE_YEARS = 2
_CHINA = timedelta(hours=8)


class UnknownBrand(TashanError):
    """No article has this name as a brand."""


class Desk:
    """Answers from the ledgers of the generation that serves; threads may share it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def brands(
        self,
        query: str = "",
        filters: Filters | None = None,
        *,
        sort: str = "spread",
        first: int = 0,
        count: int | None = None,
    ) -> list[BrandLine]:
        """The brands with the query in their name, inside the filters; raises QueryError where ``sort`` is none."""
        if sort not in ORDERS:
            raise QueryError(f"Brands are sorted by {', '.join(ORDERS)}, not “{sort[:40]}”.")
        with self._open() as file:
            lines = brand_lines(file, _short(query), filters or Filters(), order=sort)
            return list(islice(lines, first, None if count is None else first + count))

    def rising(self, *, count: int) -> list[RisingBrand]:
        """The brands that most courts took up in the LATE_YEARS before the newest article."""
        newest = self._library.coverage().newest
        if newest is None:
            return []
        since = f"{int(newest[:4]) - LATE_YEARS}{newest[4:]}"
        with self._open() as file:
            return rising_brands(file, since=since, count=count)

    def brand(self, name: str) -> BrandFile:
        """The file of one name in any of its spellings; raises UnknownBrand where no article has it as a brand."""
        with self._open() as file:
            found = brand_file(file, _name(name))
        if found is None:
            raise UnknownBrand(f"No article here has “{name}” as a brand; a check of the name finds those like it.")
        return found

    def check(self, name: str) -> NameCheck:
        """Whether a planned name is taken, and by what it is nearly so."""
        asked = _name(name)
        words = self._library.search(SearchRequest(query=f"“{asked.translate(_NO_QUOTES)}”", group="none", size=1))
        with self._open() as file:
            return name_check(
                file,
                asked,
                day=(datetime.now(UTC) + _CHINA).date().isoformat(),
                in_text=words.total,
                coverage=words.coverage,
            )

    def ledger(self, name: str, filters: Filters | None = None) -> Iterator[Row]:
        """The rows of one of LEDGERS inside the filters, however many, the latest told first."""
        with self._open() as file:
            yield from LEDGERS[name](file, filters or Filters())

    def shared_sentences(self, document: Document) -> tuple[SharedSentence, ...]:
        """The sentences of a document that several courts have; none of one that is not to be shown."""
        if document.withheld:
            return ()
        with self._open() as file:
            return tuple(shared_sentences(file, document))

    @contextmanager
    def _open(self) -> Iterator[LedgerFile]:
        with LedgerFile.open(self._library.serving(), read_only=True) as file:
            yield file


_NO_QUOTES: dict[int, Any] = dict.fromkeys(map(ord, '“”„「」『』"＂'))


def _short(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise QueryError(f"A name may have {LONGEST_NAME} characters, this one has {len(text)}.")
    # What cannot be written cannot be a name, and half a character stands in no article.
    return text.encode("utf-8", "replace").decode().strip()


def _name(text: str) -> str:
    name = _short(text)
    if not any(char.isalnum() for char in name):
        raise QueryError("A name is needed.")
    return name
