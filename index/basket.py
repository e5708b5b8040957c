"""A basket: passages that a reader collected, in an order and under headings of the reader's own."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass

from index.collected import LENGTH, PassageId, UnknownPassage
from index.errors import TashanError
from index.text.legible import in_one_line

MOST_ENTRIES = 60
LONGEST_HEADING = 60
# Signed, it fits into the 4,096 bytes that browsers keep of a cookie: what is longer they drop without a word.
LONGEST = 3000
_BETWEEN = "."
_HEADING = "~"


class BasketError(TashanError):
    """The basket cannot hold this."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the reader's own, over the passages that follow it."""

    text: str


Entry = PassageId | Heading


@dataclass(frozen=True, slots=True)
class Basket:
    """Entries in the reader's order; every change gives another basket. No passage is in it twice."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def parse(cls, written: str) -> Basket:
        """Read a basket as ``str`` writes it; raises BasketError."""
        try:
            return cls._checked(_entry(piece) for piece in written.split(_BETWEEN) if piece)
        except (UnknownPassage, ValueError, binascii.Error) as error:
            raise BasketError("This is no basket: its address is cut or mistyped.") from error

    def __str__(self) -> str:
        """The basket in characters that an address takes as they are."""
        return _BETWEEN.join(_written(entry) for entry in self.entries)

    @property
    def passages(self) -> tuple[PassageId, ...]:
        """The passages in order, without the headings."""
        return tuple(entry for entry in self.entries if isinstance(entry, PassageId))

    def having(self, entry: Entry) -> Basket:
        """The basket with one more entry at its end; a passage that it has stays where it is."""
        if entry in self.passages:
            return self
        return self._checked((*self.entries, entry))

    def without(self, at: int) -> Basket:
        """The basket without the entry at a place; a place that it does not have changes nothing."""
        return Basket(tuple(entry for number, entry in enumerate(self.entries) if number != at))

    def moved(self, at: int, to: int) -> Basket:
        """The basket with the entry of one place at another; places that it does not have change nothing."""
        if not (0 <= at < len(self.entries) and 0 <= to < len(self.entries)):
            return self
        entries = list(self.entries)
        entries.insert(to, entries.pop(at))
        return Basket(tuple(entries))

    @classmethod
    def _checked(cls, entries: Iterable[Entry]) -> Basket:
        kept = tuple(entries)
        if len(kept) > MOST_ENTRIES:
            raise BasketError(f"A basket holds {MOST_ENTRIES} passages and headings.")
        basket = cls(kept)
        if len(str(basket)) > LONGEST:
            raise BasketError("The headings of this basket are too long together; shorten some of them.")
        return basket


def heading(typed: str) -> Heading:
    """A heading as a reader typed it; raises BasketError where there is none or it is too long."""
    text = in_one_line(typed).strip()
    if not text or len(text) > LONGEST_HEADING:
        raise BasketError(f"A heading has 1 to {LONGEST_HEADING} characters.")
    return Heading(text)


def _entry(piece: str) -> Entry:
    if piece.startswith(_HEADING):
        raw = piece.removeprefix(_HEADING)
        return heading(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)).decode())
    if len(piece) != LENGTH:
        raise ValueError(piece)
    return PassageId.parse(piece)


def _written(entry: Entry) -> str:
    if isinstance(entry, PassageId):
        return str(entry)
    return _HEADING + base64.urlsafe_b64encode(entry.text.encode()).decode().rstrip("=")
