"""Terms in numbers: a vocabulary for many texts, and of each text two rows of numbers, with no object for a word."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.typing import NDArray

# A vocabulary of so many words takes some 40 MB with all that is known of them.
MOST_WORDS = 100_000

Numbers = NDArray[np.uint32]
# The pieces of each paragraph.
Paragraphs = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Term:
    """A word or justified sub-word; ``position`` is the ordinal of the word in its field, so that phrases match."""

    text: str
    position: int


@dataclass(frozen=True, slots=True, eq=False)
class TermStream:
    """The terms of a field in their order: their numbers in a vocabulary and, beside them, their positions.

    ``starts`` are the positions at which its paragraphs begin.
    """

    numbers: Numbers
    positions: Numbers
    starts: Numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def terms(self, vocabulary: Sequence[str]) -> Iterator[Term]:
        """The same as words, for whoever looks at few of them."""
        return map(Term, map(vocabulary.__getitem__, self.numbers.tolist()), self.positions.tolist())


NO_TERMS = TermStream(*(np.zeros(0, np.uint32) for _ in range(3)))


class Numbering:
    """Numbers the terms of many texts; what a piece of text gives is looked up when it is first met.

    ``terms_of`` gives the terms of a piece, the word itself first; nothing for a mark.
    """

    def __init__(self, terms_of: Callable[[str], Sequence[str]]) -> None:
        self.vocabulary: list[str] = []
        self._numbers = _Numbers(self.vocabulary)
        self._pieces = _Pieces(lambda piece: map(self._numbers.__getitem__, terms_of(piece)))

    @property
    def is_full(self) -> bool:
        """Tell whether whoever has more texts to number had better begin another vocabulary."""
        return len(self.vocabulary) >= MOST_WORDS

    def stream(self, paragraphs: Iterable[Iterable[str]], gap: int) -> TermStream:
        """The terms of a field from the pieces of its paragraphs, which are set ``gap`` positions apart."""
        (stream,) = self.streams([[[*pieces] for pieces in paragraphs]], gap)
        return stream

    def streams(self, fields: Sequence[Paragraphs], gap: int) -> list[TermStream]:
        """The terms of several fields; a thousand words at once run without a step of the interpreter for each."""
        sizes = np.fromiter(map(len, chain.from_iterable(fields)), np.int64)
        pieces = self._pieces.numbers(chain.from_iterable(chain.from_iterable(fields)))
        numbers, counts = self._pieces.terms(pieces)
        tokens, words = _sums(counts), _sums(counts > 0)
        # Where each paragraph begins and, of each field, the first one.
        first = _sums(sizes)
        bounds = [0, *accumulate(map(len, fields))]
        starts = [
            words[first[begin:end]] - words[first[begin]] + np.arange(end - begin) * gap
            for begin, end in pairwise(bounds)
        ]
        before = np.concatenate(starts) - words[first[:-1]]
        positions = np.repeat(words[:-1] + np.repeat(before, sizes), counts).astype(np.uint32)
        cuts = tokens[first[bounds]].tolist()
        return [
            TermStream(numbers[begin:end], positions[begin:end], start.astype(np.uint32))
            for (begin, end), start in zip(pairwise(cuts), starts, strict=True)
        ]


class _Numbers(dict[str, int]):
    """Gives every new term the next number and writes it down."""

    def __init__(self, vocabulary: list[str]) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        self._vocabulary.append(term)
        return number


class _Pieces(dict[str, int]):
    """Gives every new piece the next number and writes down the numbers of its terms."""

    def __init__(self, find: Callable[[str], Iterable[int]]) -> None:
        super().__init__()
        self._find = find
        # numpy has no view of nothing.
        self._terms, self._ends = array("I", [0]), array("I", [1])

    def __missing__(self, piece: str) -> int:
        self._terms.extend(self._find(piece))
        self._ends.append(len(self._terms))
        number = self[piece] = len(self)
        return number

    def numbers(self, pieces: Iterable[str]) -> NDArray[np.int64]:
        """The number of each piece."""
        return np.fromiter(map(self.__getitem__, pieces), np.int64)

    def terms(self, numbers: NDArray[np.int64]) -> tuple[Numbers, NDArray[np.int64]]:
        """The terms of some pieces, one piece after another, and how many each has."""
        # These views are gone before the rows that they are of can grow again.
        ends, terms = np.frombuffer(self._ends, np.uint32), np.frombuffer(self._terms, np.uint32)
        firsts = ends[numbers].astype(np.int64)
        counts = ends[numbers + 1] - firsts
        ranges = np.repeat(firsts - _sums(counts)[:-1], counts) + np.arange(int(counts.sum()))
        return terms[ranges], counts


def _sums(counts: NDArray[np.int64] | NDArray[np.bool_]) -> NDArray[np.int64]:
    """What is before each of some neighbours, and before the end."""
    sums = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=sums[1:])
    return sums
