"""The desk where the ledgers of a data folder are read: brands, checks of names, firsts, honours, figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from index.document import Document
from index.errors import TashanError
from index.ledgers.brandfile import BrandFile, brand_file
from index.ledgers.brandlist import ORDERS, BrandCount, BrandLine, Wanted, brand_counts, brand_lines, brand_tally
from index.ledgers.comparing import FEWEST, MOST, Comparison, compare
from index.ledgers.courtfile import MOST_ROWS, CourtFile, court_file
from index.ledgers.courtlist import CourtLine, court_lines
from index.ledgers.figureroll import figure_lines
from index.ledgers.firsts import first_lines
from index.ledgers.honourroll import honour_lines
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.matter import ANY_MATTER, Matter
from index.ledgers.namecheck import NameCheck, name_check
from index.ledgers.rising import RisingBrand, rising_brands
from index.ledgers.sharedsentences import SharedSentence, shared_sentences
from index.ledgers.sidebyside import CourtWords, side_by_side
from index.ledgers.standing import Row
from index.ledgers.tally import Tally, tally
from index.moments import AHEAD
from index.query import Filters, QueryError
from index.searching import Library, SearchRequest
from index.stacks import Stacks

LEDGERS: dict[str, Callable[[LedgerFile, Filters, Matter], Iterator[Row]]] = {
    "firsts": first_lines,
    "honours": honour_lines,
    "figures": figure_lines,
}
TABLES = {"firsts": "claim", "honours": "honour", "figures": "figure"}
LONGEST_NAME = 60
ALL = Wanted()
TALLIES_KEPT = 64
LISTS_KEPT = 16
# What is of late is counted back from the newest article, not from today: an index may rest.
LATE_YEARS = 2


class UnknownBrand(TashanError):
    """No article has this name as a brand."""


class UnknownCourt(TashanError):
    """No article is about a court of this name."""


class Desk:
    """Answers from the ledgers of the generation that serves; threads may share it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def stacks(self) -> Stacks:
        """The articles that its rows cite."""
        return self._library.stacks

    def brands(
        self, wanted: Wanted = ALL, *, sort: str = "spread", first: int = 0, count: int | None = None
    ) -> list[BrandLine]:
        """A span of the brands that are wanted; raises QueryError where ``sort`` is none."""
        if sort not in ORDERS:
            raise QueryError(f"Brands are sorted by {', '.join(ORDERS)}, not “{sort[:40]}”.")
        asked = replace(wanted, query=_short(wanted.query))
        counted = _brand_counts(self._library.generation, self._library.serving(), asked, sort)
        with self._open() as file:
            return list(brand_lines(file, asked, counted[first : None if count is None else first + count]))

    def brand_tally(self, wanted: Wanted = ALL) -> Tally:
        """How many brands are wanted, and how many other choices would give."""
        asked = replace(wanted, query=_short(wanted.query))
        return _brand_tally(self._library.generation, self._library.serving(), asked)

    def rising(self, *, count: int) -> list[RisingBrand]:
        """The brands that most courts took up in the LATE_YEARS before the newest article."""
        newest = self._library.coverage().newest
        if newest is None:
            return []
        since = f"{int(newest[:4]) - LATE_YEARS}{newest[4:]}"
        return _rising(self._library.generation, self._library.serving(), since, count)

    def brand(self, name: str) -> BrandFile:
        """The file of one name in any of its spellings; raises UnknownBrand where no article has it as a brand."""
        with self._open() as file:
            found = brand_file(file, _name(name))
        if found is None:
            raise UnknownBrand(f"No article here has “{name}” as a brand; a check of the name finds those like it.")
        return found

    def side_by_side(self, brand: BrandFile) -> tuple[CourtWords, ...]:
        """What the courts that have a brand say of it, with the words they share; none where only one has it."""
        with self._open() as file:
            return side_by_side(file, brand.uses, [user.court for user in brand.users])

    def check(self, name: str) -> NameCheck:
        """Whether a planned name is taken, and by what it is nearly so."""
        asked = _name(name)
        words = self._library.search(
            SearchRequest(query=f"“{asked.translate(_NO_QUOTES)}”", group="none", size=1, values=0)
        )
        with self._open() as file:
            return name_check(
                file,
                asked,
                day=(datetime.now(UTC) + AHEAD).date().isoformat(),
                in_text=words.total,
                coverage=words.coverage,
            )

    def ledger(self, name: str, filters: Filters | None = None, matter: Matter = ANY_MATTER) -> Iterator[Row]:
        """The rows of one of LEDGERS inside the filters, however many, the latest told first."""
        with self._open() as file:
            yield from LEDGERS[name](file, filters or Filters(), matter)

    def latest(self, name: str, *, count: int) -> list[Row]:
        """So many rows of one of LEDGERS, those that were told last."""
        return _latest(self._library.generation, self._library.serving(), name, count)

    def tally(self, name: str, filters: Filters, matter: Matter = ANY_MATTER) -> Tally:
        """How many rows one of LEDGERS has inside the filters, and how many other choices would leave."""
        return _tally(self._library.generation, self._library.serving(), TABLES[name], filters, matter)

    def courts(self, query: str = "", filters: Filters | None = None) -> list[CourtLine]:
        """The courts with the query in their name that have articles inside the filters, by place."""
        return _court_lines(self._library.generation, self._library.serving(), _short(query), filters or Filters())

    def court(self, name: str, *, most: int | None = MOST_ROWS) -> CourtFile:
        """The file of a court by any of its names; raises UnknownCourt where no article is about it."""
        with self._open() as file:
            return _court_file(file, name, most)

    def compare(self, names: Sequence[str], *, most: int | None = MOST_ROWS) -> Comparison:
        """Two to four courts side by side; raises QueryError for fewer or more, and UnknownCourt."""
        named = tuple(dict.fromkeys(_todays(_name(name)) for name in names))
        if not FEWEST <= len(named) <= MOST:
            raise QueryError(f"{FEWEST} to {MOST} different courts are compared, not {len(named)}.")
        with self._open() as file:
            return compare([_court_file(file, name, most) for name in named])

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


