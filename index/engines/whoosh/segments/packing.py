"""Packing: a batch of analysed documents as arrays and bytes, made where they were cut, taken by the writer."""

from __future__ import annotations

import json
import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count, groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.document import AnalysedDocument, Document
from index.engines.whoosh.schema import COLUMNS, NUMBERS, TEXT_FIELDS, number_of, values_of, view
from index.engines.whoosh.segments.inverting import narrow
from index.engines.whoosh.segments.layout import MOST_DOCUMENTS, Bytes, Numbers, Shorts
from index.knowledge.roles import role_rules
from index.text.terms import TermStream

# The protocol and the level that Whoosh's own column of stored fields has.
_PICKLE = 2
_COMPRESSION = 3


@dataclass(frozen=True, slots=True)
class WordBatch:
    """The tokens of a field, document after document: numbers of the vocabulary, positions, tokens of each document."""

    numbers: Shorts | Numbers
    positions: Shorts | Numbers
    counts: Numbers


@dataclass(frozen=True, slots=True)
class ColumnBatch:
    """The values of a column, document after document: numbers of its different values, how many each document has."""

    values: Sequence[bytes]
    codes: Numbers
    counts: Numbers


@dataclass(frozen=True, slots=True)
class SectionBatch:
    """The sections, document after document, as ``layout.Sections`` has them, and how many each document has."""

    words: Numbers
    units: Numbers
    roles: Bytes
    counts: Numbers


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents: their different words, tokens by field, texts, values by column, figures, stored fields."""

    vocabulary: Sequence[bytes]
    words: Mapping[str, WordBatch]
    text: Shorts
    text_counts: Numbers
    columns: Mapping[str, ColumnBatch]
    numbers: Mapping[str, np.ndarray[Any, np.dtype[np.float32]]]
    sections: SectionBatch
    stored: Sequence[bytes]

    def __len__(self) -> int:
        return len(self.stored)

    @property
    def size(self) -> int:
        """How much there is to invert: tokens and units of text."""
        return len(self.text) + sum(len(words.numbers) for words in self.words.values())


def packed(documents: Sequence[AnalysedDocument]) -> Batch:
    """Pack some documents, from one to MOST_DOCUMENTS; quick where they were cut together and share a vocabulary."""
    if not 0 < len(documents) <= MOST_DOCUMENTS:
        raise ValueError(f"{len(documents)} documents are no batch.")
    vocabulary = _Vocabulary()
    words = {name: _words(name, documents, vocabulary) for name in TEXT_FIELDS}
    texts = [f"{each.document.normal_text}\n".encode("utf-16-le", "surrogatepass") for each in documents]
    return Batch(
        vocabulary=[word.encode("utf-8", "surrogatepass") for word in vocabulary],
        words=words,
        text=np.frombuffer(b"".join(texts), np.uint16),
        text_counts=_numbers(len(text) // 2 for text in texts),
        columns={name: _column([values_of(each.document, name) for each in documents]) for name in COLUMNS},
        numbers={name: _figures(number_of(each.document, name) for each in documents) for name in NUMBERS},
        sections=_sections(documents),
        stored=[_stored(each.document) for each in documents],
    )


class _Vocabulary(dict[str, int]):
    """Every word of a batch with its number, whatever vocabularies the documents came with."""

    def __init__(self) -> None:
        super().__init__()
        self._last: tuple[Sequence[str], NDArray[np.int64]] = ((), np.zeros(0, np.int64))

    def renumbered(self, numbers: Numbers, vocabulary: Sequence[str]) -> Numbers:
        """Numbers of words in the batch's own; of their vocabulary only what the batch has of it is looked at."""
        if self._last[0] is not vocabulary:
            self._last = (vocabulary, np.full(len(vocabulary), -1))
        known = self._last[1]
        # In the order in which they come, whatever their vocabulary knew before; the last one assigned is the first.
        first = np.full(len(vocabulary), -1)
        first[numbers[::-1]] = np.arange(len(numbers))[::-1]
        new = np.flatnonzero((first >= 0) & (known < 0))
        new = new[np.argsort(first[new])]
        known[new] = self._numbers_of([vocabulary[number] for number in new.tolist()])
        renumbered: Numbers = known[numbers].astype(np.uint32)
        return renumbered

    def _numbers_of(self, words: Sequence[str]) -> list[int]:
        self.update(zip([word for word in words if word not in self], count(len(self))))  # noqa: B905 – no end
        return [self[word] for word in words]


def _words(name: str, documents: Sequence[AnalysedDocument], vocabulary: _Vocabulary) -> WordBatch:
    streams: list[TermStream] = [getattr(each, name) for each in documents]
    numbers = list(_renumbered(streams, [each.vocabulary for each in documents], vocabulary))
    positions = [stream.positions for stream in streams]
    return WordBatch(_narrowed(numbers), _narrowed(positions), _numbers(map(len, streams)))


def _renumbered(
    streams: Iterable[TermStream], vocabularies: Iterable[Sequence[str]], vocabulary: _Vocabulary
) -> Iterator[Numbers]:
    """The words of streams in the batch's own numbers; those that share a vocabulary are looked at together."""
    for _, run in groupby(zip(streams, vocabularies, strict=True), key=lambda pair: id(pair[1])):
        together, (own, *_) = zip(*run, strict=True)
        yield vocabulary.renumbered(np.concatenate([stream.numbers for stream in together]), own)


def _column(values: Sequence[Sequence[bytes]]) -> ColumnBatch:
    every = list(chain.from_iterable(values))
    number = {value: code for code, value in enumerate(dict.fromkeys(every))}
    return ColumnBatch(list(number), _numbers(map(number.__getitem__, every)), _numbers(map(len, values)))


def _narrowed(parts: Sequence[Numbers]) -> Shorts | Numbers:
    numbers = np.concatenate(parts)
    return narrow(numbers, int(numbers.max(initial=0)))


def _numbers(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, np.uint32)


def _figures(figures: Iterable[float]) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.array([*figures], np.float32)


def _sections(documents: Sequence[AnalysedDocument]) -> SectionBatch:
    starts = [start for each in documents for start in each.sections]
    roles = (_role_numbers().get(section.role, 0) for each in documents for section in each.document.sections)
    return SectionBatch(
        words=_numbers(start.position for start in starts),
        units=_numbers(start.unit for start in starts),
        roles=np.fromiter(roles, np.uint8),
        counts=_numbers(len(each.sections) for each in documents),
    )


@cache
def _role_numbers() -> Mapping[str | None, int]:
    return {rule.name: number for number, rule in enumerate(role_rules().roles, start=1)}


def _stored(document: Document) -> bytes:
    """The stored fields as Whoosh's own column of them has them."""
    told = json.dumps(view(document), ensure_ascii=False)
    return zlib.compress(pickle.dumps({"view": told}, _PICKLE), _COMPRESSION)
