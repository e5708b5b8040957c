from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from scrapy.statscollectors import MemoryStatsCollector, StatsCollector
from scrapy.utils.test import get_crawler

from crawlers.health import Evidence, failed, judged
from crawlers.observed import Observed
from crawlers.sites import Site
from index.article import Article
from index.runs import Run
from index.staging import Kind, Reading

SITE = Site(name="qingxi", platform="chinacourt", start_urls=("http://qingxi.gov.cn/",), expects=5)
STARTED = datetime(2024, 5, 6, 1, 20, 31, tzinfo=UTC)


def stats(**values: Any) -> StatsCollector:
    collector = MemoryStatsCollector(get_crawler())
    given = {"start_time": STARTED, **values}
    for name, value in given.items():
        collector.set_value(name.replace("__", "/"), value)
    return collector


def evidence(readings: Sequence[Reading] = (), *, collected: StatsCollector | None = None, **more: Any) -> Evidence:
    counted = stats(articles__new=9) if collected is None else collected
    return Evidence(site=SITE, stats=counted, observed=Observed.of(readings), today=date(2024, 5, 6), **more)


def readings(count: int = 8, **fields: Any) -> list[Reading]:
    """So many articles of one a day up to the day of the visit."""
    found = []
    for number in range(count):
        url = f"http://qingxi.gov.cn/{number}"
        day = str(date(2024, 5, 6) - timedelta(number))
        values = {"title": f"第{number}篇", "body": f"青溪法院第{number}次巡回审判。", "published": day, **fields}
        found.append(Reading(url=url, article=Article(url=url, **values)))
    return found


def usual(**counts: int) -> Run:
    return Run(source_name="qingxi", started="2024", finished="2024", outcome="healthy", **counts)  # type: ignore[arg-type]


def test_a_visit_with_enough_articles_is_healthy() -> None:
    counts = {"articles__new": 3, "articles__changed": 1, "articles__same": 1, "pages__missed": 2}
    collected = stats(response_received_count=9, robotstxt__response_count=1, **counts)
    run = judged(evidence(readings(5), collected=collected))
    assert (run.source_name, run.outcome, run.problem) == ("qingxi", "healthy", None)
    assert (run.pages, run.new, run.changed, run.same, run.failed, run.articles) == (8, 3, 1, 1, 2, 5)
    assert (run.read, run.unread, run.untitled, run.undated, run.newest) == (5, 0, 0, 0, "2024-05-06")
    assert (run.unsigned, run.uncourted, run.uncolumned) == (5, 5, 5)
    assert run.started == "2024-05-06T01:20:31Z"


@pytest.mark.parametrize(
    ("values", "reason", "outcome", "problem"),
    [
        ({"articles__new": 4}, "finished", "unhealthy", "It yielded 4 of at least 5 articles."),
        ({}, "finished", "failed", "It yielded 0 of at least 5 articles."),
        (
            {"pages__first_miss": "http://a.cn/: It is no article."},
            "finished",
            "failed",
            "It yielded 0 of at least 5 articles. First: http://a.cn/: It is no article.",
        ),
        ({"articles__new": 9}, "shutdown", "unhealthy", "The visit was interrupted."),
        (
            {"articles__new": 2, "visit__steps": 2},
            "closespider_pagecount",
            "incomplete",
            "The visit reached its budget of pages before the end of the lists; the next one goes on.",
        ),
        (
            {"articles__new": 9},
            "closespider_pagecount",
            "unhealthy",
            "The visit spent its budget of pages and came to no article that it had not been to before.",
        ),
        ({}, "quiet_hours", "incomplete", "The visit ended where the quiet hours began; the next one goes on."),
        (
            {"articles__new": 9, "visit__steps": 9, "lists__missed": 1},
            "closespider_pagecount",
            "unhealthy",
            "The server refused 1 of the lists.",
        ),
        ({"articles__new": 9, "articles__unkept": 1}, "x", "unhealthy", "Some articles could not be read or kept."),
        (
            {"articles__new": 9, "spider_exceptions__count": 1},
            "x",
            "unhealthy",
            "Some articles could not be read or kept.",
        ),
        ({"articles__new": 9, "lists__missed": 2}, "finished", "unhealthy", "The server refused 2 of the lists."),
        ({"articles__new": 9, "articles__missed": 3}, "finished", "unhealthy", "The server refused 3 articles."),
    ],
)
def test_what_went_wrong_is_one_sentence(values: dict[str, Any], reason: str, outcome: str, problem: str) -> None:
    run = judged(evidence(collected=stats(**values), reason=reason))
    assert (run.outcome, run.problem) == (outcome, problem)


