"""What every platform's base spider does: walk the lists, read the articles, leave the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from http import HTTPStatus
from typing import Any, Protocol, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from crawlers.answers import is_gone, page_of, reason_of, told
from crawlers.doubts import Doubts
from crawlers.listing import days_listed
from crawlers.manners import Asleep
from crawlers.platforms.publishing import Publishing
from crawlers.reading.page import Page, UnreadablePage
from crawlers.reading.pagereader import PageReading
from crawlers.reading.parts import is_whole, joined_parts
from crawlers.tallies import note_miss
from crawlers.visiting import Visit
from index.staging import Kind, Reading

# What a request carries beside it: the canonical URL under which it was asked for, and what the page says already.
ASKED = "asked"
READ = "read"


class PageReader(Protocol):
    """Reads the pages of articles somewhere else; None where a page is as well read by its spider."""

    async def read(self, source: str, page: Page) -> PageReading | None: ...


class PlatformSpider(Publishing):
    """A spider for every site of one platform; a subclass declares how that platform publishes.

    ``visit`` says which articles are wanted; a ``limit`` bounds their number, ``since`` is the first day
    (``YYYY-MM-DD``) that they may be listed with, a ``sweep`` wants them all. A ``reader`` reads articles elsewhere.
    """

    def __init__(
        self,
        name: str | None = None,
        limit: int | str | None = None,
        since: str | None = None,
        sweep: bool | str = False,
        reader: PageReader | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.limit = None if limit is None else int(limit)
        self.since = since
        self.wants_sweep = bool(sweep)
        self.visit = Visit()
        self.reader = reader
        self._listed: set[str] = set()
        self._taken: set[str] = set()
        self._is_looking_for_unlisted = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider of a visit, which looks for what no list names once the lists are read."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.look_for_unlisted, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the first page of every list, and for a few of the pages whose readings are in doubt."""
        for url in self._doubts.sample:
            yield self._article_request(url, url)
        for url in self.start_urls:
            yield Request(url, callback=self.parse, errback=self.give_up_list)

    def parse(self, response: Response, listed: set[str] | None = None, number: int = 1) -> Iterator[Request | Reading]:
        """Follow the articles of a list page, and the list as long as its pages bring any that it did not have yet.

        A first page without any that names a following one is a frame that a script would fill.
        """
        if self.is_detail(response.url):
            yield from self.parse_article(response)
            return
        listed = set() if listed is None else listed
        page = page_of(response)
        try:
            links = self._links(page)
            following = self.next_page(page, number)
        except UnreadablePage as error:
            self._miss(response.url, str(error), of="lists")
            return
        fresh = {key: url for key, url in links.items() if key not in listed}
        listed |= fresh.keys()
        young = self._not_older(fresh, page)
        yield from self._article_requests(young)
        is_frame = number == 1 and not links and following is not None
        self.crawler.stats.inc_value("lists/read" if links or is_frame else "lists/empty")
        goes_on = is_frame or (young and (self.since or self.visit.goes_on(young, number)))
        if goes_on and following and not self._is_full:
            state = {"listed": listed, "number": number + 1}
            yield following.replace(callback=self.parse, errback=self.give_up_list, cb_kwargs=state)

    def parse_article(self, response: Response) -> Iterator[Request | Reading]:
        """Read one article and ask for its further parts; a page that is none is a reading too, counted and logged."""
        yield from self._with_doubted(self._readings(response))

    def _readings(self, response: Response) -> Iterator[Request | Reading]:
        meta = response.request.meta if response.request else {}
        asked = meta.get(ASKED) or self.canonical_url(response.url)
        if response.status == HTTPStatus.NOT_MODIFIED:
            yield Reading(url=asked, kind=Kind.UNCHANGED)
            return
        found = meta.get(READ) or self.reading_of(page_of(response))
        if found.article is None:
            yield self._unread(response, asked, found)
            return
        article = found.article
        etag, modified = told(response, "ETag"), told(response, "Last-Modified")
        yield self._followed(Reading(url=article.url, article=article, etag=etag, modified=modified), found.following)
        if article.url != asked:
            yield Reading(url=asked, kind=Kind.ALIAS, reason=f"It leads to {article.url}.")

    def _unread(self, response: Response, asked: str, found: PageReading) -> Reading:
        self._miss(response.url, found.reason or "")
        return Reading(url=asked, kind=Kind.UNREAD, reason=found.reason)

    def parse_part(self, response: Response, reading: Reading, number: int) -> Iterator[Request | Reading]:
        """Add one more part to the article that it belongs to; where it is none, the article stays without it."""
        yield from self._with_doubted([self._with_part(response, reading, number)])

    def _with_part(self, response: Response, reading: Reading, number: int) -> Request | Reading:
        assert reading.article is not None
        part = self.reading_of(page_of(response), reading.url, number)
        if part.article is None:
            self._miss(response.url, part.reason or "")
            return reading
        joined_so_far = replace(reading, article=joined_parts(reading.article, part.article))
        return self._followed(joined_so_far, part.following, number)

    def give_up_part(self, failure: Failure) -> Iterator[Request | Reading]:
        """Count and log a part that could not be fetched, and keep what there is of its article."""
        self._miss_failed(failure, of="articles")
        yield from self._with_doubted([failure.request.cb_kwargs["reading"]])  # type: ignore[attr-defined]

    def _followed(self, reading: Reading, following: str | None, number: int = 1) -> Request | Reading:
        """The request for the next part of an article, the article itself where there is none."""
        assert reading.article is not None
        if following is None:
            return reading if number == 1 else replace(reading, article=is_whole(reading.article))
        state = {"reading": reading, "number": number + 1}
        return Request(following, callback=self.parse_part, errback=self.give_up_part, cb_kwargs=state)

    def give_up(self, failure: Failure) -> Iterator[Request | Reading]:
        """Count and log an article that could not be fetched; gone is not refused, and news if it was known."""
        if isinstance(failure.value, Asleep):
            return
        is_news = is_gone(failure.value)
        self._miss_failed(failure, of="pages" if is_news else "articles")
        asked = failure.request.meta.get(ASKED)  # type: ignore[attr-defined]
        if is_news and (asked in self.visit.known or asked in self._doubts):
            yield from self._with_doubted([Reading(url=asked, kind=Kind.GONE, reason=reason_of(failure.value))])

    def give_up_list(self, failure: Failure) -> None:
        """Count and log a list page that could not be fetched; past its end many a list has no page."""
        if isinstance(failure.value, Asleep):
            return
        is_past_end = "listed" in failure.request.cb_kwargs and is_gone(failure.value)  # type: ignore[attr-defined]
        self._miss_failed(failure, of="pages" if is_past_end else "lists")

    def look_for_unlisted(self) -> None:
        """At the end of a sweep, ask for the known articles that no list named: some are gone."""
        if self._is_looking_for_unlisted or not self._reads_everything:
            return
        self._is_looking_for_unlisted = True
        unlisted = self.visit.known.keys() - self._listed
        requests = [self._article_request(url, url) for url in sorted(unlisted) if self.visit.wants(url)]
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    @property
    def has_swept(self) -> bool:
        """Tell whether every list was read to its end and everything known was looked at."""
        return self._is_looking_for_unlisted

    @property
    def _reads_everything(self) -> bool:
        is_bounded = self.limit is not None or self.since is not None
        return self.visit.is_sweep and not is_bounded and not self.crawler.stats.get_value("lists/missed", 0)

    def _not_older(self, links: dict[str, str], page: Page) -> dict[str, str]:
        """The articles of a list page that are not older than the visit wants, as far as is known."""
        if self.since is None:
            return links
        known = {key: self.visit.known[key].day for key in links if key in self.visit.known}
        days = days_listed(page, self.is_detail)
        young = {key: url for key, url in links.items() if (known.get(key) or days.get(url) or "9") >= self.since}
        self.crawler.stats.inc_value("articles/known", len(links) - len(young))
        return young

    def _links(self, page: Page) -> dict[str, str]:
        """The articles of a list page by canonical URL, each by the first of its aliases there."""
        links: dict[str, str] = {}
        for url in self.article_links(page):
            links.setdefault(self.canonical_url(url), url)
        return links

    def _article_requests(self, links: dict[str, str]) -> Iterator[Request]:
        for key, url in links.items():
            if key in self._listed or self._is_full:
                continue
            self._listed.add(key)
            if key in self.visit.staged:
                self._taken.add(key)
            elif self.visit.wants(key):
                self._taken.add(key)
                yield self._article_request(key, url)
            elif key in self.visit.known or key in self.visit.forgotten:
                self.crawler.stats.inc_value("articles/known")

    def _with_doubted(self, found: Iterable[Request | Reading]) -> Iterator[Request | Reading]:
        """What was found; where that brings a doubted page into the clear, also requests for the others in doubt."""
        for each in found:
            yield each
            if isinstance(each, Reading):
                yield from (self._article_request(url, url) for url in self._doubts.rest_after(each))

    @cached_property
    def _doubts(self) -> Doubts:
        return Doubts(self.visit.doubted)

    def _article_request(self, key: str, url: str) -> Request:
        conditions = dict(self.visit.conditions(key))
        handled = {"handle_httpstatus_list": [HTTPStatus.NOT_MODIFIED.value]} if conditions else {}
        meta = {ASKED: key, **handled}
        return Request(url, headers=conditions, callback=self.parse_article, errback=self.give_up, meta=meta)

    @property
    def _is_full(self) -> bool:
        return self.limit is not None and len(self._taken) >= self.limit

    def _miss_failed(self, failure: Failure, *, of: str) -> None:
        self._miss(failure.request.url, reason_of(failure.value), of=of)  # type: ignore[attr-defined]

    def _miss(self, url: str, reason: str, *, of: str = "pages") -> None:
        note_miss(self.crawler.stats, url, reason, of=of)
        self.logger.warning("%s: %s", url, reason)
