"""Tallies: what a visit counts of itself while it goes on."""

from __future__ import annotations

from scrapy.statscollectors import StatsCollector

from index.kept import Change


def note_miss(stats: StatsCollector, url: str, reason: str, *, of: str = "pages") -> None:
    """Count a page that the visit could not have, ``of`` the pages, lists or articles; the first is remembered."""
    for kind in {"pages", of}:
        stats.inc_value(f"{kind}/missed")
        if stats.get_value(f"{kind}/first_miss") is None:
            stats.set_value(f"{kind}/first_miss", f"{url}: {reason}")
            stats.set_value(f"{kind}/first_missed", url)


def pages_of(stats: StatsCollector) -> int:
    """How many pages came so far, robots.txt left out."""
    received: int = stats.get_value("response_received_count", 0) - stats.get_value("robotstxt/response_count", 0)
    return max(received, 0)


def articles_of(stats: StatsCollector) -> int:
    """How many articles were seen so far, new or not, fetched or known."""
    return sum(stats.get_value(f"articles/{name}", 0) for name in (*(change.value for change in Change), "known"))


def with_first_miss(sentence: str, stats: StatsCollector, kind: str = "pages") -> str:
    """A sentence, and the first page of a kind that the visit could not have, where there is one."""
    miss = stats.get_value(f"{kind}/first_miss")
    return f"{sentence} First: {miss}" if miss else sentence
