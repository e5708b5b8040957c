from __future__ import annotations

import asyncio
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Request, Response
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from small_web import article_page, article_path

from crawlers.platforms.chinacourt import ChinacourtSpider
from crawlers.platforms.platform import ASKED, READ
from crawlers.readahead import ReadAhead
from crawlers.reading.page import Page
from crawlers.reading.pagereader import PageReading
from crawlers.sites import Site
from index.article import Article
from index.staging import Reading

ROOT = "http://127.0.0.1:8000"
URL = f"{ROOT}{article_path(1)}"
AHEAD = PageReading(Article(url=URL, body="正文", title="读在前头"))


class Qingxi(ChinacourtSpider):
    site = Site(name="qingxi", platform="chinacourt", start_urls=(f"{ROOT}/",))


class OtherReader:
    """Says the same of every page, and remembers which were read."""

    def __init__(self, reading: PageReading | None = AHEAD) -> None:
        self.reading = reading
        self.pages: list[tuple[str, str]] = []

    async def read(self, source: str, page: Page) -> PageReading | None:
        self.pages.append((source, page.url))
        return self.reading


def visitor(reader: OtherReader | None) -> Qingxi:
    crawler = get_crawler(Qingxi)
    crawler.stats = MemoryStatsCollector(crawler)
    crawler.spider = Qingxi.from_crawler(crawler, reader=reader)
    return crawler.spider


def passed(spider: Qingxi, meta: dict[str, Any], *, status: int = 200) -> Response:
    request = Request(URL, meta=meta)
    body = article_page("读在当场").encode()
    response = HtmlResponse(URL, status=status, body=body, request=request, encoding="utf-8")
    return asyncio.run(ReadAhead.from_crawler(spider.crawler).process_response(request, response))


def title(spider: Qingxi, response: Response) -> str | None:
    (found,) = spider.parse_article(response)
    assert isinstance(found, Reading)
    assert found.article is not None
    return found.article.title


def test_a_spider_takes_what_was_read_ahead() -> None:
    reader = OtherReader()
    spider = visitor(reader)
    assert title(spider, passed(spider, {ASKED: URL})) == "读在前头"
    assert reader.pages == [("qingxi", URL)]


@pytest.mark.parametrize("reader", [None, OtherReader(None)], ids=["no reader", "left to the spider"])
def test_a_spider_reads_what_nobody_read_ahead(reader: OtherReader | None) -> None:
    spider = visitor(reader)
    assert title(spider, passed(spider, {ASKED: URL})) == "读在当场"


@pytest.mark.parametrize(("meta", "status"), [({}, 200), ({ASKED: URL}, 304)], ids=["a list", "not modified"])
def test_only_whole_pages_of_articles_are_read_ahead(meta: dict[str, Any], status: int) -> None:
    reader = OtherReader()
    response = passed(visitor(reader), meta, status=status)
    assert reader.pages == []
    assert READ not in response.meta
