"""The tree of a query: what an engine has to find, whatever the reader typed to say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the index cut it; ``in_title`` where the title alone is asked."""

    text: str
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A normal string that must stand in one paragraph or in the title; of one character or more."""

    text: str
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word, or part of one, of the index that begins with a normal string."""

    text: str
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two or more normal strings in one paragraph or in the title, in any order.

    Together they reach over at most ``distance`` characters more than they have themselves, in the normal text.
    """

    parts: tuple[str, ...]
    distance: int
    in_title: bool = False

    @property
    def text(self) -> str:
        """All of them, as a reader would name them."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class Filter:
    """Every document with a value in one of ``DOCUMENT_FIELDS`` that holds a text, both in normal form."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Every document published from one day to another, both ``YYYY-MM-DD`` and inclusive; None leaves an end open."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class AsTyped:
    """Words that were typed in one piece: all of them, wherever they stand, or better the whole as written."""

    words: tuple[Word | Quotation, ...]
    whole: Quotation


@dataclass(frozen=True, slots=True)
class Question:
    """A long text of which any part may do: any of its words, in the text; ``pairs`` only add to the score.

    A pair is two neighbouring characters of what was typed, in normal form.
    """

    words: tuple[Word, ...]
    pairs: tuple[str, ...]


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


Leaf = Word | Quotation | Prefix | Near
Node = Leaf | Filter | Dates | AsTyped | Question | And | Or | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: its tree (None asks for everything), notes on what was read as text, roles of sections."""

    tree: Node | None
    notes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def has_operators(self) -> bool:
        """Tell whether the reader combined the parts by hand."""
        return _has_operators(self.tree)

    def leaves(self) -> Iterator[Leaf]:
        """Every text that an answer may show, those under NOT left out."""
        return _leaves(self.tree) if self.tree else iter(())


def joined(combine: type[And] | type[Or], parts: list[Node]) -> Node | None:
    """Join the parts; what was typed twice is asked once, and None is left of none."""
    different = tuple(dict.fromkeys(parts))
    if len(different) > 1:
        return combine(different)
    return different[0] if different else None


def opposite(node: Node) -> Node:
    """Everything but a node; two of them cancel each other."""
    return node.part if isinstance(node, Not) else Not(node)


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, AsTyped):
        yield from (*node.words, node.whole)
    elif isinstance(node, Question):
        yield from [word for word in node.words if len(word.text) > 1] or node.words
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from _leaves(part)


def _has_operators(node: Node | None) -> bool:
    if isinstance(node, And):
        return any(isinstance(part, Not) or _has_operators(part) for part in node.parts)
    return isinstance(node, Or | Not)
