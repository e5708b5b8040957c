"""Terms in numbers: a vocabulary for many texts, and of each text two rows of numbers, with no object for a word."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Places = NDArray[np.int64]
# A vocabulary of so many words takes some 40 MB with all that is known of them.
MOST_WORDS = 200_000


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


_NONE = np.zeros(0, np.uint32)
NO_TERMS = TermStream(_NONE, _NONE, _NONE)


class Numbering:
    """Numbers the terms of many texts; what a piece of text gives is looked up when it is first met.

    ``terms_of`` gives the terms of a piece, the word itself first; nothing for a mark.
    """

    def __init__(self, terms_of: Callable[[str], Sequence[str]]) -> None:
        self.vocabulary: list[str] = []
        self._pieces = _Pieces(terms_of, _Numbers(self.vocabulary))

    @property
    def is_full(self) -> bool:
        """Tell whether whoever has more texts to number had better begin another vocabulary."""
        return len(self.vocabulary) >= MOST_WORDS

    def stream(self, paragraphs: Iterable[Iterable[str]], gap: int) -> TermStream:
        """The terms of a field from the pieces of its paragraphs, which are set ``gap`` positions apart."""
        (stream,) = self.streams((paragraphs,), gap)
        return stream

    def streams(self, texts: Iterable[Iterable[Iterable[str]]], gap: int) -> list[TermStream]:
        """The same of a field of many texts, which together cost little more than the looking up of their pieces."""
        pieces, ends, paragraphs = self._looked_up(texts)
        firsts, counts = self._pieces.spans(pieces)
        positions, starts = _placed(counts > 0, ends, paragraphs, gap)
        numbers, positions = self._pieces.terms(_runs(firsts, counts)), np.repeat(positions, counts)
        terms = _before(counts)[ends[paragraphs]].tolist()
        return [
            TermStream(numbers[one:other], positions[one:other], starts[first:last])
            for (one, other), (first, last) in zip(pairwise(terms), pairwise(paragraphs.tolist()), strict=True)
        ]

    def _looked_up(self, texts: Iterable[Iterable[Iterable[str]]]) -> tuple[Numbers, Places, Places]:
        """The number of each piece, where among them paragraphs begin and end, and where among those texts do."""
        pieces, ends, paragraphs = array("I"), [0], [0]
        for text in texts:
            for paragraph in text:
                pieces.extend(map(self._pieces.__getitem__, paragraph))
                ends.append(len(pieces))
            paragraphs.append(len(ends) - 1)
        return np.array(pieces), np.array(ends), np.array(paragraphs)


def _placed(is_word: NDArray[np.bool_], ends: Places, paragraphs: Places, gap: int) -> tuple[Numbers, Numbers]:
    """The position of each piece in its text, that of a mark means nothing, and where each paragraph begins."""
    words = _before(is_word)[ends]
    starts = words[:-1] + gap * np.arange(len(ends) - 1)
    starts -= np.repeat(np.append(starts, 0)[paragraphs[:-1]], np.diff(paragraphs))
    positions = np.cumsum(is_word) - 1 + np.repeat(starts - words[:-1], np.diff(ends))
    return positions.astype(np.uint32), starts.astype(np.uint32)


def _runs(firsts: Places, counts: Places) -> Places:
    """So many numbers from each first one on, one run after another."""
    before = _before(counts)
    return np.repeat(firsts - before[:-1], counts) + np.arange(before[-1])


def _before(counts: NDArray[Any]) -> Places:
    """How much there is before each of some counts, and in all."""
    sums: Places = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=sums[1:])
    return sums


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
    """The number of each piece that was met, and of each of these numbers the terms, all in one row."""

    def __init__(self, terms_of: Callable[[str], Sequence[str]], numbers: _Numbers) -> None:
        super().__init__()
        self._terms_of, self._numbers = terms_of, numbers
        self._terms, self._ends = array("I"), array("I", [0])

    def __missing__(self, piece: str) -> int:
        number = self[piece] = len(self)
        self._terms.extend(map(self._numbers.__getitem__, self._terms_of(piece)))
        self._ends.append(len(self._terms))
        return number

    def spans(self, pieces: Numbers) -> tuple[Places, Places]:
        """Where the terms of each piece begin in the row, and how many there are."""
        ends = np.frombuffer(self._ends, np.uint32)
        firsts = ends[pieces].astype(np.int64)
        return firsts, ends[pieces + 1] - firsts

    def terms(self, places: Places) -> Numbers:
        """What stands at places of the row."""
        numbers: Numbers = np.frombuffer(self._terms, np.uint32)[places]
        return numbers
