"""From one piece of typed text to what is looked up for it."""

from __future__ import annotations

import re

from index.query.tree import AsTyped, Near, Node, Or, Prefix, Quotation, Word
from index.text.analyzer import Analyzer, is_word
from index.text.normal import normalise

SHORTEST_PREFIX = 2
_PARTING = re.compile(r"[\s，。;；、!！?？]+")


def text_node(piece: str, analyzer: Analyzer, *, in_title: bool = False) -> Node | None:
    """One word, words that may also stand as written, or what has marks inside as it stands; None for marks alone."""
    pieces = list(analyzer.pieces(piece))
    words = [word for word in pieces if is_word(word)]
    if not words:
        return None
    if pieces == words[:1]:
        return _leaf(words[0], in_title)
    if len(words) < len(pieces) and not _only_outer_marks(pieces):
        return Quotation(normalise(piece), in_title)
    bare = "".join(words)
    leaves = tuple(_leaf(word, in_title) for word in words)
    return AsTyped(leaves, Quotation(bare, in_title)) if len(words) > 1 else leaves[0]


def prefix_node(stem: str, analyzer: Analyzer, *, in_title: bool = False) -> Node | None:
    """The words that begin with a stem; one that is no word of the index is looked up wherever it stands, too.

    None where the stem has too few characters or no letter.
    """
    normal = normalise(stem)
    if len(normal) < SHORTEST_PREFIX or not is_word(normal):
        return None
    pieces = list(analyzer.pieces(stem))
    if pieces == [normal]:
        return Prefix(normal, in_title)
    return Or((Prefix(normal, in_title), Quotation(normal, in_title)))


def near_node(inside: str, distance: int, analyzer: Analyzer, *, in_title: bool = False) -> Node | None:
    """The parts of a quotation near each other: as white space parts them, else its words; None for fewer than two."""
    parts = [normal for part in _PARTING.split(inside) if (normal := normalise(part))]
    if len(parts) == 1:
        parts = list(analyzer.words(inside))
    distinct = tuple(dict.fromkeys(parts))
    return Near(distinct, distance, in_title) if len(distinct) > 1 else None


def quotation_node(inside: str, *, in_title: bool = False) -> Node | None:
    """Exactly these characters; None where none are left."""
    normal = normalise(inside)
    return Quotation(normal, in_title) if normal else None


def _leaf(word: str, in_title: bool) -> Word | Quotation:
    """A single Han character is looked up wherever it stands, for words hide it; anything else is a word."""
    return Quotation(word, in_title) if len(word) == 1 and not word.isascii() else Word(word, in_title)


def _only_outer_marks(pieces: list[str]) -> bool:
    inner = [is_word(piece) for piece in pieces]
    first, last = inner.index(True), len(inner) - inner[::-1].index(True)
    return all(inner[first:last])