def _court_file(file: LedgerFile, name: str, most: int | None) -> CourtFile:
    found = court_file(file, _todays(_name(name)), most)
    if found is None:
        raise UnknownCourt(f"No article here is about “{name}”; the list of courts finds it by a part of its name.")
    return found


def _todays(name: str) -> str:
    """The name that the index counts a court under, whichever a reader gives."""
    return Filters(court=(name,)).court[0]


@lru_cache(maxsize=LISTS_KEPT)
def _court_lines(generation: str, folder: Path, query: str, filters: Filters) -> list[CourtLine]:
    """Every court of the index is looked at, and the answer is the same until ``generation`` changes."""
    del generation
    with LedgerFile.open(folder, read_only=True) as file:
        return court_lines(file, query, filters)


@lru_cache(maxsize=LISTS_KEPT)
def _brand_counts(generation: str, folder: Path, wanted: Wanted, order: str) -> list[BrandCount]:
    """Every brand of the index is counted, and the answer is the same until ``generation`` changes."""
    del generation
    with LedgerFile.open(folder, read_only=True) as file:
        return brand_counts(file, wanted, order)


@lru_cache(maxsize=TALLIES_KEPT)
def _brand_tally(generation: str, folder: Path, wanted: Wanted) -> Tally:
    del generation
    with LedgerFile.open(folder, read_only=True) as file:
        return brand_tally(file, wanted)


@lru_cache(maxsize=TALLIES_KEPT)
def _tally(generation: str, folder: Path, table: str, filters: Filters, matter: Matter) -> Tally:
    """Counting goes through all of a ledger, and says the same until ``generation`` changes."""
    del generation
    with LedgerFile.open(folder, read_only=True) as file:
        return tally(file, table, filters, matter)


@lru_cache(maxsize=LISTS_KEPT)
def _rising(generation: str, folder: Path, since: str, count: int) -> list[RisingBrand]:
    """Every use of every brand is looked at, and the answer is the same until ``generation`` changes."""
    del generation
    with LedgerFile.open(folder, read_only=True) as file:
        return rising_brands(file, since=since, count=count)


@lru_cache(maxsize=LISTS_KEPT)
def _latest(generation: str, folder: Path, name: str, count: int) -> list[Row]:
    """What contradicts each row is looked for, and is the same until ``generation`` changes."""
    del generation
    with LedgerFile.open(folder, read_only=True) as file:
        return list(islice(LEDGERS[name](file, Filters(), ANY_MATTER), count))


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
