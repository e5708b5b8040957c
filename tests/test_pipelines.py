from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from crawlers.pipelines import KeepPipeline
from crawlers.platforms.chinacourt import ChinacourtSpider
from crawlers.sites import Site
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder

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


def test_an_article_is_kept_under_its_source_as_seen_when_the_run_began(
    pipeline: KeepPipeline, data: DataFolder
) -> None:
    assert pipeline.process_item(ARTICLE) is ARTICLE
    with Corpus.open(data.corpus, read_only=True) as opened:
        kept = opened.get(ARTICLE.url)
    assert kept is not None
    assert kept.article == ARTICLE
    assert (kept.source_name, kept.show, kept.first_seen) == ("qingxi", "snippet", "2024-05-06T01:20:31Z")


def test_new_changed_and_same_are_told_apart(pipeline: KeepPipeline) -> None:
    for article in (ARTICLE, ARTICLE, replace(ARTICLE, body="正文改过")):
        pipeline.process_item(article)
    assert [counted(pipeline, name) for name in ("new", "changed", "same")] == [1, 1, 1]


def test_an_article_that_cannot_be_kept_is_counted_and_told(
    pipeline: KeepPipeline, data: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    assert pipeline._corpus is not None
    pipeline._corpus._connection.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(data.corpus, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    pipeline.process_item(ARTICLE)
    other.execute("ROLLBACK")
    other.close()
    assert counted(pipeline, "unkept") == 1
    assert "cannot be written" in caplog.text
    assert "cannot be written" in pipeline._crawler.stats.get_value("pages/first_miss")


def test_closing_what_was_never_opened_does_nothing(data: DataFolder) -> None:
    KeepPipeline.from_crawler(get_crawler(Qingxi, {"DATA_FOLDER": str(data.path)})).close_spider()
    assert not data.corpus.exists()
