"""Writing a segment's arrays through Whoosh's own writer, posting by posting: slower than ours, for any schema."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3PerDocWriter

from index.engines.engine import EngineError
from index.engines.whoosh.segments import storedcolumn
from index.engines.whoosh.segments.arrayfile import writing
from index.engines.whoosh.segments.inverting import length_codes, narrow, posting_arrays
from index.engines.whoosh.segments.layout import Terms, Words
from index.engines.whoosh.segments.segmentfile import NOTHING, add, path_of, stored_path_of


class CountingPerDocWriter(W3PerDocWriter):  # type: ignore[misc]
    """Whoosh's own, which tells the segment how many documents it has."""

    def close(self) -> None:
        """Write the stored fields and Whoosh's columns."""
        super().close()
        self._segment.set_doc_count(self._doccount)


class ArrayFieldWriter(base.FieldWriter):  # type: ignore[misc]
    """Takes the postings of all fields in order and writes them as arrays.

    Raises EngineError for a document that weighs more than others: arrays have frequencies and one boost of a field.
    """

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self._fields: dict[str, _Postings] = {}
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin a field."""
        self._current = self._fields[fieldname] = _Postings(fieldobj)

    def start_term(self, text: bytes) -> None:
        """Begin a term of the field."""
        self._current.start(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """Take a posting of the term."""
        self._current.add(docnum, weight, vbytes)

    def finish_term(self) -> None:
        """The next term begins where this one ends."""

    def close(self) -> None:
        """Write the arrays."""
        count = self._segment.doc_count_all()
        with writing(path_of(self._storage, self._segment)) as file:
            for name, part in (("exact", NOTHING.exact), ("sections", NOTHING.sections)):
                add(file, name, part)
            file.note("count", count)
            for name, postings in self._fields.items():
                add(file, f"words/{name}", postings.words(count))
            storedcolumn.note(stored_path_of(self._storage, self._segment), file)
        self.is_closed = True


class _Postings:
    """The postings of one field."""

    def __init__(self, fieldobj: Any) -> None:
        self._format = fieldobj.format
        self._is_scorable = fieldobj.scorable
        self._terms: list[bytes] = []
        self._starts, self._docs, self._freqs, self._positions = array("q"), array("I"), array("I"), array("I")

    def start(self, text: bytes) -> None:
        self._terms.append(text)
        self._starts.append(len(self._docs))

    def add(self, docnum: int, weight: float, vbytes: bytes) -> None:
        positions = self._format.decode_positions(vbytes) if self._format.supports("positions") else []
        frequency = self._format.decode_frequency(vbytes) if self._format.supports("frequency") else 1
        if weight != frequency * self._format.field_boost:
            raise EngineError("The codec keeps a boost for each field, not for each document.")
        self._docs.append(docnum)
        self._freqs.append(frequency)
        self._positions.extend(positions)

    def words(self, count: int) -> Words:
        """All of them as arrays, in a segment of so many documents."""
        docs, freqs = np.array(self._docs, np.uint16), np.array(self._freqs, np.uint32)
        lengths = np.bincount(docs, freqs if self._is_scorable else np.zeros(len(docs)), minlength=count)
        starts = np.append(np.array(self._starts, np.int64), len(docs))
        positions = narrow(np.array(self._positions, np.uint32), max(self._positions, default=0))
        return Words(
            terms=Terms.of(self._terms),
            **posting_arrays(starts, docs, freqs, positions),
            lengths=length_codes(lengths),
            total_length=int(lengths.sum()),
            boost=self._format.field_boost,
        )
