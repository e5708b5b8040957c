"""The codec: Whoosh's public way to another form of a segment; ours is arrays mapped into memory.

Storage, segments, commits, locks and stored fields stay Whoosh's. Its unmodified searcher answers any query on these
segments; what is asked often is answered from the arrays themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader, W3Segment
from whoosh.columns import Column as WhooshColumn
from whoosh.columns import ColumnReader
from whoosh.matching import Matcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from index.engines.whoosh.segments.fieldwriter import ArrayFieldWriter, CountingPerDocWriter
from index.engines.whoosh.segments.layout import Column, SegmentArrays, Terms
from index.engines.whoosh.segments.postings import ArrayMatcher, term_info
from index.engines.whoosh.segments.segmentfile import opened, path_of, stored_path_of
from index.engines.whoosh.segments.storedcolumn import StoredColumn


class TashanSegment(W3Segment):  # type: ignore[misc]
    """A segment whose files stay apart, so that they can be mapped."""

    def should_assemble(self) -> bool:
        """Never make one file of all."""
        return False


class TashanCodec(W3Codec):  # type: ignore[misc]
    """Reads postings, lengths and columns from arrays, stored fields as Whoosh does.

    Whoosh's own writer can write such segments; our own ones come another way, see ``committing``.
    """

    # The arrays know the lengths.
    length_stats = False

    def new_segment(self, storage: Any, indexname: str) -> TashanSegment:
        """Begin a segment."""
        return TashanSegment(self, indexname)

    def per_document_writer(self, storage: Any, segment: TashanSegment) -> CountingPerDocWriter:
        """Write what a segment keeps by document."""
        return CountingPerDocWriter(self, storage, segment)

    def field_writer(self, storage: Any, segment: TashanSegment) -> ArrayFieldWriter:
        """Write the postings of a segment."""
        return ArrayFieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: TashanSegment) -> ArrayTermsReader:
        """Open the terms of a segment."""
        return ArrayTermsReader(opened(path_of(storage, segment)))

    def per_document_reader(self, storage: Any, segment: TashanSegment) -> ArrayPerDocReader:
        """Open what a segment keeps by document."""
        return ArrayPerDocReader(storage, segment, opened(path_of(storage, segment)))


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]
    """The terms of all text fields of a segment."""

    def __init__(self, arrays: SegmentArrays) -> None:
        self._words = arrays.words

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        """The text fields."""
        return sorted(self._words)

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        """Walk through the terms of a field."""
        words = self._words.get(fieldname)
        return TermsCursor(words.terms if words else Terms.of([]), fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every term of every field."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Every term from this one on, through the later fields."""
        for name in self.indexed_field_names():
            terms = self._words[name].terms
            first = terms.at_least(prefix) if name == fieldname else 0
            if name >= fieldname:
                yield from ((name, terms[number]) for number in range(first, len(terms)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term with what is known of it."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every term from this one on, with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, tbytes: bytes) -> TermInfo:
        """What is known of a term; raises TermNotFound."""
        return term_info(self._words[fieldname], self._found(fieldname, tbytes))

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        """The weight of a term in all documents."""
        return float(self.term_info(fieldname, tbytes).weight()) if (fieldname, tbytes) in self else 0.0

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        """How many documents have a term."""
        number = self._number(fieldname, tbytes)
        at = self._words[fieldname].postings(number) if number >= 0 else slice(0, 0)
        return int(at.stop - at.start)

    def matcher(self, fieldname: str, tbytes: bytes, format_: Any, scorer: Any = None) -> Matcher:
        """The documents of a term; raises TermNotFound."""
        number = self._found(fieldname, tbytes)
        return ArrayMatcher(self._words[fieldname], number, format_, (fieldname, tbytes), scorer)

    def close(self) -> None:
        """The mapped file closes when nobody has its arrays any more."""

    def _found(self, fieldname: str, tbytes: bytes) -> int:
        number = self._number(fieldname, tbytes)
        if number < 0:
            raise TermNotFound(f"No term {fieldname}:{tbytes!r}")
        return number

    def _number(self, fieldname: str, tbytes: bytes) -> int:
        words = self._words.get(fieldname)
        return words.terms.find(tbytes) if words else -1


class TermsCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks through the terms of one field; ``text`` is None behind the last one."""

    def __init__(self, terms: Terms, fieldobj: Any) -> None:
        self._terms = terms
        self._field = fieldobj
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not before this one."""
        self._at = self._terms.at_least(term if isinstance(term, bytes) else self._field.to_bytes(term))
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """The current term."""
        return self._field.from_bytes(self._terms[self._at]) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Tell whether there is a current term."""
        return self._at < len(self._terms)


class ArrayPerDocReader(W3PerDocReader):  # type: ignore[misc]
    """Lengths and columns from arrays, stored fields from Whoosh's own column."""

    def __init__(self, storage: Any, segment: TashanSegment, arrays: SegmentArrays) -> None:
        super().__init__(storage, segment)
        self._arrays = arrays
        self._stored = StoredColumn(stored_path_of(storage, segment), arrays.count)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The stored fields of a document."""
        return self._stored[docnum]

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The length of a field in a document, as near as one byte says it."""
        words = self._arrays.words.get(fieldname)
        return byte_to_length(int(words.lengths[docnum])) or default if words else default

    def field_length(self, fieldname: str) -> int:
        """The length of a field in all documents."""
        words = self._arrays.words.get(fieldname)
        return words.total_length if words else 0

    def min_field_length(self, fieldname: str) -> int:
        """The shortest length of a field."""
        words = self._arrays.words.get(fieldname)
        return byte_to_length(int(words.lengths.min())) if words else 0

    def max_field_length(self, fieldname: str) -> int:
        """The longest length of a field."""
        words = self._arrays.words.get(fieldname)
        return byte_to_length(int(words.lengths.max())) if words else 0

    def has_column(self, fieldname: str) -> bool:
        """Tell whether the documents have values of this name."""
        return fieldname in self._arrays.columns or bool(super().has_column(fieldname))

    def column_reader(self, fieldname: str, column: WhooshColumn) -> ColumnReader:
        """The values of a name; of several in a document the first."""
        ours = self._arrays.columns.get(fieldname)
        return ArrayColumnReader(ours, self._arrays.count) if ours else super().column_reader(fieldname, column)


class ArrayColumnReader(ColumnReader):  # type: ignore[misc]
    """Gives Whoosh the first value of every document, empty where there is none."""

    def __init__(self, column: Column, count: int) -> None:
        self._column = column
        self._doccount = count

    def __getitem__(self, docnum: int) -> bytes:
        column, at = self._column, docnum
        if column.starts is not None:
            at = int(column.starts[docnum])
            if at == column.starts[docnum + 1]:
                return b""
        code = int(column.codes[at])
        return column.values[code] if code < len(column.values) else b""

    def load(self) -> list[bytes]:
        """All of them at once."""
        values = [*self._column.values, b""]
        if self._column.starts is None:
            return [values[code] for code in self._column.codes.tolist()]
        return [self[docnum] for docnum in range(self._doccount)]
