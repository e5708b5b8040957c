"""The archive: everything received, as it was received, in web archive (WARC 1.1) files."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from scrapy.http.headers import Headers
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.clock import now
from crawlers.platforms.platform import PlatformSpider
from crawlers.records import Span, spans, whole_bytes
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

    def write(self, url: str, request: Message, response: Message) -> None:
        """Keep a request and its response, head and body each, whole or not at all; raises ArchiveError."""
        file = self._opened()
        self._append(file, _exchange(url, request, response))
        if file.tell() >= self._rotate_at:
            self.close()

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
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record(name, about))
    return buffer.getvalue()


def _exchange(url: str, request: Message, response: Message) -> bytes:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
    asked, answered = (
        writer.create_warc_record(url, kind, payload=BytesIO(body), length=len(body), http_headers=head)
        for kind, (head, body) in (("request", request), ("response", response))
    )
    writer.write_request_response_pair(asked, answered)
    return buffer.getvalue()


class ArchiveMiddleware:
    """Keeps every response as it came off the wire; stands between the downloader and all that changes responses."""

    def __init__(self, archive: Archive, is_forgotten: Callable[[str], bool] = lambda _: False) -> None:
        self._archive = archive
        self._is_forgotten = is_forgotten

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Archive into the data folder of the settings, unless they say not to."""
        if not crawler.settings.getbool("ARCHIVE_ENABLED"):
            raise NotConfigured
        about = {
            "software": crawler.settings["BOT_NAME"],
            "format": "WARC File Format 1.1",
            "http-header-user-agent": crawler.settings["USER_AGENT"],
            "robots": "obey" if crawler.settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        }
        folder = Path(crawler.settings["DATA_FOLDER"]) / "archive"
        middleware = cls(Archive(folder, crawler.spidercls.name, about=about), partial(_is_forgotten, crawler))
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive a response with its request, unless its page was forgotten, and hand it on unchanged."""
        if not self._is_forgotten(response.url):
            self._archive.write(response.url, _asked(request), _answered(response))
        return response

    def spider_closed(self) -> None:
        """Close the file of this run."""
        self._archive.close()


def without(path: Path, is_unwanted: Callable[[str], bool]) -> int:
    """Take the records of unwanted URLs out of an archive file, written anew aside; returns how many there were.

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
    return len(found) - len(kept)


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


def _is_forgotten(crawler: Crawler, url: str) -> bool:
    spider = crawler.spider
    return isinstance(spider, PlatformSpider) and spider.canonical_url(url) in spider.visit.forgotten


def _asked(request: Request) -> Message:
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fields = [("Host", parts.netloc), *_fields(request.headers)]
    return StatusAndHeaders(f"{request.method} {target} HTTP/1.1", fields, is_http_request=True), request.body


def _answered(response: Response) -> Message:
    """The response's head without the transfer's own encoding, which the downloader has undone."""
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = "Unknown"
    fields = [(name, value) for name, value in _fields(response.headers) if name.lower() != "transfer-encoding"]
    protocol = response.protocol if (response.protocol or "").startswith("HTTP/1.") else "HTTP/1.1"
    return StatusAndHeaders(f"{response.status} {phrase}", fields, protocol=protocol), response.body


def _fields(headers: Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]
