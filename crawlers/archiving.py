"""Archiving: every response of a visit kept as it came, and the same page not twice."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from scrapy.http.headers import Headers
from warcio.statusandheaders import StatusAndHeaders

from crawlers.archive import Archive, Message, is_copy
from crawlers.captures import Captured, Place, captured_at
from crawlers.platforms.platform import PlatformSpider
from crawlers.recordwriter import payload_digest
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.holdings import Holding, Holdings


class ArchiveMiddleware:
    """Keeps every response as it came off the wire; stands between the downloader and all that changes responses."""

    def __init__(self, archive: Archive, crawler: Crawler, folder: DataFolder) -> None:
        self._archive = archive
        self._crawler = crawler
        self._folder = folder
        self._fresh: dict[str, Holding] = {}
        self._corpus: Corpus | None = None

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
        folder = DataFolder(Path(crawler.settings["DATA_FOLDER"]))
        middleware = cls(Archive(folder.archive, crawler.spidercls.name, about=about), crawler, folder)
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive a response with its request, unless its page was forgotten, and hand it on unchanged."""
        spider = self._crawler.spider
        if not isinstance(spider, PlatformSpider):
            self._archive.write(response.url, _asked(request), _answered(response))
        elif (url := spider.canonical_url(response.url)) not in spider.visit.forgotten:
            self._keep(url, request, response)
        return response

    def spider_closed(self) -> None:
        """Close the file of this run, and put down where its pages are."""
        self._archive.close()
        if self._corpus is not None:
            self._corpus.close()
        if self._fresh:
            with Corpus.open(self._folder.corpus) as corpus, corpus.writing():
                Holdings(corpus).note(self._fresh.values())

    def _keep(self, url: str, request: Request, response: Response) -> None:
        answered = _answered(response)
        is_page = request.method == "GET" and response.status == HTTPStatus.OK and bool(response.body)
        known = self._known(url) if is_page or response.status == HTTPStatus.NOT_MODIFIED else None
        place = self._archive.write(response.url, _asked(request), answered, known)
        if is_page and not (known and is_copy(known, response.body)):
            digest = payload_digest(response.body)
            self._fresh[url] = Holding(url, response.url, place.path.name, place.start, digest)

    def _known(self, url: str) -> Captured | None:
        """The copy of a page that the archive has, proved by looking at its record."""
        holding = self._fresh.get(url) or self._held(url)
        return copy_of(holding, self._folder) if holding else None

    def _held(self, url: str) -> Holding | None:
        if self._corpus is None:
            self._corpus = Corpus.open(self._folder.corpus, read_only=True)
        return Holdings(self._corpus).of(url)


def copy_of(holding: Holding, folder: DataFolder) -> Captured | None:
    """Read a copy again from the archive, None where the record is not there any more."""
    return captured_at(Place(folder.archive / holding.file, holding.start), url=holding.address, digest=holding.digest)


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
