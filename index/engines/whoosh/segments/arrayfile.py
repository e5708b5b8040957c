"""Array files: named arrays in one file, mapped into memory, with a version and a checksum of every one.

``docs/decisions/0027-codec.md`` tells the bytes. What does not come out as it was written is never given to anybody.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from index.engines.engine import EngineError

VERSION = 1
_MAGIC = b"TASHAN\x1a\n"
# Magic, version, checksum of the table, where the table stands, how long it is, when it was written.
_HEAD = struct.Struct("<8sIIQQQ")
_ALIGNMENT = 64
_KINDS = frozenset({"<u1", "|u1", "<u2", "<u4", "<i8", "<f4"})
_NANOSECONDS = 1_000_000_000
_BYTES_AT_A_TIME = 1 << 20


class DamagedFile(EngineError):
    """A file of the index is not as it was written."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"The index file {path} ({what}) is damaged: run `tashan index --rebuild`.")


class OutdatedFile(EngineError):
    """A file of the index has a format that this program does not read."""

    def __init__(self, path: Path, version: int) -> None:
        told = f"The index file {path} has format {version}, this program reads {VERSION}"
        super().__init__(f"{told}: run `tashan index --rebuild`.")


@dataclass(slots=True)
class _Entry:
    """An array in the table of a file."""

    kind: str
    shape: tuple[int, ...]
    offset: int
    checksum: int = 0


class Region:
    """A place in a file for an array of at most so many numbers, which come part after part."""

    def __init__(self, file: BinaryIO, entry: _Entry) -> None:
        self._file = file
        self._entry = entry

    def append(self, part: NDArray[Any]) -> None:
        """Write the next numbers."""
        entry = self._entry
        data = np.ascontiguousarray(part, dtype=entry.kind)
        self._file.seek(entry.offset + entry.shape[0] * data.itemsize)
        self._file.write(data.data)
        entry.checksum = zlib.crc32(data.data, entry.checksum)
        entry.shape = (entry.shape[0] + len(data),)

    @property
    def end(self) -> int:
        """Where in the file ends what was written."""
        return self._entry.offset + self._entry.shape[0] * np.dtype(self._entry.kind).itemsize


class ArrayFileWriter:
    """Writes arrays and figures under names; see ``writing``."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._table: dict[str, _Entry] = {}
        self._figures: dict[str, float] = {}
        self._end = _HEAD.size
        self.written = 0

    def add(self, name: str, array: NDArray[Any]) -> None:
        """Write an array whole."""
        self.reserve(name, array.dtype.str, array.size).append(array.reshape(-1))
        self._table[name].shape = array.shape

    def reserve(self, name: str, kind: str, most: int) -> Region:
        """Keep the place of an array of one dimension whose numbers come later."""
        entry = self._table[name] = _Entry(kind, (0,), _aligned(self._end))
        self._end = entry.offset + most * np.dtype(kind).itemsize
        return Region(self._file, entry)

    def close(self, region: Region) -> None:
        """Give back the room that was not needed in the place that was reserved last; nothing more comes there."""
        self._end = region.end

    def note(self, name: str, figure: float) -> None:
        """Write a single number."""
        self._figures[name] = figure

    def finish(self) -> None:
        """Write the table, then the head that makes the file a whole one."""
        arrays = {name: [each.kind, each.shape, each.offset, each.checksum] for name, each in self._table.items()}
        table = json.dumps({"arrays": arrays, "figures": self._figures}).encode()
        self._file.seek(self._end)
        self._file.write(table)
        self._file.flush()
        written = os.fstat(self._file.fileno()).st_mtime_ns // _NANOSECONDS
        self._file.seek(0)
        self._file.write(_HEAD.pack(_MAGIC, VERSION, zlib.crc32(table), self._end, len(table), written))
        self._file.flush()
        os.fsync(self._file.fileno())
        self.written = written


@contextmanager
def writing(path: Path) -> Iterator[ArrayFileWriter]:
    """Write a new file, sealed with the time that its head names; a writing that fails leaves none."""
    with path.open("xb") as file:
        try:
            writer = ArrayFileWriter(file)
            yield writer
            writer.finish()
        except BaseException:
            path.unlink()
            raise
    os.utime(path, ns=(writer.written * _NANOSECONDS,) * 2)


def checksum(file: BinaryIO, size: int) -> int:
    """The CRC-32 of the next so many bytes of a file."""
    found = 0
    while size > 0 and (part := file.read(min(size, _BYTES_AT_A_TIME))):
        found = zlib.crc32(part, found)
        size -= len(part)
    return found


def seal(path: Path) -> int:
    """Give a file the whole second that it was written in as its time; returns the second.

    As long as that is its time, nobody has touched its bytes, for who writes them gives it another one.
    """
    written = path.stat().st_mtime_ns // _NANOSECONDS
    os.utime(path, ns=(written * _NANOSECONDS,) * 2)
    return written


def is_untouched(path: Path, written: int) -> bool:
    """Tell whether a file still has the time that it was sealed with."""
    return path.stat().st_mtime_ns == written * _NANOSECONDS


class ArrayFile:
    """An open file: ``arrays`` are read-only views of its mapped bytes, ``figures`` single numbers."""

    def __init__(self, path: Path) -> None:
        """Map a file; raises DamagedFile or OutdatedFile.

        Of a file that was not touched since it was sealed the head, the table and the size are looked at, of any
        other every checksum.
        """
        self.path = path
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_size < _HEAD.size:
                raise DamagedFile(path, "head")
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, version, table_checksum, offset, length, written = _HEAD.unpack_from(self._bytes)
        if magic != _MAGIC:
            raise DamagedFile(path, "head")
        if version != VERSION:
            raise OutdatedFile(path, version)
        table = self._bytes[offset : offset + length]
        if offset + length != status.st_size or zlib.crc32(table) != table_checksum:
            raise DamagedFile(path, "table")
        told = json.loads(table)
        self._table = {
            name: _Entry(kind, tuple(shape), at, crc) for name, (kind, shape, at, crc) in told["arrays"].items()
        }
        self.figures: Mapping[str, float] = told["figures"]
        self.arrays: Mapping[str, NDArray[Any]] = {name: self._mapped(name) for name in self._table}
        if not is_untouched(path, written):
            self.verify()

    def verify(self) -> None:
        """Read every array; raises DamagedFile where one is not as it was written.

        Reads the file beside the mapping, so that all of it is never in memory at once.
        """
        with self.path.open("rb") as file:
            for name, entry in self._table.items():
                file.seek(entry.offset)
                if checksum(file, self.arrays[name].nbytes) != entry.checksum:
                    raise DamagedFile(self.path, name)

    def _mapped(self, name: str) -> NDArray[Any]:
        entry = self._table[name]
        size = int(np.prod(entry.shape))
        if entry.kind not in _KINDS or entry.offset + size * np.dtype(entry.kind).itemsize > len(self._bytes):
            raise DamagedFile(self.path, name)
        if not size:
            return np.empty(entry.shape, entry.kind)
        return np.frombuffer(self._bytes, entry.kind, size, entry.offset).reshape(entry.shape)


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNMENT) * _ALIGNMENT
