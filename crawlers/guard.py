"""The guard: what is not asked for, and what is not taken, whatever a server says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NoReturn, Self
from weakref import WeakKeyDictionary

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.http import Request
from scrapy.http.headers import Headers
from twisted.web.client import URI

from crawlers.resolver import GuardedResolver, address_in, range_of, words
from crawlers.sites import Site
from crawlers.unpacking import ENCODINGS, UNASKED, TooLarge, Unpacking
from crawlers.urls import host_of

LONGEST_URL = 2083
ATTACK = "guard/attack"


class Refused(IgnoreRequest):
    """Something is not asked for or not taken; the text says why in one sentence."""


class HostGuard:
    """Lets a source ask its own hosts only, exactly those, at every hop.

    An ordinary link that leads elsewhere is left out; a redirect that does is a refusal.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._site: Site | None = getattr(crawler.spidercls, "site", None)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Guard the crawl of one source."""
        guard = cls(crawler)
        crawler.signals.connect(guard.spider_opened, signals.spider_opened)
        crawler.signals.connect(guard.request_scheduled, signals.request_scheduled)
        return guard

    def spider_opened(self, spider: Spider) -> None:
        """Tell the resolver which hosts the operator named."""
        _resolver().name(self._site.hosts if self._site else ())

    def request_scheduled(self, request: Request) -> None:
        """Leave out a link to another site."""
        if not request.meta.get("redirect_times") and not self._is_own(host_of(request.url)):
            self._crawler.stats.inc_value("guard/elsewhere")
            raise IgnoreRequest("It leads to another site.")

    def process_request(self, request: Request) -> None:
        """Check one address; raises Refused."""
        for reason in self._mistakes(request.url):
            self._refuse(request, reason)

    def _is_own(self, host: str) -> bool:
        return self._site is None or host in self._site.fetched_hosts

    def _mistakes(self, url: str) -> Iterator[str]:
        host = host_of(url)
        if not url.startswith(("http://", "https://")):
            yield "It is neither http nor https."
        if len(url) > LONGEST_URL:
            yield f"Its address is longer than {LONGEST_URL} characters."
        if "@" in url.split("/")[2] or "\\" in url or _host_connected_to(url) != host:
            yield "Its address can be read in two ways."
        address = address_in(host)
        if address and range_of(address) and not (self._site and host in self._site.hosts):
            place = words(range_of(address))
            yield f"{host} is a {place} address, which is asked only where “hosts” of the site names it."
        if not self._is_own(host):
            yield f"{host} is none of the source's hosts."

    def _refuse(self, request: Request, reason: str) -> NoReturn:
        stats = self._crawler.stats
        stats.inc_value("guard/refused")
        hops = request.meta.get("redirect_urls", [])
        if hops:
            reason = f"{hops[-1]} redirects to {request.url}: {reason}"
            if address_in(host_of(request.url)):
                note_attack(self._crawler, reason)
        raise Refused(reason)


class BodyGuard:
    """Stops what is too large, packed or not, while it comes, and says why nothing came; nearest to the downloader."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._most_bytes = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._unpacking: WeakKeyDictionary[Request, Unpacking] = WeakKeyDictionary()
        self._reasons: WeakKeyDictionary[Request, str] = WeakKeyDictionary()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Watch what comes for one source."""
        guard = cls(crawler)
        crawler.signals.connect(guard.headers_received, signals.headers_received)
        crawler.signals.connect(guard.bytes_received, signals.bytes_received)
        return guard

    def process_request(self, request: Request) -> None:
        """Let the proxy that the settings or the operator's environment name be on this machine."""
        if request.meta.get("proxy"):
            _resolver().name((host_of(request.meta["proxy"]),))

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Begin to count where the body is packed; raises StopDownload."""
        self._unpacking.pop(request, None)
        encodings = _encodings(headers)
        if encodings:
            try:
                self._unpacking[request] = Unpacking(encodings, self._most(request))
            except TooLarge as error:
                self._stop(request, error)

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Count what came; raises StopDownload."""
        unpacking = self._unpacking.get(request)
        if unpacking is not None:
            try:
                unpacking.feed(data)
            except TooLarge as error:
                self._stop(request, error)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Say in words why nothing came; raises Refused where asking again would be of no use."""
        if isinstance(exception, StopDownload) and request in self._reasons:
            self._refuse(self._reasons[request], request)
        if isinstance(exception, DownloadCancelledError):
            self._refuse(f"It is larger than {self._most(request)} bytes.", request)
        if isinstance(exception, CannotResolveHostError):
            host = host_of(request.url)
            if host in _resolver().refused:
                self._refuse(f"{host} is at {_resolver().refused[host]}, which “hosts” does not name.", request)
        if isinstance(exception, DownloadFailedError):
            exception.args = ("What the server sends cannot be read as an answer",)
        if isinstance(exception, ResponseDataLossError) and not exception.args:
            exception.args = ("The server broke off before the end",)

    def _most(self, request: Request) -> int:
        return int(request.meta.get("download_maxsize", self._most_bytes))

    def _stop(self, request: Request, error: TooLarge) -> NoReturn:
        self._reasons[request] = str(error)
        raise StopDownload(fail=True)

    def _refuse(self, reason: str, request: Request) -> NoReturn:
        self._crawler.stats.inc_value("guard/refused")
        note_attack(self._crawler, f"{request.url}: {reason}")
        raise Refused(reason)


def note_attack(crawler: Crawler, sentence: str) -> None:
    """Remember the first thing that no well-meaning server does."""
    if crawler.stats.get_value(ATTACK) is None:
        crawler.stats.set_value(ATTACK, sentence)


def _encodings(headers: Mapping[bytes, bytes]) -> list[str]:
    """The packings that a body is in, in the order in which they were put on."""
    named = b",".join(Headers(headers).getlist("Content-Encoding")).decode("latin-1").lower()
    return [name for name in map(str.strip, named.split(",")) if name in (*ENCODINGS, *UNASKED)]


def _host_connected_to(url: str) -> str:
    """The host as the downloader itself reads it."""
    try:
        host: bytes = URI.fromBytes(url.encode("ascii")).host  # type: ignore[no-untyped-call]
    except ValueError:
        return ""
    return host.decode("ascii").strip("[]").lower()


def _resolver() -> GuardedResolver:
    """The resolver of the process; without it nothing is fetched."""
    # Imported late, since the first import installs a reactor, which has to be the process's choice.
    from twisted.internet import reactor

    resolver: object = reactor.nameResolver
    assert isinstance(resolver, GuardedResolver), "TWISTED_DNS_RESOLVER must be crawlers.resolver.GuardedResolver"
    return resolver
