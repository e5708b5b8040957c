"""Corrections: what a query may have been meant to be, by the words of the index that sound or look like its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from index.query import And, AsTyped, Filter, Leaf, Node, Or, Query, Quotation, Word
from index.query.fieldnames import field_names
from index.text.normal import normalise
from index.text.script import simplified
from index.vocabulary import Vocabulary

FEW = 3
MOST_TRIED = 3
MOST_DOUBTED = 12


@dataclass(frozen=True, slots=True)
class Help:
    """What mends a query, got only when it is needed: the words of the index, and what some letters may spell."""

    vocabulary: Callable[[], Vocabulary]
    spelt: Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Corrections:
    """What may have been meant by a query, and the query as it was typed.

    ``finds`` tells whether another query finds anything, ``stands`` whether a string stands in any text at all.
    """

    typed: str
    query: Query
    help_at_hand: Help
    finds: Callable[[str], bool]
    stands: Callable[[str], bool]

    def first(self, total: int) -> str | None:
        """The query with a word of the index in place of a text that stands nowhere but sounds or looks like it.

        Where enough articles answer, only characters that no word holds are doubted, and only by their sound.
        """
        return next(filter(self.finds, islice(self._all(few=total < FEW), MOST_TRIED)), None)

    def _all(self, *, few: bool) -> Iterator[str]:
        parts = list(typed_parts(self.query.tree))
        texts = [text for part in parts for text in _doubted(part, few=few)]
        for text in islice(texts, MOST_DOUBTED):
            yield from self._replaced(text, self._words.alike_in_sound(text) or self.help_at_hand.spelt(text))
        for part in parts if few else ():
            whole = wording_of(part)
            yield from self._replaced(whole, self._words.alike_in_writing(whole))

    def _replaced(self, doubted: str, alike: list[str]) -> Iterator[str]:
        if not alike or doubted in self._words or self.stands(doubted):
            return
        text = self.typed if doubted in self.typed else simplified(self.typed)
        if doubted in text:
            yield from (text.replace(doubted, word) for word in islice(self._standing(alike), MOST_TRIED))
        elif normalise(text) == doubted:
            yield from islice(self._standing(alike), MOST_TRIED)

    def _standing(self, alike: list[str]) -> Iterator[str]:
        """Those that are words of the index, or stand in some text as two words side by side."""
        for text in alike:
            if text in self._words or self.stands(text):
                yield text

    @property
    def _words(self) -> Vocabulary:
        return self.help_at_hand.vocabulary()


def typed_parts(node: Node | None) -> Iterator[Node]:
    """What a query asks for, piece by piece as it was typed; what it does not want is left out."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from typed_parts(part)
    elif isinstance(node, Leaf | AsTyped | Filter):
        yield node


def wording_of(part: Node) -> str:
    """A piece of a query in the words of its reader."""
    if isinstance(part, Filter):
        return f"{field_names()[part.field][0]}：{part.value}"
    return part.whole.text if isinstance(part, AsTyped) else getattr(part, "text", "")


def _doubted(part: Node, *, few: bool) -> Iterator[str]:
    """The texts in a part of a query that may be mistyped: the whole, or neighbours around a lone character."""
    if isinstance(part, AsTyped):
        if few or any(map(_is_lone, part.words)):
            yield part.whole.text
        yield from _neighbours(part.words)
    elif few and isinstance(part, Word | Quotation):
        yield part.text


def _neighbours(words: tuple[Word | Quotation, ...]) -> Iterator[str]:
    """Two to four words side by side that are not all of them, with a lone character among them."""
    for count in (4, 3, 2):
        for first in range(len(words) - count + 1):
            some = words[first : first + count]
            if count < len(words) and any(map(_is_lone, some)):
                yield "".join(word.text for word in some)


def _is_lone(word: Word | Quotation) -> bool:
    return isinstance(word, Quotation) and len(word.text) == 1
