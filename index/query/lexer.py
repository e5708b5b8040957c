"""From what a reader types to tokens: quotations, brackets, operators, fields and pieces of text.

Full-width marks act as their ASCII twins. Whatever opens without closing, and every operator that stands where it can
mean nothing, stays a piece of text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from index.query.fieldnames import field_named, longest_name

_QUOTES = {"“": "”", "”": "”", "„": "”", "「": "」", "『": "』", '"': '"', "＂": "＂"}
QUOTATION_MARKS = frozenset(_QUOTES) | frozenset(_QUOTES.values())
_ROUND_QUOTES = frozenset('“”„"＂')
_SEPARATORS = frozenset("，。;、!?")
_TWINS = {"，": "，", "〜": "~", "‐": "-", "‑": "-", "–": "-", "−": "-"}
_KEYWORD = re.compile(r"(OR|AND|NOT)(?=[\s(]|[“”„「『\"])")
_DISTANCE = re.compile(r"~([0-9]{1,3})(?![0-9])")


class Kind(Enum):
    """What a token is; STRAY is a quotation mark without its other."""

    TEXT = auto()
    QUOTATION = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    FIELD = auto()
    STRAY = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token and its span; ``text`` is what stands inside a quotation, the field's name, else the span itself."""

    kind: Kind
    start: int
    end: int
    text: str
    distance: int | None = None


def tokens(typed: str) -> list[Token]:
    """Cut a query into its tokens; every CLOSE has its OPEN, and after a FIELD comes what is asked in it."""
    return list(_Lexer(typed, halfwidth(typed)).tokens())


def halfwidth(typed: str) -> str:
    """The same text with ASCII twins for full-width characters, character for character."""
    return "".join(map(_twin, typed))


def _twin(char: str) -> str:
    """A full-width comma parts even digits, which an ASCII one does not; keyboards have more than one hyphen."""
    if char.isspace():
        return " "
    if char in _TWINS:
        return _TWINS[char]
    compatible = unicodedata.normalize("NFKC", char)
    return compatible if len(compatible) == 1 else char


@dataclass(slots=True)
class _Lexer:
    typed: str
    text: str
    at: int = 0
    closers: set[int] = field(default_factory=set)
    pairs: dict[int, int] = field(default_factory=dict)

    def tokens(self) -> Iterator[Token]:
        self.pairs = self._bracket_pairs()
        while self._skip_separators():
            token = self._operator() or self._value()
            yield token
            if token.kind is Kind.FIELD:
                yield self._value()

    def _skip_separators(self) -> bool:
        while self.at < len(self.text) and self._parts(self.at):
            self.at += 1
        return self.at < len(self.text)

    def _operator(self) -> Token | None:
        """A closing bracket, a keyword, a sign or the name of a field, where one begins here."""
        char, is_sign = self.text[self.at], self._is_tight(self.at + 1)
        if self.at in self.closers:
            return self._token(Kind.CLOSE, self.at + 1)
        if (keyword := _KEYWORD.match(self.text, self.at)) and self.text[keyword.end() :].strip():
            return self._token(Kind[keyword[1]], keyword.end())
        if char == "-" and is_sign:
            return self._token(Kind.NOT, self.at + 1)
        if char == "+" and is_sign:
            # Every word is wanted anyway.
            return self._token(Kind.AND, self.at + 1)
        return self._field()

    def _field(self) -> Token | None:
        colon = self.text.find(":", self.at, self.at + longest_name() + 1)
        name = field_named(self.typed[self.at : colon]) if colon > 0 and self._is_tight(colon + 1) else None
        return self._token(Kind.FIELD, colon + 1, name) if name else None

    def _value(self) -> Token:
        """A quotation, an opening bracket or a piece of text."""
        if self.typed[self.at] in _QUOTES:
            return self._quotation()
        if self.at in self.pairs:
            self.closers.add(self.pairs[self.at])
            return self._token(Kind.OPEN, self.at + 1)
        return self._token(Kind.TEXT, self._end_of_text())

    def _quotation(self) -> Token:
        closing = self._closing_quote(self.at)
        if closing is None:
            return self._token(Kind.STRAY, self.at + 1)
        inside = self.typed[self.at + 1 : closing]
        distance = _DISTANCE.match(self.text, closing + 1)
        end = distance.end() if distance else closing + 1
        return self._token(Kind.QUOTATION, end, inside, int(distance[1]) if distance else None)

    def _token(self, kind: Kind, end: int, text: str | None = None, distance: int | None = None) -> Token:
        start, self.at = self.at, end
        return Token(kind, start, end, self.typed[start:end] if text is None else text, distance)

    def _end_of_text(self) -> int:
        """Text runs to white space, a quotation mark or a group; brackets around no white space belong to it."""
        for at in range(self.at + 1, len(self.text)):
            if self._parts(at) or at in self.closers or self.typed[at] in QUOTATION_MARKS or self._opens_group(at):
                return at
        return len(self.text)

    def _opens_group(self, at: int) -> bool:
        return at in self.pairs and " " in self.text[at : self.pairs[at]]

    def _parts(self, at: int) -> bool:
        """Whether a character parts texts; a comma between digits belongs to a figure."""
        char = self.text[at]
        between_digits = self.text[at - 1 : at].isdigit() and self.text[at + 1 : at + 2].isdigit()
        return char == " " or char in _SEPARATORS or (char == "," and not between_digits)

    def _is_tight(self, at: int) -> bool:
        """Whether something follows here that an operator can apply to."""
        return at < len(self.text) and not self._parts(at) and at not in self.closers

    def _closing_quote(self, opening: int) -> int | None:
        mark = self.typed[opening]
        closers = _ROUND_QUOTES - {"„"} if mark in _ROUND_QUOTES else {_QUOTES[mark]}
        return next((at for at in range(opening + 1, len(self.typed)) if self.typed[at] in closers), None)

    def _bracket_pairs(self) -> dict[int, int]:
        """Every opening bracket outside of quotations that has a closing one, and where that is."""
        pairs, opened, at = {}, [], 0
        while at < len(self.text):
            closing_quote = self._closing_quote(at) if self.typed[at] in _QUOTES else None
            if closing_quote is not None:
                at = closing_quote
            elif self.text[at] == "(":
                opened.append(at)
            elif self.text[at] == ")" and opened:
                pairs[opened.pop()] = at
            at += 1
        return pairs
