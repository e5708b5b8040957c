"""Any other site, read by its text alone: media, portals, courts on a system that is not known."""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any, ClassVar

from parsel import Selector
from scrapy.http import Request, Response

from crawlers.platforms.platform import PlatformSpider
from crawlers.platforms.publishing import joined
from crawlers.reading.page import Page, UnreadablePage
from crawlers.reading.pagereader import Layout
from index.staging import Reading

_GZIP = b"\x1f\x8b"
_MOST_SITEMAP = 50 * 1024 * 1024


class GenericSpider(PlatformSpider):
    """Sites of no known platform: an article's URL has a number or a date in it, a list's has not.

    A site may state patterns of its articles and of the columns to walk, which its start pages link to, or a sitemap.
    """

    platform = "generic"
    detail_url: ClassVar[re.Pattern[str]] = re.compile(
        r"^(?!.*/(?:index|list|page|node)[_-]?\d*(?:\.\w+)?$)\w+://[^/?#]*(?=[/?])[^#]*(?:\d{4,}|[?&]\w*id=\w+|"
        r"/\d+\.s?html?$|[0-9a-f]{8}-[0-9a-f]{4}-)",
        re.IGNORECASE,
    )
    layouts: ClassVar[tuple[Layout, ...]] = ()
    list_links = ""
    next_link = "a:contains('下一页'), a:contains('下页'), a.next, a[rel=next]"
    _articles: ClassVar[tuple[re.Pattern[str], ...]] = ()
    _columns: ClassVar[tuple[re.Pattern[str], ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "site" in vars(cls):
            cls._articles = tuple(map(re.compile, cls.site.articles))
            cls._columns = tuple(map(re.compile, cls.site.columns))

    @classmethod
    def is_detail(cls, url: str) -> bool:
        """As the site's own patterns tell, and as numbers in the URL suggest where it states none."""
        if cls._articles:
            return _is_any(cls._articles, url)
        return super().is_detail(url) and not cls.is_column(url)

    @classmethod
    def is_column(cls, url: str) -> bool:
        """Tell whether a URL is that of a column which the site states."""
        return _is_any(cls._columns, url)

    @classmethod
    def column_links(cls, page: Page) -> tuple[str, ...]:
        """The absolute URLs of the columns that a page links to."""
        urls = (joined(page.url, anchor.attrib.get("href", "")) for anchor in page.selector.css("a"))
        return tuple(dict.fromkeys(url for url in urls if cls.is_column(url) and not cls.is_detail(url)))

    async def start(self) -> AsyncIterator[Request]:
        """Ask for the first page of every list, and for the sitemap."""
        async for request in super().start():
            yield request
        if self.site.sitemap:
            yield Request(self.site.sitemap, callback=self.parse_sitemap, errback=self.give_up_list)

    def parse(self, response: Response, *args: Any, **kwargs: Any) -> Iterator[Request | Reading]:
        """As everywhere, and follow the columns that a start page links to."""
        yield from super().parse(response, *args, **kwargs)
        if self._columns and not response.meta.get("depth") and not self.is_detail(response.url):
            # A page that is no text was counted above.
            with suppress(UnreadablePage):
                yield from map(self._column_request, self.column_links(Page(response.url, response.body)))

    def parse_sitemap(self, response: Response, *, is_part: bool = False) -> Iterator[Request]:
        """Follow the articles and the columns of a sitemap, and the sitemaps that an index of them lists."""
        try:
            sitemap = Selector(text=Page(response.url, _unzipped(response)).text or " ", type="xml")
        except UnreadablePage as error:
            self._miss(response.url, str(error), of="lists")
            return
        parts, pages = _places(sitemap, "sitemap"), _places(sitemap, "url")
        self.crawler.stats.inc_value("lists/read" if parts or pages else "lists/empty")
        for url in () if is_part else parts:
            yield Request(url, callback=self.parse_sitemap, errback=self.give_up_list, cb_kwargs={"is_part": True})
        yield from self._article_requests({self.canonical_url(url): url for url in pages if self.is_detail(url)})
        yield from (self._column_request(url) for url in pages if self.is_column(url) and not self.is_detail(url))

    def _column_request(self, url: str) -> Request:
        return Request(url, callback=self.parse, errback=self.give_up_list)


def _is_any(patterns: tuple[re.Pattern[str], ...], url: str) -> bool:
    return any(pattern.search(url) for pattern in patterns)


def _places(sitemap: Selector, element: str) -> tuple[str, ...]:
    """The addresses that a sitemap gives in elements of one name."""
    found = sitemap.xpath(f"//*[local-name()='{element}']/*[local-name()='loc']/text()").getall()
    return tuple(dict.fromkeys(url for text in found if (url := joined("", text))))


def _unzipped(response: Response) -> bytes:
    """The body of a sitemap, which may be a gzip file; raises UnreadablePage where it is a broken or a huge one."""
    if not response.body.startswith(_GZIP):
        return response.body
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        body = unpacker.decompress(response.body, _MOST_SITEMAP)
    except zlib.error as error:
        raise UnreadablePage(f"The sitemap {response.url} is no whole gzip file.") from error
    if not unpacker.eof:
        raise UnreadablePage(f"The sitemap {response.url} is cut short or holds over {_MOST_SITEMAP} bytes.")
    return body
