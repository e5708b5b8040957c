"""The query language: from what a reader types to a tree that any engine can answer.

Words, “quotations” in any of the marks that Chinese keyboards give, ``-`` or NOT, OR and brackets. What cannot be
read as the language is read as text, and a note says so: nothing a reader typed vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from index.errors import TashanError
from index.places.courts import todays_name
from index.text.analyzer import Analyzer, is_word
from index.text.normal import normalise
from index.text.script import simplified

LONGEST_QUERY = 200

_QUOTES = {"“": "”", "”": "”", "„": "”", "「": "」", "『": "』", '"': '"', "＂": "＂"}
QUOTATION_MARKS = frozenset(_QUOTES) | frozenset(_QUOTES.values())
# A comma between digits is part of a figure.
_SEPARATORS = re.compile(r"(?:[，。;；、!！?？\s]|(?<!\d),|,(?!\d))+")
_NOT_SIGNS = "-－"
_OPEN, _CLOSE = "(（", ")）"


class QueryError(TashanError):
    """The query or a filter cannot be answered as it stands."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the index cut it."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A normal string that must stand in one paragraph or in the title; of one character or more."""

    text: str


@dataclass(frozen=True, slots=True)
class AsTyped:
    """Words that were typed in one piece: all of them, wherever they stand, or better the whole as written."""

    words: tuple[Word | Quotation, ...]
    whole: Quotation


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but this."""

    part: Node


Node = Word | Quotation | AsTyped | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: its tree (None asks for everything) and notes on what was read as text."""

    tree: Node | None
    notes: tuple[str, ...] = ()

    @property
    def has_operators(self) -> bool:
        """Tell whether the reader combined the parts by hand."""
        return _has_operators(self.tree)

    def leaves(self) -> Iterator[Word | Quotation]:
        """Every word and quotation that an answer may show, those under NOT left out."""
        return _leaves(self.tree) if self.tree else iter(())

    def with_any_part(self) -> Query:
        """The same query content with any one of its parts."""
        parts = self.tree.parts if isinstance(self.tree, And) else ()
        return Query(Or(parts), self.notes) if len(parts) > 1 else self


FIELDS = ("province", "city", "court", "level", "kind", "column", "source", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the answers are narrowed to: any value inside a field, every field; dates are ``YYYY-MM-DD``, inclusive.

    Values are taken in either script and kept in simplified characters, as the facets are.
    A court may be given by any of its names and is kept by the one that the index counts it under.
    """

    province: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    court: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None

    def __post_init__(self) -> None:
        for name in FIELDS:
            object.__setattr__(self, name, tuple(dict.fromkeys(map(simplified, self.values(name)))))
        for value in (self.date_from, self.date_to):
            if value is not None:
                _require_date(value)
        object.__setattr__(self, "court", self._courts())

    def _courts(self) -> tuple[str, ...]:
        """The courts by the names that the index keeps, whatever the reader gave; a place beside them may decide."""
        province, city = (places[0] if len(places) == 1 else None for places in (self.province, self.city))
        return tuple(dict.fromkeys(todays_name(name, province=province, city=city) for name in self.court))

    def values(self, name: str) -> tuple[str, ...]:
        """The values asked for in one of FIELDS."""
        values: tuple[str, ...] = getattr(self, name)
        return values


def parse(text: str, analyzer: Analyzer) -> Query:
    """Read a query; never fails but for QueryError on one longer than LONGEST_QUERY characters."""
    if len(text) > LONGEST_QUERY:
        raise QueryError(f"A query may have {LONGEST_QUERY} characters, this one has {len(text)}.")
    return _Parser(text, analyzer).query()


