from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from small_web import article_page, article_path
from warcio.statusandheaders import StatusAndHeaders

from crawlers.archive import Archive
from crawlers.health import STEPS
from crawlers.pipelines import KeepPipeline
from crawlers.platforms.chinacourt import ChinacourtSpider
from crawlers.reading.page import Page
from crawlers.recordwriter import payload_digest
from crawlers.secondlook import wanting
from crawlers.sites import Site
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.holdings import Holding, Holdings
from index.runs import Run
from index.staging import Kind, Reading, Stage

URLS = [f"http://qingxi.example{article_path(number)}" for number in range(6)]


class Qingxi(ChinacourtSpider):
    site = Site(name="qingxi", platform="chinacourt", start_urls=("http://qingxi.example/",))
    pages_read: ClassVar[list[str]] = []

    @classmethod
    def read_page(cls, page: Page, site: Site | None = None) -> Article:
        cls.pages_read.append(page.url)
        return super().read_page(page, site)


def unread(url: str, reason: str = "The page has no body.") -> Reading:
    return Reading(url=url, kind=Kind.UNREAD, reason=reason)


def held(data: DataFolder, *readings: Reading, pages: list[str], field: str = "body") -> None:
    """A quarantine after an unhealthy visit, with the pages in the archive."""
    archive = Archive(data.prepared().archive, "qingxi", about={})
    asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "qingxi.example")], is_http_request=True), b""
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1")
    with Corpus.open(data.corpus) as corpus, corpus.writing():
        for reading, page in zip(readings, pages, strict=True):
            Stage(corpus, "qingxi").add(reading, seen="2024-05-06T01:20:31Z", show="text")
            place = archive.write(reading.url, asked, (head, page.encode()))
            digest = payload_digest(page.encode())
            Holdings(corpus).note([Holding(reading.url, reading.url, place.path.name, place.start, digest)])
        Stage(corpus, "qingxi").hold()
        values: dict[str, Any] = {"started": "2024-05-06T01:20:31Z", "finished": "2024-05-06T01:30:31Z"}
        corpus.record_run(Run(source_name="qingxi", outcome="unhealthy", problem="It is.", field=field, **values))
    archive.close()


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    Qingxi.pages_read.clear()
    return DataFolder(tmp_path / "data")


def opened(data: DataFolder) -> Qingxi:
    """The spider of the next visit, once its pipeline is open."""
    crawler = get_crawler(Qingxi, {"DATA_FOLDER": str(data.path)})
    crawler.stats = MemoryStatsCollector(crawler)
    crawler.spider = spider = Qingxi.from_crawler(crawler)
    pipeline = KeepPipeline.from_crawler(crawler)
    pipeline.open_spider()
    pipeline.close_spider()
    return spider


def staged(data: DataFolder) -> list[Reading]:
    with Corpus.open(data.corpus, read_only=True) as corpus:
        return list(Stage(corpus, "qingxi").readings())


def test_a_program_that_reads_the_archived_pages_asks_for_none_of_them(data: DataFolder) -> None:
    pages = [article_page(f"第{number}篇") for number in range(6)]
    held(data, *(unread(url) for url in URLS), pages=pages)
    spider = opened(data)
    assert [reading.article and reading.article.title for reading in staged(data)] == [
        f"第{number}篇" for number in range(6)
    ]
    assert spider.visit.staged == {*URLS}
    assert not any(spider.visit.wants(url) for url in URLS)


def test_where_the_first_few_are_read_as_before_the_others_are_left(data: DataFolder) -> None:
    empty = "<html><body></body></html>"
    held(data, *(unread(url) for url in URLS), pages=[empty] * 6)
    opened(data)
    first = staged(data)[0].reason
    assert first is not None
    Qingxi.pages_read.clear()
    with Corpus.open(data.corpus) as corpus, corpus.writing():
        for url in URLS:
            Stage(corpus, "qingxi").correct(unread(url, first))
    spider = opened(data)
    assert Qingxi.pages_read == URLS[:3]
    assert [*spider.visit.doubted] == URLS


def test_pages_that_the_archive_has_no_more_are_left_in_doubt(data: DataFolder) -> None:
    held(data, unread(URLS[0]), pages=[article_page("标题")])
    for path in data.archive.iterdir():
        path.unlink()
    assert [*opened(data).visit.doubted] == [URLS[0]]
    assert staged(data) == [unread(URLS[0])]


def test_where_the_server_was_to_blame_nothing_is_in_doubt(data: DataFolder) -> None:
    held(data, unread(URLS[0]), pages=[article_page("标题")], field="server")
    spider = opened(data)
    assert not spider.visit.doubted
    assert spider.visit.staged == {URLS[0]}
    assert Qingxi.pages_read == []


def test_an_article_of_several_pages_is_made_again_from_all_of_them(data: DataFolder) -> None:
    second = URLS[0].replace(".shtml", "_2.shtml")
    beginning = (
        article_page("第1篇", prose="这是开头的一页，写的是法官走进村庄，说事说理。") + f"<a href='{second}'>2</a>"
    )
    end = article_page("第1篇", prose="这是末尾的一页，写的是群众听得明白，当场履行。")
    held(data, unread(URLS[0]), unread(second), pages=[beginning, end])
    opened(data)
    (article,) = (each.article for each in staged(data) if each.url == URLS[0])
    assert article is not None
    assert article.repairs == ()
    assert 0 < article.body.index("这是开头") < article.body.index("这是末尾")


def test_an_article_whose_parts_the_archive_lacks_is_left_in_doubt(data: DataFolder) -> None:
    link = f"<a href='{URLS[0].replace('.shtml', '_2.shtml')}'>2</a>"
    held(data, unread(URLS[0]), pages=[article_page("第1篇") + link])
    assert [*opened(data).visit.doubted] == [URLS[0]]
    assert staged(data) == [unread(URLS[0])]


def test_a_doubted_page_that_is_read_again_counts_once(data: DataFolder) -> None:
    held(data, unread(URLS[0]), pages=["<html><body></body></html>"])
    crawler = get_crawler(Qingxi, {"DATA_FOLDER": str(data.path)})
    crawler.stats = MemoryStatsCollector(crawler)
    crawler.stats.set_value("start_time", datetime(2024, 5, 7, tzinfo=UTC))
    crawler.spider = Qingxi.from_crawler(crawler)
    pipeline = KeepPipeline.from_crawler(crawler)
    pipeline.open_spider()
    whole = Article(url=URLS[0], title="标题", body="正文", published="2024-05-06")
    pipeline.process_item(Reading(url=URLS[0], article=whole))
    pipeline.close_spider()
    assert (crawler.stats.get_value(STEPS), crawler.stats.get_value("articles/new")) == (1, 1)


def test_in_doubt_is_what_lacks_something_or_else_everything() -> None:
    whole = Reading(url=URLS[0], article=Article(url=URLS[0], title="标题", body="正文", published="2024-05-06"))
    undated = Reading(url=URLS[1], article=Article(url=URLS[1], title="标题", body="正文"))
    gone = Reading(url=URLS[2], kind=Kind.GONE)
    assert wanting([whole, undated, unread(URLS[3]), gone]) == {URLS[1]: undated, URLS[3]: unread(URLS[3])}
    assert wanting([whole, gone]) == {URLS[0]: whole}
