from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy.statscollectors import MemoryStatsCollector, StatsCollector
from scrapy.utils.test import get_crawler

from crawlers.health import articles_of, failed, judged, note_miss, pages_of
from crawlers.sites import Site

SITE = Site(name="qingxi", platform="chinacourt", start_urls=("http://qingxi.gov.cn/",), expects=5)
STARTED = datetime(2024, 5, 6, 1, 20, 31, tzinfo=UTC)


def stats(**values: Any) -> StatsCollector:
    collector = MemoryStatsCollector(get_crawler())
    given = {"start_time": STARTED, "finish_time": STARTED, "finish_reason": "finished", **values}
    for name, value in given.items():
        collector.set_value(name.replace("__", "/"), value)
    return collector


def test_a_visit_with_enough_articles_is_healthy() -> None:
    counts = {"articles__new": 3, "articles__changed": 1, "articles__same": 1, "pages__missed": 2}
    run = judged(SITE, stats(response_received_count=9, robotstxt__response_count=1, **counts))
    assert (run.source_name, run.outcome, run.problem) == ("qingxi", "healthy", None)
    assert (run.pages, run.new, run.changed, run.same, run.failed, run.articles) == (8, 3, 1, 1, 2, 5)
    assert run.started == run.finished == "2024-05-06T01:20:31Z"


@pytest.mark.parametrize(
    ("values", "outcome", "problem"),
    [
        ({"articles__new": 4}, "unhealthy", "It yielded 4 of at least 5 articles."),
        ({}, "failed", "It yielded 0 of at least 5 articles."),
        (
            {"pages__first_miss": "http://a.cn/: The server answers 503."},
            "failed",
            "It yielded 0 of at least 5 articles. First: http://a.cn/: The server answers 503.",
        ),
        ({"articles__new": 9, "finish_reason": "shutdown"}, "unhealthy", "The visit was interrupted."),
        (
            {"articles__new": 9, "finish_reason": "closespider_pagecount"},
            "unhealthy",
            "The visit reached its budget of pages before the end of the lists.",
        ),
        ({"articles__new": 9, "articles__unkept": 1}, "unhealthy", "Some articles could not be read or kept."),
        ({"articles__new": 9, "spider_exceptions__count": 1}, "unhealthy", "Some articles could not be read or kept."),
    ],
)
def test_what_went_wrong_is_one_sentence(values: dict[str, Any], outcome: str, problem: str) -> None:
    run = judged(SITE, stats(**values))
    assert (run.outcome, run.problem) == (outcome, problem)


def test_a_limit_lowers_what_is_expected() -> None:
    assert judged(SITE, stats(articles__new=2), limit=2).outcome == "healthy"
    assert judged(SITE, stats(articles__new=1), limit=2).outcome == "unhealthy"


def test_the_first_miss_is_remembered() -> None:
    collector = stats()
    note_miss(collector, "http://a.cn/1", "It is gone.")
    note_miss(collector, "http://a.cn/2", "It is late.")
    assert collector.get_value("pages/missed") == 2
    assert collector.get_value("pages/first_miss") == "http://a.cn/1: It is gone."


def test_nothing_is_counted_before_anything_came() -> None:
    assert (pages_of(stats()), articles_of(stats())) == (0, 0)


def test_a_visit_that_could_not_begin_has_failed() -> None:
    run = failed(SITE, "2024-05-06T01:20:31Z", ValueError("no way"))
    assert (run.outcome, run.problem) == ("failed", "The visit broke off: ValueError: no way.")
    assert run.finished > run.started
