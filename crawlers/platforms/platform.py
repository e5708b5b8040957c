"""What every platform's base spider does: walk the lists, read the articles, leave the rest."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar
from urllib.parse import urljoin

import scrapy
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawlers.health import note_miss
from crawlers.page import Page, UnreadablePage
from crawlers.reading import Layout, NotAnArticle, read
from crawlers.sites import Site
from crawlers.urls import canonical
from index.article import Article


class PlatformSpider(scrapy.Spider):
    """A spider for every site of one platform; a subclass declares how that platform publishes.

    ``detail_url`` matches the URLs of articles, ``list_links`` selects the links to them on a list page,
    ``next_link`` the link to the following list page. A source is a subclass that declares its ``site``.
    """

    platform: ClassVar[str]
    detail_url: ClassVar[re.Pattern[str]]
    layouts: ClassVar[tuple[Layout, ...]]
    list_links: ClassVar[str]
    next_link: ClassVar[str] = ""
    site: ClassVar[Site]
    allowed_domains: ClassVar[list[str]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "site" in vars(cls):
            cls.name = cls.site.name
            cls.start_urls = list(cls.site.start_urls)
            cls.allowed_domains = list(cls.site.fetched_hosts)

    def __init__(self, name: str | None = None, limit: int | str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self._limit = None if limit is None else int(limit)
        self._asked: set[str] = set()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Add the site's own delay and budget to the settings."""
        super().update_settings(settings)
        settings.set("DOWNLOAD_DELAY", cls.site.delay, priority="spider")
        if cls.site.budget is not None:
            settings.set("CLOSESPIDER_PAGECOUNT", cls.site.budget, priority="spider")

    @classmethod
    def is_detail(cls, url: str) -> bool:
        """Tell whether a URL is that of an article on this platform."""
        return cls.detail_url.search(url) is not None

    @classmethod
    def fits(cls, page: Page) -> bool:
        """Tell whether a page has the markup of one of this platform's skins."""
        return any(page.selector.css(layout.body) for layout in cls.layouts if layout.body)

    @classmethod
    def canonical_url(cls, url: str) -> str:
        """The one URL under which an article is kept, whatever alias it was fetched by."""
        return canonical(url)

    @classmethod
    def read_page(cls, page: Page, site: Site | None = None) -> Article:
        """Read a saved page; raises NotAnArticle with the reason where it is none."""
        return read(page, url=cls.canonical_url(page.url), layouts=cls.layouts, site=site)

    @classmethod
    def article_links(cls, page: Page) -> tuple[str, ...]:
        """The absolute URLs of the articles that a list page lists; on a page of another form, all it links to."""
        listed = page.selector.css(cls.list_links) if cls.list_links else None
        anchors = listed or page.selector.css("a")
        hrefs = (anchor.attrib.get("href", "") for anchor in anchors)
        urls = (joined(page.url, href) for href in hrefs)
        return tuple(dict.fromkeys(url for url in urls if url and cls.is_detail(url)))

    @classmethod
    def next_page(cls, page: Page, number: int) -> Request | None:
        """The request for the list page after this one, the ``number``-th from 1; None where there is none."""
        href = page.selector.css(cls.next_link).attrib.get("href", "") if cls.next_link else ""
        url = joined(page.url, href)
        return Request(url) if url else None

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the first page of every list."""
        for url in self.start_urls:
            yield Request(url, callback=self.parse, errback=self.give_up)

    def parse(self, response: Response, listed: set[str] | None = None, number: int = 1) -> Iterator[Request | Article]:
        """Follow the articles of a list page, and the list as long as its pages bring any that it did not have yet."""
        if self.is_detail(response.url):
            yield from self.parse_article(response)
            return
        listed = set() if listed is None else listed
        try:
            links = self._links(_page(response))
            following = self.next_page(_page(response), number)
        except UnreadablePage as error:
            self._miss(response.url, str(error))
            return
        fresh = links.keys() - listed
        listed |= fresh
        yield from self._article_requests({key: url for key, url in links.items() if key in fresh})
        self.crawler.stats.inc_value("lists/read" if links else "lists/empty")
        if fresh and following and not self._is_full:
            state = {"listed": listed, "number": number + 1}
            yield following.replace(callback=self.parse, errback=self.give_up, cb_kwargs=state)

    def parse_article(self, response: Response) -> Iterator[Article]:
        """Read one article; a page that is none is counted and logged."""
        try:
            yield self.read_page(_page(response), self.site)
        except (NotAnArticle, UnreadablePage) as error:
            self._miss(response.url, str(error))

    def give_up(self, failure: Failure) -> None:
        """Count and log a page that could not be fetched."""
        self._miss(failure.request.url, _reason(failure.value))  # type: ignore[attr-defined]

    def _links(self, page: Page) -> dict[str, str]:
        """The articles of a list page by canonical URL, each by the first of its aliases there."""
        links: dict[str, str] = {}
        for url in self.article_links(page):
            links.setdefault(self.canonical_url(url), url)
        return links

    def _article_requests(self, links: dict[str, str]) -> Iterator[Request]:
        for key, url in links.items():
            if key not in self._asked and not self._is_full:
                self._asked.add(key)
                yield Request(url, callback=self.parse_article, errback=self.give_up)

    @property
    def _is_full(self) -> bool:
        return self._limit is not None and len(self._asked) >= self._limit

    def _miss(self, url: str, reason: str) -> None:
        note_miss(self.crawler.stats, url, reason)
        self.logger.warning("%s: %s", url, reason)


def joined(base: str, href: str) -> str:
    """The absolute http or https URL that a link on a page leads to, empty where it leads nowhere else."""
    try:
        url = urljoin(base, href.strip()) if href.strip() else ""
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""


def _page(response: Response) -> Page:
    content_type = response.headers.get("Content-Type")
    return Page(
        url=response.url,
        body=response.body,
        content_type=content_type.decode("latin-1") if content_type else None,
    )


def _reason(error: BaseException | None) -> str:
    if isinstance(error, HttpError):
        return f"The server answers {error.response.status}."
    if isinstance(error, IgnoreRequest) and str(error) == "Forbidden by robots.txt":
        return "The site's robots.txt forbids it."
    return f"{str(error).rstrip('.') or type(error).__name__}."
