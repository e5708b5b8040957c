"""Committing: segments added, deleted from and merged, seen by nobody until the commit is made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from whoosh.index import TOC, FileIndex, clean_files

from index.engines.whoosh.segments import storedcolumn
from index.engines.whoosh.segments.arrayfile import writing
from index.engines.whoosh.segments.codec import TashanCodec, TashanSegment
from index.engines.whoosh.segments.gathering import Gathering
from index.engines.whoosh.segments.layout import MOST_DOCUMENTS, Column
from index.engines.whoosh.segments.mergepolicy import Size, to_merge
from index.engines.whoosh.segments.merging import Source, merge, sources_of
from index.engines.whoosh.segments.packing import Batch
from index.engines.whoosh.segments.segmentfile import deleted_in, opened, path_of, stored_path_of, verify
from index.engines.whoosh.segments.storedcolumn import StoredColumn

URL = "url"
# A token or a unit of text costs some fifty bytes while it is inverted.
MOST_GATHERED = 8_000_000
# Looking up one URL costs about as much as listing so many.
_LISTED_A_LOOK = 20


class Commit:
    """What becomes of an index in one commit."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._storage = index.storage
        self._toc = TOC.read(self._storage, index.indexname)
        self._segments: list[TashanSegment] = self._toc.segments
        self._new: list[TashanSegment] = []
        self._gathering = Gathering()
        self._written = 0

    def delete(self, urls: Collection[bytes]) -> None:
        """Drop the documents of these URLs from all segments."""
        for segment in self._segments:
            column = opened(path_of(self._storage, segment)).columns[URL]
            codes = _codes_of(column, urls)
            for docnum in np.flatnonzero(np.isin(column.codes, codes)).tolist() if codes else ():
                segment.delete_document(docnum)

    def add(self, batch: Batch) -> None:
        """Take some documents, each in place of an earlier one of the same URL."""
        if self._gathering.count + len(batch) > MOST_DOCUMENTS or self._gathering.size > MOST_GATHERED:
            self._flush()
        self._gathering.take(batch)
        self._written += len(batch)

    def merge(self) -> None:
        """Write what was gathered, merge the small segments, and write those anew of which much is deleted."""
        self._flush()
        while chosen := to_merge(list(map(self._size, self._segments)), self._written):
            self._merge([self._segments[number] for number in chosen])
        for segment in [each for each in self._segments if each.deleted_count() * 4 > each.doc_count_all()]:
            self._merge([segment])

    def purge(self) -> None:
        """Write every segment anew that has deleted documents."""
        for segment in [each for each in self._segments if each.has_deletions()]:
            self._merge([segment])

    def make(self) -> None:
        """Let readers see it; from then on there is nothing to cancel."""
        generation = self._toc.generation + 1
        TOC(self._toc.schema, self._segments, generation).write(self._storage, self._index.indexname)
        self._new.clear()
        clean_files(self._storage, self._index.indexname, generation, self._segments)

    def cancel(self) -> None:
        """Leave nothing of it."""
        for segment in self._new:
            for name in segment.list_files(self._storage):
                self._storage.delete_file(name)

    def _flush(self) -> None:
        """Make a segment of what was gathered."""
        if not self._gathering.count:
            return
        segment = self._begun(self._gathering.count)
        with writing(path_of(self._storage, segment)) as file:
            self._gathering.write(file)
            storedcolumn.write(stored_path_of(self._storage, segment), self._gathering.stored, file)
        self._gathering = Gathering()
        column = opened(path_of(self._storage, segment)).columns[URL]
        self.delete(list(column.values))
        for docnum in np.flatnonzero(_is_followed(column)).tolist():
            segment.delete_document(docnum)
        self._segments.append(segment)

    def _merge(self, segments: Sequence[TashanSegment]) -> None:
        """Put one segment in the place of some, or none where all of their documents are deleted."""
        for segment in segments:
            verify(self._storage, segment)
        sources = sources_of([(path_of(self._storage, segment), deleted_in(segment)) for segment in segments])
        count = sum(segment.doc_count() for segment in segments)
        self._segments = [each for each in self._segments if each not in segments]
        if count:
            merged = self._begun(count)
            with writing(path_of(self._storage, merged)) as file:
                merge(sources, file)
                storedcolumn.write(stored_path_of(self._storage, merged), self._stored(segments, sources), file)
            self._segments.append(merged)

    def _size(self, segment: TashanSegment) -> Size:
        return Size(segment.doc_count(), path_of(self._storage, segment).stat().st_size)

    def _stored(self, segments: Sequence[TashanSegment], sources: Sequence[Source]) -> Iterator[bytes]:
        """The stored fields of the documents that stay, compressed as they are."""
        for segment, source in zip(segments, sources, strict=True):
            column = StoredColumn(stored_path_of(self._storage, segment), len(source.becomes))
            yield from column.compressed(np.flatnonzero(source.stays).tolist())

    def _begun(self, count: int) -> TashanSegment:
        segment = TashanCodec().new_segment(self._storage, self._index.indexname)
        segment.set_doc_count(count)
        self._new.append(segment)
        return segment


def _codes_of(column: Column, values: Collection[bytes]) -> list[int]:
    """The numbers of those of some values that a column has."""
    if len(values) * _LISTED_A_LOOK < len(column.values):
        found = (column.values.find(value) for value in values)
        return [code for code in found if code >= 0]
    wanted = frozenset(values)
    return [code for code, value in enumerate(column.values) if value in wanted]


def _is_followed(column: Column) -> NDArray[np.bool_]:
    """For every document whether a later one has its value."""
    docnums = np.arange(len(column.codes))
    last = np.zeros(len(column.values) + 1, docnums.dtype)
    last[column.codes] = docnums
    return np.not_equal(last[column.codes], docnums)
