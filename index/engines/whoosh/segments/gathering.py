"""Gathering: batches of documents until there are enough for a segment, then its files in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.arrayfile import ArrayFileWriter
from index.engines.whoosh.segments.gramlists import inverted_text
from index.engines.whoosh.segments.inverting import (
    inverted_words,
    narrow,
    offsets,
    packed_column,
    ranked,
)
from index.engines.whoosh.segments.layout import Column, Numbers, Sections, Shorts, Terms, Words
from index.engines.whoosh.segments.packing import Batch, ColumnBatch, WordBatch
from index.engines.whoosh.segments.segmentfile import add


class Gathering:
    """Documents on their way into a segment."""

    def __init__(self) -> None:
        self._numbers = _Numbering()
        self._batches: list[Batch] = []
        self._words: list[Numbers] = []
        self.count = 0
        self.size = 0

    def take(self, batch: Batch) -> None:
        """Add some documents."""
        self._batches.append(batch)
        self._words.append(np.fromiter(map(self._numbers.__getitem__, batch.vocabulary), np.uint32))
        self.count += len(batch)
        self.size += batch.size

    @property
    def stored(self) -> list[bytes]:
        """The stored fields of every document."""
        return [each for batch in self._batches for each in batch.stored]

    def write(self, file: ArrayFileWriter) -> None:
        """Write the arrays of a segment."""
        file.note("count", self.count)
        terms = list(self._numbers)
        order = np.array(sorted(range(len(terms)), key=terms.__getitem__), np.uint32)
        for name in self._names("words"):
            add(file, f"words/{name}", self._inverted(name, terms, order))
        text = np.concatenate([batch.text for batch in self._batches])
        add(file, "exact", inverted_text(text, self._joined("text_counts")))
        for name in self._names("columns"):
            add(file, f"columns/{name}", _column([batch.columns[name] for batch in self._batches]))
        for name in self._names("numbers"):
            file.add(f"numbers/{name}", np.concatenate([batch.numbers[name] for batch in self._batches]))
        add(file, "sections", self._sections())

    def _inverted(self, name: str, terms: Sequence[bytes], order: Numbers) -> Words:
        """Number the words of this field alone in their order, and invert it."""
        batches = [batch.words[name] for batch in self._batches]
        counts = np.concatenate([words.counts for words in batches])
        numbers = [own[words.numbers] for own, words in zip(self._words, batches, strict=True)]
        used = np.zeros(len(terms), np.bool_)
        for each in numbers:
            used[each] = True
        own_order = order[used[order]]
        rank = np.zeros(len(terms), np.uint32)
        rank[own_order] = np.arange(len(own_order), dtype=np.uint32)
        own = [terms[number] for number in own_order.tolist()]
        return inverted_words(own, np.concatenate([rank[each] for each in numbers]), _positions(batches), counts)

    def _sections(self) -> Sections:
        parts = [batch.sections for batch in self._batches]
        joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in ("words", "units", "roles")}
        counts = np.concatenate([part.counts for part in parts])
        return Sections(starts=offsets(counts).astype(np.uint32), **joined)

    def _joined(self, name: str) -> NDArray[Any]:
        return np.concatenate([getattr(batch, name) for batch in self._batches])

    def _names(self, group: str) -> list[str]:
        return list(getattr(self._batches[0], group))


class _Numbering(dict[bytes, int]):
    """Gives every new word the next number."""

    def __missing__(self, word: bytes) -> int:
        number = self[word] = len(self)
        return number


def _column(batches: Sequence[ColumnBatch]) -> Column:
    """One column of many, whose values are numbered in their order."""
    numbers = _Numbering()
    codes = [np.fromiter(map(numbers.__getitem__, batch.values), np.uint32)[batch.codes] for batch in batches]
    values, rank = ranked(list(numbers))
    counts = np.concatenate([batch.counts for batch in batches])
    return packed_column(Terms.of(values), counts, rank[np.concatenate(codes)])


def _positions(batches: Sequence[WordBatch]) -> Shorts | Numbers:
    largest = max((int(words.positions.max(initial=0)) for words in batches), default=0)
    return np.concatenate([narrow(words.positions, largest) for words in batches])
