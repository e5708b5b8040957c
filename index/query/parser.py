"""The grammar of the query language: tokens in, a tree and notes out.

::

    query  =  group            group  =  all { OR all }            all   =  part { [AND] part }
    part   =  [NOT | -] ( "(" group ")" | field: part | quotation [~N] | text [*] )

What cannot be read as the language is read as text, and a note says so: nothing a reader typed vanishes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.knowledge.variants import variant_key
from index.places.courts import todays_name
from index.places.gazetteer import short_province
from index.query.daterange import date_range
from index.query.fieldnames import DATED, TITLE, field_named
from index.query.fieldvalues import field_values, value_named
from index.query.filters import DOCUMENT_FIELDS, ROLE, QueryError
from index.query.lexer import Kind, Token, halfwidth, tokens
from index.query.pieces import near_node, prefix_node, quotation_node, text_node
from index.query.rolefilters import without_roles
from index.query.tree import And, Filter, Node, Or, Query, Quotation, joined, opposite
from index.text.analyzer import Analyzer, is_word
from index.text.normal import normalise
from index.text.script import simplified

LONGEST_QUERY = 200
_LOOSE_DISTANCE = re.compile(r"(?:.*[^0-9])?~[0-9]+")
_BINARY = {Kind.OR, Kind.AND}


def parse(text: str, analyzer: Analyzer) -> Query:
    """Read a query; never fails but for QueryError on one longer than LONGEST_QUERY characters."""
    if len(text) > LONGEST_QUERY:
        raise QueryError(f"A query may have {LONGEST_QUERY} characters, this one has {len(text)}.")
    return _Parser(text, analyzer, tokens(text)).query()


@dataclass(slots=True)
class _Parser:
    text: str
    analyzer: Analyzer
    tokens: list[Token]
    at: int = 0
    notes: list[str] = field(default_factory=list)

    def query(self) -> Query:
        whole = self._group(None)
        if whole is None and normalise(self.text):
            whole = Quotation(normalise(self.text))
            self.notes = [_as_text(self.text.strip())]
        tree, roles = without_roles(whole)
        return Query(tree, tuple(dict.fromkeys(self.notes)), roles)

    def _group(self, within: str | None) -> Node | None:
        """Parts to the end of a group, in a field or in none: those side by side bind more than OR."""
        alternatives: list[Node] = []
        parts: list[Node] = []
        while not self._at_end():
            token = self.tokens[self.at]
            if token.kind in _BINARY:
                self.at += 1
                self._note_if_idle(token, parts)
                if token.kind is Kind.OR:
                    alternatives += _all_of(parts)
                    parts = []
            elif (part := self._part(within)) is not None:
                parts.append(part)
        return joined(Or, [*alternatives, *_all_of(parts)])

    def _note_if_idle(self, token: Token, parts: list[Node]) -> None:
        """A sign before a word says only what is so without it; a keyword needs something on either side."""
        if token.text != "+" and token.text != "＋" and (not parts or self._at_end()):
            self._note(token)

    def _part(self, within: str | None) -> Node | None:
        first = self.tokens[self.at]
        negative = False
        while not self._at_end() and self.tokens[self.at].kind is Kind.NOT:
            negative = not negative
            self.at += 1
        if self._at_end() or self.tokens[self.at].kind in _BINARY:
            self._note(first, self.tokens[self.at - 1])
            return None
        part = self._positive(within)
        return opposite(part) if part is not None and negative else part

    def _positive(self, within: str | None) -> Node | None:
        token = self.tokens[self.at]
        self.at += 1
        if token.kind is Kind.FIELD:
            return self._fielded(token)
        if token.kind is Kind.OPEN:
            return self._bracketed(token, within)
        node = None if token.kind is Kind.STRAY else self._read(token, within)
        if node is None:
            self._note(token)
        return node

    def _fielded(self, name: Token) -> Node | None:
        """What is asked in a field."""
        value = self.tokens[self.at]
        if value.kind is Kind.STRAY:
            self._note(name, value)
            self.at += 1
            return text_node(name.text, self.analyzer)
        return self._positive(name.text)

    def _bracketed(self, opening: Token, within: str | None) -> Node | None:
        tree = self._group(within)
        closing = self.tokens[self.at]
        self.at += 1
        if tree is None:
            self._note(opening, closing)
        return tree

    def _read(self, token: Token, within: str | None) -> Node | None:
        """A quotation or a piece of text, in a field or in none."""
        if within in DATED:
            return date_range(halfwidth(token.text)) or self._misplaced(token)
        if within == ROLE:
            role = value_named(ROLE, token.text)
            return Filter(ROLE, role) if role else self._misplaced(token)
        if within in DOCUMENT_FIELDS:
            return _filter(within, token.text)
        in_title = within == TITLE
        if token.kind is Kind.QUOTATION:
            return self._quotation(token, in_title)
        return self._text(token, in_title)

    def _misplaced(self, token: Token) -> Node | None:
        """What is no date or role, searched with the name of its field."""
        before = self.tokens[self.tokens.index(token) - 1]
        first = before if before.kind is Kind.FIELD else token
        self._note(first, token)
        return text_node(self._typed(first, token), self.analyzer)

    def _quotation(self, token: Token, in_title: bool) -> Node | None:
        if token.distance is not None:
            near = near_node(token.text, token.distance, self.analyzer, in_title=in_title)
            if near is not None:
                return near
            self.notes.append(_as_text(f"~{token.distance}"))
        return quotation_node(token.text, in_title=in_title)

    def _text(self, token: Token, in_title: bool) -> Node | None:
        folded = halfwidth(token.text)
        if folded.endswith("*") and "*" not in folded[:-1]:
            prefix = prefix_node(token.text[:-1], self.analyzer, in_title=in_title)
            if prefix is not None:
                return prefix
        node = text_node(token.text, self.analyzer, in_title=in_title)
        if node is not None and _is_doubtful(folded):
            self._note(token)
        return node

    def _at_end(self) -> bool:
        return self.at >= len(self.tokens) or self.tokens[self.at].kind is Kind.CLOSE

    def _note(self, first: Token, last: Token | None = None) -> None:
        self.notes.append(_as_text(self._typed(first, last or first)))

    def _typed(self, first: Token, last: Token) -> str:
        return self.text[first.start : last.end].strip()


def _filter(name: str, value: str) -> Node | None:
    """A value as the index keeps it: a court by today's name, a province by its short one, a brand by its key."""
    bare = value.rstrip("*＊").strip()
    if not is_word(normalise(bare)):
        return None
    kept = simplified(bare)
    if name == "court":
        kept = todays_name(kept)
    elif name == "province":
        kept = short_province(kept)
    elif name == "brand":
        kept = variant_key(kept)
    elif name in field_values():
        kept = value_named(name, kept) or kept
    return Filter(name, normalise(kept))


def _all_of(parts: list[Node]) -> list[Node]:
    together = joined(And, parts)
    return [] if together is None else [together]


def _is_doubtful(text: str) -> bool:
    """Whether half-width text looks like a prefix, a group, a proximity or a field that it is not."""
    if "*" in text or text.count("(") != text.count(")"):
        return True
    return bool(_LOOSE_DISTANCE.fullmatch(text)) or (text[-1] == ":" and bool(field_named(text[:-1])))


def _as_text(typed: str) -> str:
    return f"「{typed}」 was read as text."
