"""Health: what the statistics of a visit say about its source."""

from __future__ import annotations

from datetime import datetime

from scrapy.statscollectors import StatsCollector

from crawlers.clock import now, written
from crawlers.guard import ATTACK
from crawlers.manners import LEFT_ALONE
from crawlers.sites import Site
from index.corpus import Change, Run


def note_miss(stats: StatsCollector, url: str, reason: str) -> None:
    """Count a page or article that the visit could not have; ``reason`` is a sentence, the first one is remembered."""
    stats.inc_value("pages/missed")
    if stats.get_value("pages/first_miss") is None:
        stats.set_value("pages/first_miss", f"{url}: {reason}")


def pages_of(stats: StatsCollector) -> int:
    """How many pages came so far, robots.txt left out."""
    received: int = stats.get_value("response_received_count", 0) - stats.get_value("robotstxt/response_count", 0)
    return max(received, 0)


def articles_of(stats: StatsCollector) -> int:
    """How many articles were kept so far, new or not."""
    return sum(stats.get_value(f"articles/{change.value}", 0) for change in Change)


def judged(site: Site, stats: StatsCollector, limit: int | None = None) -> Run:
    """The run that a finished visit was: healthy, unhealthy where something is wrong, failed where nothing came."""
    problem = _problem(site, stats, limit)
    outcome = "healthy" if problem is None else "unhealthy" if articles_of(stats) else "failed"
    return Run(
        source_name=site.name,
        started=_time(stats, "start_time"),
        finished=_time(stats, "finish_time"),
        outcome=outcome,
        pages=pages_of(stats),
        failed=stats.get_value("pages/missed", 0) + stats.get_value("spider_exceptions/count", 0),
        bytes=stats.get_value("downloader/response_bytes", 0),
        problem=problem,
        **{change.value: stats.get_value(f"articles/{change.value}", 0) for change in Change},
    )


def failed(site: Site, started: str, error: Exception) -> Run:
    """The run of a visit that could not even begin or was broken off by an error."""
    problem = f"The visit broke off: {type(error).__name__}: {error}."
    return Run(source_name=site.name, started=started, finished=now(), outcome="failed", problem=problem)


def _problem(site: Site, stats: StatsCollector, limit: int | None) -> str | None:
    articles = articles_of(stats)
    expected = site.expects if limit is None else min(site.expects, limit)
    reason = stats.get_value("finish_reason")
    if reason == "shutdown":
        return "The visit was interrupted."
    for noted in (LEFT_ALONE, ATTACK):
        sentence: str | None = stats.get_value(noted)
        if sentence is not None:
            return sentence
    if stats.get_value("articles/unkept", 0) or stats.get_value("spider_exceptions/count", 0):
        return _with_first_miss("Some articles could not be read or kept.", stats)
    if articles < expected:
        return _with_first_miss(f"It yielded {articles} of at least {expected} articles.", stats)
    if reason == "closespider_pagecount":
        return "The visit reached its budget of pages before the end of the lists."
    return None


def _with_first_miss(sentence: str, stats: StatsCollector) -> str:
    miss = stats.get_value("pages/first_miss")
    return f"{sentence} First: {miss}" if miss else sentence


def _time(stats: StatsCollector, name: str) -> str:
    moment = stats.get_value(name)
    return written(moment) if isinstance(moment, datetime) else now()
