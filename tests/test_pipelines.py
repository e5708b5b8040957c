from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from crawlers.pipelines import RUN, KeepPipeline, accept
from crawlers.platforms.chinacourt import ChinacourtSpider
from crawlers.sites import Site
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.kept import KeptArticle
from index.runs import Run
from index.staging import Reading

ARTICLE = Article(url="http://qingxi.example/article/detail/2024/05/id/1.shtml", body="正文", title="标题")


class Qingxi(ChinacourtSpider):
    site = Site(name="qingxi", platform="chinacourt", start_urls=("http://qingxi.example/",), show="snippet")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def pipeline(data: DataFolder) -> Iterator[KeepPipeline]:
    crawler = get_crawler(Qingxi, {"DATA_FOLDER": str(data.path)})
    crawler.stats = MemoryStatsCollector(crawler)
    crawler.stats.set_value("start_time", datetime(2024, 5, 6, 1, 20, 31, tzinfo=UTC))
    crawler.spider = Qingxi.from_crawler(crawler)
    keeping = KeepPipeline.from_crawler(crawler)
    keeping.open_spider()
    yield keeping
    keeping.close_spider()


def counted(pipeline: KeepPipeline, name: str) -> int:
    return int(pipeline._crawler.stats.get_value(f"articles/{name}", 0))


READING = Reading(url=ARTICLE.url, article=ARTICLE)


def closed(pipeline: KeepPipeline, reason: str = "finished") -> Run:
    pipeline.close_spider()
    pipeline.spider_closed(reason)
    run: Run = pipeline._crawler.stats.get_value(RUN)
    return run


def kept(data: DataFolder) -> KeptArticle | None:
    with Corpus.open(data.corpus, read_only=True) as opened:
        return opened.get(ARTICLE.url)


def test_an_article_is_kept_under_its_source_as_seen_when_the_run_began(
    pipeline: KeepPipeline, data: DataFolder
) -> None:
    assert pipeline.process_item(READING) is READING
    assert kept(data) is None
    assert closed(pipeline).outcome == "healthy"
    found = kept(data)
    assert found is not None
    assert found.article == ARTICLE
    assert (found.source_name, found.show, found.first_seen) == ("qingxi", "snippet", "2024-05-06T01:20:31Z")


def test_new_changed_and_same_are_told_apart(pipeline: KeepPipeline) -> None:
    assert pipeline._corpus is not None
    edited = replace(ARTICLE, url="http://qingxi.example/2")
    with pipeline._corpus.writing():
        for article in (ARTICLE, edited):
            pipeline._corpus.keep(article, source_name="qingxi", seen="2024", show="snippet")
    for article in (ARTICLE, replace(edited, body="正文改过"), replace(ARTICLE, url="http://qingxi.example/3")):
        pipeline.process_item(Reading(url=article.url, article=article))
    assert [counted(pipeline, name) for name in ("new", "changed", "same")] == [1, 1, 1]


def test_an_interrupted_visit_is_no_run_and_is_taken_up_again(pipeline: KeepPipeline, data: DataFolder) -> None:
    pipeline.process_item(READING)
    assert closed(pipeline, "shutdown").problem == "The visit was interrupted."
    with Corpus.open(data.corpus, read_only=True) as opened:
        assert opened.runs("qingxi") == ()
    pipeline.open_spider()
    assert pipeline._spider.visit.staged == {ARTICLE.url}
    assert counted(pipeline, "new") == 2
    assert closed(pipeline).outcome == "healthy"
    assert kept(data) is not None


@pytest.mark.parametrize("reason", ["closespider_pagecount", "quiet_hours"])
def test_a_visit_that_was_cut_short_is_no_alarm_and_lets_its_readings_in(
    pipeline: KeepPipeline, data: DataFolder, reason: str
) -> None:
    pipeline.process_item(READING)
    run = closed(pipeline, reason)
    assert (run.outcome, run.is_healthy, run.swept, run.field) == ("incomplete", True, False, None)
    assert "the next one goes on" in str(run.problem)
    assert kept(data) is not None


def test_a_visit_that_spent_its_budget_and_came_no_further_is_an_alarm(
    pipeline: KeepPipeline, data: DataFolder
) -> None:
    run = closed(pipeline, "closespider_pagecount")
    assert (run.outcome, run.field) == ("failed", "visit")


def test_what_was_read_badly_before_a_visit_was_cut_short_is_held(pipeline: KeepPipeline, data: DataFolder) -> None:
    for number in range(4):
        url = f"http://qingxi.example/{number}"
        undated = replace(ARTICLE, url=url, published=None, body=f"第{number}篇正文")
        pipeline.process_item(Reading(url=url, article=undated))
    assert closed(pipeline, "closespider_pagecount").field == "published"
    assert kept(data) is None


def test_an_unhealthy_visit_is_held(pipeline: KeepPipeline, data: DataFolder) -> None:
    pipeline._crawler.stats.inc_value("spider_exceptions/count")
    pipeline.process_item(READING)
    assert closed(pipeline).outcome == "unhealthy"
    assert kept(data) is None
    assert accept(data, "qingxi").new == 1
    assert kept(data) is not None


def test_an_article_that_cannot_be_kept_is_counted_and_told(
    pipeline: KeepPipeline, data: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    assert pipeline._corpus is not None
    pipeline._corpus._connection.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(data.corpus, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    pipeline.process_item(READING)
    other.execute("ROLLBACK")
    other.close()
    assert counted(pipeline, "unkept") == 1
    assert "cannot be written" in caplog.text
    assert "cannot be written" in pipeline._crawler.stats.get_value("pages/first_miss")


def test_closing_what_was_never_opened_does_nothing(data: DataFolder) -> None:
    KeepPipeline.from_crawler(get_crawler(Qingxi, {"DATA_FOLDER": str(data.path)})).close_spider()
    assert not data.corpus.exists()
