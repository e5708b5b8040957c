"""Records: the HTTP responses that a web archive (WARC) file holds, whoever wrote it."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crawlers.messages import DamagedMessage, read_response
from index.errors import TashanError

LARGEST_RECORD = 64 * 1024 * 1024
_CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b"
_LONGEST_LINE = 64 * 1024
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?")
_EARLIEST_DATE = "1970-01-01T00:00:00"


class DamagedArchive(TashanError):
    """A web archive file is cut short, altered or none at all; every whole record before that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """One response as it was archived, its body decoded; ``date`` is ``YYYY-MM-DDThh:mm:ssZ``."""

    url: str
    date: str
    status: int
    content_type: str | None
    body: bytes


def responses(path: Path) -> Iterator[Captured]:
    """Iterate over the whole responses in a WARC file, gzipped by record, gzipped at once or plain.

    Raises DamagedArchive with the file and the byte where reading had to stop, after all that was whole.
    """
    try:
        with path.open("rb") as file:
            yield from _responses(_Source(file), path)
    except OSError as error:
        raise DamagedArchive(f"{path} cannot be read: {error.strerror or error}.") from error


@dataclass(frozen=True, slots=True)
class Span:
    """Where a record lies in its file, from byte to byte, what URL it is about, and whether its digest is right."""

    url: str
    start: int
    end: int
    is_whole: bool


def spans(path: Path) -> Iterator[Span]:
    """Iterate over every record of a file that is zipped record by record; raises DamagedArchive as ``responses``."""
    with path.open("rb") as file:
        source, found = _Source(file), None
        try:
            while (record := source.next_record()) is not None:
                if found is not None:
                    yield Span(*found[:2], source.offset, found[2])
                found = record.fields.get("warc-target-uri", ""), source.offset, record.is_whole
        except _Damage as damage:
            at = source.offset if damage.at is None else damage.at
            raise DamagedArchive(f"{path} is damaged at byte {at}: {damage}.") from damage
        if found is not None:
            yield Span(*found[:2], path.stat().st_size, found[2])


def whole_bytes(path: Path) -> int:
    """How many bytes of a file that is zipped record by record are whole records."""
    end = 0
    try:
        for span in spans(path):
            end = span.end
    except DamagedArchive:
        with path.open("rb") as file:
            source = _Source(file)
            try:
                while source.next_record() is not None:
                    pass
            except _Damage as damage:
                end = source.offset if damage.at is None else damage.at
    return end


def _responses(source: _Source, path: Path) -> Iterator[Captured]:
    altered = ""
    while True:
        try:
            record = source.next_record()
        except _Damage as damage:
            at = source.offset if damage.at is None else damage.at
            raise DamagedArchive(f"{path} is damaged at byte {at}: {damage}.") from damage
        if record is None:
            break
        try:
            captured = _captured(record)
        except DamagedMessage as error:
            altered = altered or f"{path} is damaged at byte {source.offset}: {error}."
            continue
        if captured is not None:
            yield captured
    if altered:
        raise DamagedArchive(altered)


class _Damage(Exception):
    """Why the bytes that follow are no record; ``at`` is where they begin, if that is not the present record."""

    def __init__(self, reason: str, at: int | None = None) -> None:
        super().__init__(reason)
        self.at = at


@dataclass(frozen=True, slots=True)
class _Record:
    """The fields of a record's head, and its block: None where that is too large to be a page."""

    fields: dict[str, str]
    block: bytes | None

    @property
    def is_whole(self) -> bool:
        """Whether the block has the digest that the record states, where it states one that we can compute."""
        name, _, stated = self.fields.get("warc-block-digest", "").partition(":")
        if self.block is None or name not in ("sha1", "sha256", "md5"):
            return True
        found = hashlib.new(name, self.block, usedforsecurity=False)
        forms = (base64.b32encode(found.digest()).decode().rstrip("="), found.hexdigest().upper())
        return stated.rstrip("=").upper() in forms


class _Source:
    """The records of one open file in order; ``offset`` is where in the file the present one begins.

    A zipped record is found by where its gzip member begins.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.offset = 0
        zipped = file.read(len(_GZIP)) == _GZIP
        file.seek(0)
        self._pieces = _unzipped(file) if zipped else _plain(file)
        self._step = 0 if zipped else 1
        self._start = 0
        self._piece = b""
        self._at = 0

    def next_record(self) -> _Record | None:
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
        return _Record(fields, self._block(int(length)))

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
    start, zipped = 0, file.read(_CHUNK)
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


def _captured(record: _Record) -> Captured | None:
    """The response that a record holds, None where it holds something else; raises DamagedMessage."""
    if not record.is_whole:
        raise DamagedMessage("a record does not match its digest")
    if record.block is None or record.fields.get("warc-type") != "response":
        return None
    url = record.fields.get("warc-target-uri", "").strip("<>")
    if not url:
        raise DamagedMessage("a response does not say what it answers")
    if not url.startswith(("http://", "https://")):
        return None
    message = read_response(record.block, most=LARGEST_RECORD)
    return Captured(
        url=url,
        date=_to_the_second(record.fields.get("warc-date", "")),
        status=message.status,
        content_type=message.fields.get("content-type"),
        body=message.body,
    )


def _to_the_second(date: str) -> str:
    """A date without the parts of a second, which would sort before their own second when compared as text.

    What it leaves out is the earliest it can mean, so that a copy of known date goes before one of unknown.
    """
    known = _DATE.match(date)
    told = known[0] if known else ""
    return told + _EARLIEST_DATE[len(told) :] + "Z"
