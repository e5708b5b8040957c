"""Terms in numbers: a vocabulary for many texts, and of each text two rows of numbers, with no object for a word."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

# A vocabulary of so many words takes some 40 MB with all that is known of them.
MOST_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Term:
    """A word or justified sub-word; ``position`` is the ordinal of the word in its field, so that phrases match."""

    text: str
    position: int


@dataclass(frozen=True, slots=True)
class TermStream:
    """The terms of a field in their order: their numbers in a vocabulary and, beside them, their positions.

    ``starts`` are the positions at which its paragraphs begin; all three are uint32.
    """

    numbers: array[int]
    positions: array[int]
    starts: array[int]

    def __len__(self) -> int:
        return len(self.numbers)

    def terms(self, vocabulary: Sequence[str]) -> Iterator[Term]:
        """The same as words, for whoever looks at few of them."""
        return map(Term, map(vocabulary.__getitem__, self.numbers), self.positions)


NO_TERMS = TermStream(array("I"), array("I"), array("I"))


class Numbering:
    """Numbers the terms of many texts; what a piece of text gives is looked up when it is first met.

    ``terms_of`` gives the terms of a piece, the word itself first; nothing for a mark.
    """

    def __init__(self, terms_of: Callable[[str], Sequence[str]]) -> None:
        self.vocabulary: list[str] = []
        self._numbers = _Numbers(self.vocabulary)
        self._known = _Known(lambda piece: tuple(map(self._numbers.__getitem__, terms_of(piece))))

    @property
    def is_full(self) -> bool:
        """Tell whether whoever has more texts to number had better begin another vocabulary."""
        return len(self.vocabulary) >= MOST_WORDS

    def stream(self, paragraphs: Iterable[Iterable[str]], gap: int) -> TermStream:
        """The terms of a field from the pieces of its paragraphs, which are set ``gap`` positions apart."""
        numbers, positions, starts = array("I"), array("I"), array("I")
        first = 0
        for pieces in paragraphs:
            starts.append(first)
            # Half a thousand words an article: all of this runs without a step of the interpreter for each.
            words = [*filter(None, map(self._known.__getitem__, pieces))]
            numbers.extend(chain.from_iterable(words))
            positions.extend(chain.from_iterable(map(repeat, range(first, first + len(words)), map(len, words))))
            first += len(words) + gap
        return TermStream(numbers, positions, starts)


class _Numbers(dict[str, int]):
    """Gives every new term the next number and writes it down."""

    def __init__(self, vocabulary: list[str]) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        self._vocabulary.append(term)
        return number


class _Known(dict[str, tuple[int, ...]]):
    """The numbers of each piece that was met."""

    def __init__(self, find: Callable[[str], tuple[int, ...]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, piece: str) -> tuple[int, ...]:
        numbers = self[piece] = self._find(piece)
        return numbers
