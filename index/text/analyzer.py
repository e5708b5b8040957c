"""From a text to what an index stores of it: words with their places, and the grams of the exact layer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from typing import NamedTuple

from index.text.normal import normalise, normalise_with_origins
from index.text.proximity import starts_of
from index.text.terms import Numbering, Term
from index.text.tokenizer import Tokenizer, tokenizer_with

PARAGRAPH_GAP = 100
# White space stands first, for most texts have none and are passed over at once.
_BETWEEN_LATIN = re.compile(r"\s(?<=[0-9A-Za-z]\s)(?=\s*[0-9A-Za-z])")
# Marks that stand in no word: what is on one side of them is cut as if the other were not there.
PARTING_MARKS = ",。、"
_PARTING = re.compile(f"[{PARTING_MARKS}]")


class Token(NamedTuple):
    """A word, its span in the text as given, and the sub-words that it carries."""

    text: str
    start: int
    end: int
    subwords: tuple[str, ...]


def is_word(piece: str) -> bool:
    """Tell a word from a mark."""
    return piece.isalnum() or any(char.isalnum() for char in piece)


class Analyzer:
    """Turns texts and queries into terms, always in the same way."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    @property
    def own_words(self) -> tuple[str, ...]:
        """The words beside jieba's that texts are cut by."""
        return self._tokenizer.words

    def load(self) -> None:
        """Load the dictionary now instead of at the first cut."""
        self._tokenizer.load()

    def hasten(self) -> None:
        """Get ready to cut thousands of texts."""
        self._tokenizer.hasten()

    def terms(self, paragraphs: Iterable[str]) -> Iterator[Term]:
        """Yield the words of the paragraphs, each followed by its sub-words at the same position.

        Paragraphs are set apart by a gap, so that no phrase reaches from one into the next.
        """
        numbering = self.numbering()
        return numbering.stream(map(self.pieces, paragraphs), PARAGRAPH_GAP).terms(numbering.vocabulary)

    def numbering(self) -> Numbering:
        """An empty vocabulary for the terms of many texts."""
        return Numbering(self._terms_of)

    def words(self, text: str) -> Iterator[str]:
        """Cut a text into its words without sub-words and without marks."""
        return filter(is_word, self.pieces(text))

    def pieces(self, text: str, normal: str | None = None) -> Iterable[str]:
        """Cut a text into normal words and marks; Latin words stay apart where white space parts them.

        ``normal`` is the normal form of the text, where it is at hand.
        """
        if _BETWEEN_LATIN.search(text):
            return chain.from_iterable(self._tokenizer.cut(normalise(chunk)) for chunk in _latin_chunks(text))
        return self._tokenizer.cut(normalise(text) if normal is None else normal)

    def _terms_of(self, piece: str) -> tuple[str, ...]:
        return (piece, *self._tokenizer.subwords(piece)) if is_word(piece) else ()

    def subwords(self, word: str) -> tuple[str, ...]:
        """The sub-words that a word carries."""
        return self._tokenizer.subwords(word)

    def tokens(self, text: str, holding: Iterable[str] | None = None, normal: str | None = None) -> Iterator[Token]:
        """Yield the words of one text with their spans in it, for highlighting; those alone that hold some string.

        A text without any of the strings is not cut, for to look for them costs far less. ``normal`` is a text that
        has its normal form in it, where one is at hand.
        """
        offset = 0
        for chunk in _latin_chunks(text):
            folded = normalise_with_origins(chunk, normal)
            for start, piece in self._cut(folded.text) if holding is None else self._holding(folded.text, holding):
                if is_word(piece):
                    first, last = folded.span(start, start + len(piece))
                    yield Token(piece, offset + first, offset + last, self._tokenizer.subwords(piece))
            offset += len(chunk)

    def _cut(self, normal: str) -> Iterator[tuple[int, str]]:
        """Every piece of a normal text and where it begins."""
        pieces = list(self._tokenizer.cut(normal))
        return zip(accumulate(map(len, pieces), initial=0), pieces, strict=False)

    def _holding(self, normal: str, strings: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Those pieces in which one of the strings stands whole; what stands between marks is cut where it has any."""
        places = sorted([(at, at + len(string)) for string in strings for at in starts_of(string, normal)])
        number = after = 0
        while number < len(places):
            at, end = _between_marks(normal, places[number][0], after)
            for piece in self._tokenizer.cut(normal[at:end]):
                after, is_holding = at + len(piece), False
                while number < len(places) and places[number][0] < after:
                    is_holding = is_holding or places[number][1] <= after
                    number += 1
                if is_holding:
                    yield at, piece
                at = after


def analyzer_with(words: tuple[str, ...]) -> Analyzer:
    """The analyzer that cuts by these words the texts of an index and the queries for it."""
    return Analyzer(tokenizer_with(words))


def grams(paragraphs: Iterable[str]) -> Iterator[str]:
    """Yield every character and every pair of neighbours of the paragraphs' normal forms, repeats included."""
    for paragraph in paragraphs:
        normal = normalise(paragraph)
        yield from normal
        yield from (normal[start : start + 2] for start in range(len(normal) - 1))


def _between_marks(normal: str, at: int, after: int) -> tuple[int, int]:
    """From where to where the text around a place has parting marks at neither end; nothing before ``after``."""
    before = max([normal.rfind(mark, after, at) for mark in PARTING_MARKS])
    closing = _PARTING.search(normal, at + 1)
    return max(before + 1, after), closing.start() if closing else len(normal)


def _latin_chunks(text: str) -> Iterator[str]:
    """Split a text after white space between two Latin letters or digits, where it parts words as nothing else does."""
    start = 0
    for space in _BETWEEN_LATIN.finditer(text):
        yield text[start : space.end()]
        start = space.end()
    yield text[start:]
