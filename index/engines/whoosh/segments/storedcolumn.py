"""The stored fields of a segment: a file of Whoosh's own form, written compressed as it comes, mapped to be read."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import STORED_COLUMN
from whoosh.columns import VarBytesColumn
from whoosh.filedb.structfile import BufferFile, StructFile

from index.engines.whoosh.segments.arrayfile import (
    ArrayFile,
    ArrayFileWriter,
    DamagedFile,
    checksum,
    is_untouched,
    seal,
)

EXTENSION = "._stored.col"
_SIZE, _CHECKSUM, _WRITTEN = "stored/size", "stored/checksum", "stored/written"
# Offsets are written whatever the count, so that nobody has to add up the lengths.
_COMPRESSED = VarBytesColumn(write_offsets_cutoff=-1)


def write(path: Path, values: Iterable[bytes], file: ArrayFileWriter) -> None:
    """Write values that are compressed pickles."""
    count = 0
    with path.open("xb") as raw:
        column = _COMPRESSED.writer(StructFile(raw))
        for count, value in enumerate(values, start=1):
            column.add(count - 1, value)
        column.finish(count)
        raw.flush()
        os.fsync(raw.fileno())
    note(path, file)


def note(path: Path, file: ArrayFileWriter) -> None:
    """Note in the segment's arrays what a file that was just written must be."""
    file.note(_SIZE, path.stat().st_size)
    file.note(_CHECKSUM, _checksum(path))
    file.note(_WRITTEN, seal(path))


def check(path: Path, file: ArrayFile, *, thoroughly: bool = False) -> None:
    """Raise DamagedFile where a file is not the one that the segment's arrays know."""
    size, known, written = (int(file.figures[name]) for name in (_SIZE, _CHECKSUM, _WRITTEN))
    if path.stat().st_size != size:
        raise DamagedFile(path, "size")
    if (thoroughly or not is_untouched(path, written)) and _checksum(path) != known:
        raise DamagedFile(path, "checksum")


def _checksum(path: Path) -> int:
    with path.open("rb") as raw:
        return checksum(raw, path.stat().st_size)


class StoredColumn:
    """The stored fields of an open segment; they stay readable when a later commit removes the file."""

    def __init__(self, path: Path, count: int) -> None:
        with path.open("rb") as raw:
            content = mmap.mmap(raw.fileno(), 0, access=mmap.ACCESS_READ)
        self._place = (_MappedFile(content), 0, len(content), count)
        self._fields = STORED_COLUMN.reader(*self._place)

    def __getitem__(self, docnum: int) -> dict[str, Any]:
        return self._fields[docnum] or {}

    def compressed(self, docnums: Iterable[int]) -> Iterable[bytes]:
        """The values of some documents as they stand in the file."""
        column = _COMPRESSED.reader(*self._place)
        return (column[docnum] for docnum in docnums)


class _MappedFile(BufferFile):  # type: ignore[misc]
    """A file of Whoosh's that is never copied whole."""

    def __init__(self, content: mmap.mmap) -> None:
        self._buf = content
        self.is_closed = False
