"""Reading ahead: the pages of articles are read before they come to their spider."""

from __future__ import annotations

from http import HTTPStatus
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawlers.answers import page_of
from crawlers.platforms.platform import ASKED, READ, PlatformSpider


class ReadAhead:
    """Lets the crawl's reader read the pages of articles; stands where nothing changes a response any more.

    A source's next page is fetched meanwhile, and no more of them, since a page that is being read counts as one of the
    source's requests.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read ahead for one source."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Put the reading of an article's page beside it, where there is a reader; raises ReaderDied."""
        spider = self._crawler.spider
        is_article = ASKED in request.meta and response.status == HTTPStatus.OK
        if is_article and isinstance(spider, PlatformSpider) and spider.reader is not None:
            request.meta[READ] = await spider.reader.read(spider.name, page_of(response))
        return response