@dataclass(slots=True)
class _Parser:
    text: str
    analyzer: Analyzer
    offset: int = 0
    depth: int = 0
    notes: list[str] = field(default_factory=list)

    def query(self) -> Query:
        tree = self._alternatives()
        if tree is None and normalise(self.text):
            tree = Quotation(normalise(self.text))
            self.notes.clear()
            self._note(self.text.strip())
        return Query(tree, tuple(dict.fromkeys(self.notes)))

    def _alternatives(self) -> Node | None:
        """One group: parts joined by OR bind less than parts side by side."""
        alternatives: list[Node] = []
        parts: list[Node] = []
        while not self._at_end_of_group():
            if self._takes_keyword("OR"):
                if not parts or self._at_end_of_group():
                    self._note("OR")
                alternatives.extend(_joined(parts))
                parts = []
            elif (part := self._part()) is not None:
                parts.append(part)
        alternatives.extend(_joined(parts))
        return _one(Or, alternatives)

    def _part(self) -> Node | None:
        start = self.offset
        if self._takes_not():
            part = None if self._at_end_of_group() else self._part()
            if part is None:
                self._note(self.text[start : self.offset].strip())
            return _opposite(part) if part is not None else None
        char = self.text[self.offset]
        if char in _QUOTES:
            return self._quotation()
        if char in _OPEN and self._closing_bracket(self.offset) is not None:
            return self._group()
        return self._words()

    def _quotation(self) -> Node | None:
        opening = self.text[self.offset]
        end = self._closing_quote(opening)
        self.offset += 1
        if end is None:
            self._note(opening)
            return None
        inside = normalise(self.text[self.offset : end])
        self.offset = end + 1
        if not inside:
            self._note(opening + self.text[end])
            return None
        return Quotation(inside)

    def _closing_quote(self, opening: str) -> int | None:
        closers = {_QUOTES[opening]} | ({"”", '"', "＂", "“"} if opening in '“”„"＂' else set())
        return next((at for at in range(self.offset + 1, len(self.text)) if self.text[at] in closers), None)

    def _group(self) -> Node | None:
        start = self.offset
        self.offset += 1
        self.depth += 1
        tree = self._alternatives()
        self.depth -= 1
        self.offset += 1
        if tree is None:
            self._note(self.text[start : self.offset])
        return tree

    def _words(self) -> Node | None:
        start = self.offset
        self.offset = self._end_of_chunk()
        chunk = self.text[start : self.offset]
        parts = [part for piece in _SEPARATORS.split(chunk) if (part := self._piece(piece)) is not None]
        if not parts:
            self._note(chunk)
        return _one(And, parts)

    def _piece(self, piece: str) -> Node | None:
        """A piece of text without white space: one word, or words that may also stand as written."""
        whole = normalise(piece)
        pieces = list(self.analyzer.pieces(piece))
        words = [word for word in pieces if is_word(word)]
        if not words:
            return None
        if pieces == words[:1]:
            return _leaf(words[0])
        if len(words) < len(pieces) and not _only_outer_marks(pieces):
            return Quotation(whole)
        bare = "".join(words)
        return AsTyped(tuple(_leaf(word) for word in words), Quotation(bare)) if len(words) > 1 else _leaf(bare)

    def _end_of_chunk(self) -> int:
        """A word runs to white space, a quotation mark or a group; brackets around no white space are text."""
        opened = 0
        for at in range(self.offset, len(self.text)):
            char = self.text[at]
            if char.isspace() or (char in QUOTATION_MARKS and at > self.offset):
                return at
            if char in _OPEN:
                if at > self.offset and self._opens_group(at):
                    return at
                opened += 1
            elif char in _CLOSE:
                if not opened and self.depth and at > self.offset:
                    return at
                opened -= 1
        return len(self.text)

    def _opens_group(self, opening: int) -> bool:
        end = self._closing_bracket(opening)
        return end is not None and any(char.isspace() for char in self.text[opening:end])

    def _closing_bracket(self, opening: int) -> int | None:
        opened = 0
        for at in range(opening, len(self.text)):
            opened += (self.text[at] in _OPEN) - (self.text[at] in _CLOSE)
            if not opened:
                return at
        return None

    def _at_end_of_group(self) -> bool:
        while self.offset < len(self.text) and self.text[self.offset].isspace():
            self.offset += 1
        return self.offset >= len(self.text) or (self.depth > 0 and self.text[self.offset] in _CLOSE)

    def _takes_not(self) -> bool:
        if self._takes_keyword("NOT"):
            return True
        following = self.text[self.offset + 1 : self.offset + 2]
        if self.text[self.offset] in _NOT_SIGNS and following and not following.isspace():
            self.offset += 1
            return True
        return False

    def _takes_keyword(self, keyword: str) -> bool:
        match = re.compile(rf"{keyword}(?=\s)").match(self.text, self.offset)
        if match is None or not self.text[match.end() :].strip():
            return False
        self.offset = match.end()
        return True

    def _note(self, read_as_text: str) -> None:
        self.notes.append(f"「{read_as_text}」不合检索式，已按文字处理（read as text）")


def _leaf(word: str) -> Word | Quotation:
    """A single Han character is looked up wherever it stands, for words hide it; anything else is a word."""
    return Quotation(word) if len(word) == 1 and not word.isascii() else Word(word)


def _opposite(node: Node) -> Node:
    """A row of minus signs must not nest as deep as it is long."""
    return node.part if isinstance(node, Not) else Not(node)


def _only_outer_marks(pieces: list[str]) -> bool:
    inner = [is_word(piece) for piece in pieces]
    first, last = inner.index(True), len(inner) - inner[::-1].index(True)
    return all(inner[first:last])


def _joined(parts: list[Node]) -> list[Node]:
    joined = _one(And, parts)
    return [] if joined is None else [joined]


def _one(combine: type[And] | type[Or], parts: list[Node]) -> Node | None:
    """Join the parts; what was typed twice is asked once."""
    different = tuple(dict.fromkeys(parts))
    if len(different) > 1:
        return combine(different)
    return different[0] if different else None


def _leaves(node: Node) -> Iterator[Word | Quotation]:
    if isinstance(node, Word | Quotation):
        yield node
    elif isinstance(node, AsTyped):
        yield from (*node.words, node.whole)
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from _leaves(part)


def _has_operators(node: Node | None) -> bool:
    if isinstance(node, And):
        return any(isinstance(part, Not) or _has_operators(part) for part in node.parts)
    return isinstance(node, Or | Not)


def _require_date(value: str) -> None:
    """Days are compared as text, so 20240102 will not do, which Python reads too."""
    try:
        is_day = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        raise QueryError(f"“{value}” is not a day as YYYY-MM-DD.")
