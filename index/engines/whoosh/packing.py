"""Packing: a batch of analysed documents as arrays and bytes, made where they were cut, taken by the writer."""

from __future__ import annotations

import json
import pickle
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from index.document import AnalysedDocument, Document
from index.engines.whoosh.inverting import narrow
from index.engines.whoosh.layout import Bytes, Numbers, Shorts
from index.engines.whoosh.schema import COLUMNS, TEXT_FIELDS, values_of, view
from index.knowledge.roles import role_rules
from index.text.analyzer import Term

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
    columns: Mapping[str, Sequence[Sequence[bytes]]]
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
    """Pack some documents."""
    numbering = _Numbering()
    words = {name: _words([getattr(each, name) for each in documents], numbering) for name in TEXT_FIELDS}
    texts = [f"{each.document.normal_text}\n".encode("utf-16-le", "surrogatepass") for each in documents]
    return Batch(
        vocabulary=[word.encode("utf-8", "surrogatepass") for word in numbering],
        words=words,
        text=np.frombuffer(b"".join(texts), np.uint16),
        text_counts=_numbers(len(text) // 2 for text in texts),
        columns={name: [values_of(each.document, name) for each in documents] for name in COLUMNS},
        numbers={},
        sections=_sections([each.document for each in documents]),
        stored=[_stored(each.document) for each in documents],
    )


class _Numbering(dict[str, int]):
    """Gives every new word the next number."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def _words(fields: Sequence[Iterable[Term]], numbering: _Numbering) -> WordBatch:
    numbers, positions, counts = array("I"), array("I"), array("I")
    for terms in fields:
        before = len(numbers)
        for term in terms:
            numbers.append(numbering[term.text])
            positions.append(term.position)
        counts.append(len(numbers) - before)
    return WordBatch(_narrowed(numbers), _narrowed(positions), np.array(counts, np.uint32))


def _narrowed(numbers: array[int]) -> Shorts | Numbers:
    return narrow(np.array(numbers, np.uint32), max(numbers, default=0))


def _numbers(numbers: Iterable[int]) -> Numbers:
    return np.array([*numbers], np.uint32)


def _sections(documents: Sequence[Document]) -> SectionBatch:
    counts = _numbers(len(document.sections) for document in documents)
    roles = [_role_numbers().get(section.role, 0) for document in documents for section in document.sections]
    nowhere = np.zeros(len(roles), np.uint32)
    return SectionBatch(words=nowhere, units=nowhere, roles=np.array(roles, np.uint8), counts=counts)


@cache
def _role_numbers() -> Mapping[str | None, int]:
    return {rule.name: number for number, rule in enumerate(role_rules().roles, start=1)}


def _stored(document: Document) -> bytes:
    """The stored fields as Whoosh's own column of them has them."""
    told = json.dumps(view(document), ensure_ascii=False)
    return zlib.compress(pickle.dumps({"view": told}, _PICKLE), _COMPRESSION)