def test_a_limit_lowers_what_is_expected() -> None:
    assert judged(evidence(collected=stats(articles__new=2), limit=2)).outcome == "healthy"
    assert judged(evidence(collected=stats(articles__new=1), limit=2)).outcome == "unhealthy"


@pytest.mark.parametrize(
    ("found", "field"),
    [
        (readings(title=None), "title"),
        (readings(published=None), "published"),
        ([Reading(url=each.url, kind=Kind.UNREAD) for each in readings()], "body"),
        ([Reading(url=each.url, kind=Kind.GONE) for each in readings(3)], "server"),
        (readings(body="对不起，您访问的页面不存在。"), "body"),
        ([*readings(6), *readings(3, body="ï¼éæºªæ³é¢å·¡åå®¡å¤")], "text"),
    ],
)
def test_what_died_is_named_with_an_example(found: list[Reading], field: str) -> None:
    run = judged(evidence(found, history=[usual(read=50)]))
    assert (run.outcome, run.field) == ("unhealthy", field)
    assert str(run.example).startswith("http://qingxi.gov.cn/")


@pytest.mark.parametrize(("history", "field"), [([], None), ([usual(read=40)], "published")])
def test_a_fill_rate_falls_against_the_sources_own_history(history: list[Run], field: str | None) -> None:
    found = [*readings(6)[:4], *readings(6, published=None)[4:]]
    assert judged(evidence(found, history=history)).field == field


def test_what_was_always_missing_is_no_alarm() -> None:
    assert judged(evidence(readings(published=None), history=[usual(read=40, undated=40)])).outcome == "healthy"


def test_history_begins_anew_where_the_operator_accepted_a_run() -> None:
    accepted = replace(usual(read=8, undated=8), outcome="accepted")
    assert judged(evidence(readings(published=None), history=[accepted, usual(read=90)])).outcome == "healthy"
    assert judged(evidence(readings(published=None), history=[usual(read=90), accepted])).outcome == "unhealthy"


def test_runs_that_were_not_healthy_are_no_history() -> None:
    sick = replace(usual(read=40, undated=40), outcome="unhealthy")
    assert judged(evidence(readings(published=None), history=[sick, usual(read=40)])).outcome == "unhealthy"


def test_one_page_of_pictures_is_no_alarm() -> None:
    found = [Reading(url="http://qingxi.gov.cn/p", kind=Kind.UNREAD)]
    assert judged(evidence(found, history=[usual(read=40)])).outcome == "healthy"


@pytest.mark.parametrize(("silence", "outcome"), [(14, "healthy"), (15, "unhealthy")])
def test_silence_is_measured_by_the_sources_own_pauses(silence: int, outcome: str) -> None:
    days = [str(date(2024, 5, 6) - timedelta(silence + number)) for number in range(10)]
    run = judged(evidence(days=days))
    assert run.outcome == outcome
    slow = [str(date(2024, 5, 6) - timedelta(silence + 10 * number)) for number in range(10)]
    assert judged(evidence(days=slow)).outcome == "healthy"
    assert judged(evidence(days=days[:7])).outcome == "healthy"


def test_a_visit_that_could_not_begin_has_failed() -> None:
    run = failed(SITE, "2024-05-06T01:20:31Z", ValueError("no way"))
    assert (run.outcome, run.problem) == ("failed", "The visit broke off: ValueError: no way.")
    assert run.finished > run.started
