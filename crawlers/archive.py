"""The archive: everything received, as it was received, in web archive (WARC 1.1) files."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders

from crawlers.captures import IDENTICAL, NOT_MODIFIED, Captured, Place
from crawlers.clock import now
from crawlers.records import Span, spans, whole_bytes
from crawlers.recordwriter import moment, payload_digest, record_id, written_record
from index.errors import TashanError

ROTATE_AT = 1_000_000_000

Message = tuple[StatusAndHeaders, bytes]


class ArchiveError(TashanError):
    """The archive cannot be written."""


class Archive:
    """The WARC files of one run: the first opened when there is something to keep, another one at ``rotate_at`` bytes.

    No two runs write to one file, whatever process they are in. A record is in the file when ``write`` returns.
    """

    def __init__(self, folder: Path, run: str, *, about: Mapping[str, str], rotate_at: int = ROTATE_AT) -> None:
        self._folder = folder
        self._stem = f"{re.sub(r'[^A-Za-z0-9_]', '_', run)}-{re.sub(r'[^0-9]', '', now())}-{secrets.token_hex(4)}"
        self._about = dict(about)
        self._rotate_at = rotate_at
        self._serial = 0
        self._file: BinaryIO | None = None

    def write(self, url: str, request: Message, response: Message, known: Captured | None = None) -> Place:
        """Keep a request and its response, head and body each, whole or not at all; returns where the response begins.

        Where the answer says not modified, or has the very payload of a ``known`` copy, a revisit record refers to
        that copy instead of keeping it again. Raises ArchiveError.
        """
        file = self._opened()
        place = Place(Path(file.name), file.tell())
        self._append(file, _exchange(url, request, response, known))
        if file.tell() >= self._rotate_at:
            self.close()
        return place

    def close(self) -> None:
        """Finish the present file and see that it is on the disk."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def _opened(self) -> BinaryIO:
        if self._file is None:
            path = self._folder / f"{self._stem}-{self._serial:05}.warc.gz"
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                self._file = path.open("xb", buffering=0)
                fcntl.flock(self._file, fcntl.LOCK_SH)
            except OSError as error:
                raise ArchiveError(f"The archive file {path} cannot be made: {error.strerror}.") from error
            self._serial += 1
            self._append(self._file, _information(path.name, self._about))
        return self._file

    def _append(self, file: BinaryIO, data: bytes) -> None:
        start = file.tell()
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[file.write(rest) :]
        except OSError as error:
            file.truncate(start)
            file.seek(start)
            raise ArchiveError(f"The archive {self._folder} cannot be written: {error.strerror}.") from error


def _information(name: str, about: Mapping[str, str]) -> bytes:
    fields = {"WARC-Record-ID": record_id(), "WARC-Filename": name, "WARC-Date": moment()}
    block = "".join(f"{key}: {value}\r\n" for key, value in about.items() if value)
    return written_record("warcinfo", fields, block.encode())


def _exchange(url: str, request: Message, response: Message, known: Captured | None) -> bytes:
    """A response or the revisit that it is, followed by its request, both of one moment."""
    shared = {"WARC-Target-URI": url, "WARC-Date": moment()}
    answer = {"WARC-Record-ID": record_id(), **shared}
    revisit = _revisit_fields(response, known)
    if revisit:
        answered = written_record("revisit", answer | revisit, _head_of(response))
    else:
        digest = {"WARC-Payload-Digest": payload_digest(response[1])}
        answered = written_record("response", answer | digest, _head_of(response) + response[1])
    asking = {"WARC-Record-ID": record_id(), **shared, "WARC-Concurrent-To": answer["WARC-Record-ID"]}
    return answered + written_record("request", asking, _head_of(request) + request[1])


def _head_of(message: Message) -> bytes:
    head, _ = message
    head.compute_headers_buffer()
    return bytes(head.headers_buff)


def _revisit_fields(response: Message, known: Captured | None) -> dict[str, str]:
    """What a record says of the copy that it refers to, nothing where the response is news."""
    head, body = response
    target = {"WARC-Refers-To-Target-URI": known.url, "WARC-Refers-To-Date": known.moment} if known else {}
    if head.get_statuscode() == str(HTTPStatus.NOT_MODIFIED.value):
        return {"WARC-Profile": NOT_MODIFIED, **target}
    if known and is_copy(known, body) and head.get_statuscode() == str(known.status):
        return {"WARC-Profile": IDENTICAL, **target, "WARC-Payload-Digest": known.digest}
    return {}


def is_copy(known: Captured, body: bytes) -> bool:
    """Tell whether a body, as it came, is that of a known copy; an empty one is not worth a reference."""
    return bool(body) and known.digest == payload_digest(body)


def without(path: Path, is_unwanted: Callable[[str], bool]) -> tuple[int, dict[int, int]]:
    """Take the records of unwanted URLs out of an archive file, written anew aside.

    Returns how many there were, and for the first byte of every other record its new first byte.

    Raises ArchiveError where a visit is writing the file, DamagedArchive where it is not whole.
    """
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ArchiveError(
                f"The archive file {path} is being written by a visit; try again when it is over."
            ) from error
        found = list(spans(path))
        kept = [span for span in found if not is_unwanted(span.url)]
        if len(kept) < len(found):
            _write_anew(path, file, kept)
    begins = accumulate((span.end - span.start for span in kept), initial=0)
    return len(found) - len(kept), {span.start: start for span, start in zip(kept, begins, strict=False)}


def mend(folder: Path, run: str) -> int:
    """Cut the record that a killed run of this name could not finish off its last file; returns how many bytes."""
    for path in sorted(folder.glob(f"{run}-*.warc.gz"))[-1:]:
        size = path.stat().st_size
        os.truncate(path, whole := whole_bytes(path))
        return size - whole
    return 0


def _write_anew(path: Path, file: BinaryIO, kept: Sequence[Span]) -> None:
    aside = path.with_suffix(".aside")
    with aside.open("wb") as anew:
        for span in kept:
            file.seek(span.start)
            anew.write(file.read(span.end - span.start))
        anew.flush()
        os.fsync(anew.fileno())
    aside.replace(path)
