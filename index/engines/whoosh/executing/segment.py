"""A segment as it is searched: its arrays, and the scores that its postings give under the statistics of the whole."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from whoosh.util.numeric import byte_to_length

from index.engines.whoosh.executing.matches import COMMON, NONE, Listed, Matches, Spread
from index.engines.whoosh.kernels.contract import Kernels, Norms, Occurrences
from index.engines.whoosh.segments.layout import Bytes, Column, Numbers, Offsets, SegmentArrays, Words

K1 = 1.2
B = 0.75
_LENGTHS = np.array([byte_to_length(code) for code in range(256)], np.float64)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What BM25F has to know of all segments together, those documents included that were dropped from them."""

    documents: int
    average_lengths: dict[str, float]

    @classmethod
    def of(cls, segments: Iterable[SegmentArrays]) -> Statistics:
        """Add the segments up."""
        documents, totals = 0, dict[str, int]()
        for arrays in segments:
            documents += arrays.count
            for name, words in arrays.words.items():
                totals[name] = totals.get(name, 0) + words.total_length
        return cls(documents, {name: total / documents or 1.0 for name, total in totals.items() if documents})

    def idf(self, frequency: int) -> float:
        """How telling a term is that so many documents have, as Whoosh reckons it."""
        return math.log(self.documents / (frequency + 1)) + 1


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: ``first`` is the number of its first document in the whole index, ``live`` 0 for dropped ones.

    ``live`` is None where none was dropped; ``searcher`` is Whoosh's own, for what it alone knows.
    """

    number: int
    first: int
    arrays: SegmentArrays
    statistics: Statistics
    live: Bytes | None = None
    searcher: Any = None
    _norms: dict[tuple[str, float], Norms] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many documents it has, those included that were dropped."""
        return self.arrays.count

    def with_column(self, name: str, column: Column) -> Segment:
        """The same with another column."""
        return replace(self, arrays=replace(self.arrays, columns={**self.arrays.columns, name: column}))

    def term_number(self, name: str, term: bytes, kernels: Kernels) -> int:
        """The number of a term in one of the text fields, or -1."""
        words = self.arrays.words.get(name)
        return kernels.find(words.terms.content, words.terms.starts, term) if words else -1

    def frequency(self, name: str, number: int) -> int:
        """How many documents have a term, by its number."""
        if number < 0:
            return 0
        starts = self.arrays.words[name].starts
        return int(starts[number + 1] - starts[number])

    def scored(self, name: str, number: int, idf: float, kernels: Kernels) -> Matches:
        """The documents that have a term, with their BM25F scores."""
        if number < 0:
            return NONE
        words = self.arrays.words[name]
        docs = words.docs[words.postings(number)]
        mask = np.zeros(self.count, np.uint8) if len(docs) * COMMON > self.count else None
        scores = np.empty(len(docs), np.float32) if mask is None else np.zeros(self.count, np.float32)
        gain, norms = idf * (K1 + 1), self.norms(name)
        kernels.score(docs, frequencies(words, number), words.lengths, norms, gain, words.boost, mask, scores)
        return Listed(docs, scores) if mask is None else Spread(mask, scores)

    def norms(self, name: str, b: float = B) -> Norms:
        """What BM25F adds to a frequency below the line, for every code of a length."""
        known = self._norms.get((name, b))
        if known is None:
            known = self._norms[name, b] = K1 * ((1 - b) + b * _LENGTHS / self.statistics.average_lengths[name])
        return known


def frequencies(words: Words, number: int, end: int | None = None) -> Bytes | Numbers:
    """How often a term stands in each document that has it, or each of the terms from one number up to another."""
    first, last = int(words.starts[number]), int(words.starts[number + 1 if end is None else end])
    freqs = words.freqs[first:last]
    if not len(words.large_at):
        return freqs
    above, below = np.searchsorted(words.large_at, (first, last)).tolist()
    if above == below:
        return freqs
    return words.frequencies_at(slice(first, last))


def occurrences(words: Words, number: int) -> Occurrences:
    """Where a term stands, as the kernels take it."""
    return (
        words.docs[words.postings(number)],
        frequencies(words, number),
        words.blocks[_range(words.block_starts, number)],
        words.places(number),
    )


def _range(starts: Offsets, number: int) -> slice:
    return slice(int(starts[number]), int(starts[number + 1]))
