"""Records: what a web archive (WARC) file is made of, whoever wrote it."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from index.errors import TashanError

LARGEST_RECORD = 64 * 1024 * 1024
_CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b"
_LONGEST_LINE = 64 * 1024


class DamagedArchive(TashanError):
    """A web archive file is cut short, altered or none at all from byte ``at``; every whole record before was read."""

    def __init__(self, sentence: str, at: int = 0) -> None:
        super().__init__(sentence)
        self.at = at


@dataclass(frozen=True, slots=True)
class Record:
    """A record: the byte of its file where it begins, its head's fields by lower-case name, and its block.

    The block is None where that is too large to be a page.
    """

    start: int
    fields: dict[str, str]
    block: bytes | None

    @property
    def url(self) -> str:
        """What the record is about, empty where it does not say."""
        return self.fields.get("warc-target-uri", "").strip("<>")

    @property
    def is_whole(self) -> bool:
        """Whether the block has the digest that the record states, where it states one that we can compute.

        Some tools state of a truncated block the digest that it had before.
        """
        name, _, stated = self.fields.get("warc-block-digest", "").partition(":")
        if self.block is None or "warc-truncated" in self.fields or name not in ("sha1", "sha256", "md5"):
            return True
        found = hashlib.new(name, self.block, usedforsecurity=False)
        forms = (base64.b32encode(found.digest()).decode().rstrip("="), found.hexdigest().upper())
        return stated.rstrip("=").upper() in forms


def records(path: Path, start: int = 0) -> Iterator[Record]:
    """Iterate over the records of a file, gzipped by record, gzipped at once or plain, from a byte where one begins.

    Raises DamagedArchive with the file and the byte where reading had to stop, after all that was whole.
    """
    try:
        with path.open("rb") as file:
            file.seek(start)
            source = _Source(file)
            try:
                while (record := source.next_record()) is not None:
                    yield record
            except _Damage as damage:
                at = source.offset if damage.at is None else damage.at
                raise DamagedArchive(f"{path} is damaged at byte {at}: {damage}.", at) from damage
    except OSError as error:
        raise DamagedArchive(f"{path} cannot be read: {error.strerror or error}.") from error


@dataclass(frozen=True, slots=True)
class Span:
    """Where a record lies in its file, from byte to byte, and its head's fields; whether its digest is right."""

    start: int
    end: int
    url: str
    fields: dict[str, str]
    is_whole: bool


def spans(path: Path) -> Iterator[Span]:
    """Iterate over every record of a file that is zipped record by record; raises DamagedArchive as ``records``."""
    last: Record | None = None
    for record in records(path):
        if last is not None:
            yield _span(last, record.start)
        last = record
    if last is not None:
        yield _span(last, path.stat().st_size)


def whole_bytes(path: Path) -> int:
    """How many bytes of a file that is zipped record by record are whole records."""
    try:
        return max((span.end for span in spans(path)), default=0)
    except DamagedArchive as error:
        return error.at


def _span(record: Record, end: int) -> Span:
    return Span(record.start, end, record.url, record.fields, record.is_whole)


class _Damage(Exception):
    """Why the bytes that follow are no record; ``at`` is where they begin, if that is not the present record."""

    def __init__(self, reason: str, at: int | None = None) -> None:
        super().__init__(reason)
        self.at = at


class _Source:
    """The records of one open file in order; ``offset`` is where in the file the present one begins.

    A zipped record is found by where its gzip member begins.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.offset = start = file.tell()
        zipped = file.read(len(_GZIP)) == _GZIP
        file.seek(start)
        self._pieces = _unzipped(file) if zipped else _plain(file)
        self._step = 0 if zipped else 1
        self._start = 0
        self._piece = b""
        self._at = 0

    def next_record(self) -> Record | None:
        """Read one record, None at the end of the file; raises _Damage."""
        version = self._version()
        if not version:
            return None
        if not version.startswith(b"WARC/"):
            raise _Damage("no WARC record begins there")
        fields = self._fields(version)
        length = fields.get("content-length", "")
        if not length.isascii() or not length.isdigit():
            raise _Damage("a record does not say how long it is")
        return Record(self.offset, fields, self._block(int(length)))

    def _version(self) -> bytes:
        while self._has_more():
            self.offset = self._start + self._step * self._at
            line = self._line()
            if line.strip():
                return line
        return b""

    def _fields(self, version: bytes) -> dict[str, str]:
        lines = [version]
        while lines[-1].strip():
            lines.append(self._line())
            if not lines[-1].endswith(b"\n"):
                raise _Damage("the file ends inside a record")
        pairs = (line.decode("utf-8", "replace").partition(":") for line in lines[1:-1])
        return {name.strip().lower(): value.strip() for name, _, value in pairs}

    def _has_more(self) -> bool:
        while self._at >= len(self._piece):
            following = next(self._pieces, None)
            if following is None:
                return False
            self._start, self._piece = following
            self._at = 0
        return True

    def _take(self, end: int) -> bytes:
        taken = self._piece[self._at : end]
        self._at += len(taken)
        return taken

    def _line(self) -> bytes:
        line = b""
        while not line.endswith(b"\n") and len(line) < _LONGEST_LINE and self._has_more():
            line += self._take(self._piece.find(b"\n", self._at) + 1 or len(self._piece))
        return line

    def _block(self, length: int) -> bytes | None:
        parts = []
        missing = length
        while missing and self._has_more():
            part = self._take(self._at + missing)
            missing -= len(part)
            if length <= LARGEST_RECORD:
                parts.append(part)
        if missing:
            raise _Damage("the file ends inside a record")
        return b"".join(parts) if length <= LARGEST_RECORD else None


def _plain(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    while True:
        start = file.tell()
        if not (piece := file.read(_CHUNK)):
            return
        yield start, piece


def _unzipped(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield what each gzip member holds with the byte of the file where that member begins."""
    start, zipped = file.tell(), file.read(_CHUNK)
    while zipped:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while not member.eof:
            if not zipped:
                raise _Damage("the file ends inside a record", start)
            try:
                yield start, member.decompress(zipped)
            except zlib.error as error:
                raise _Damage("a record cannot be unzipped", start) from error
            zipped = b"" if member.eof else file.read(_CHUNK)
        zipped = member.unused_data or file.read(_CHUNK)
        start = file.tell() - len(zipped)
