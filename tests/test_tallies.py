from __future__ import annotations

from typing import Any

from scrapy.statscollectors import MemoryStatsCollector, StatsCollector
from scrapy.utils.test import get_crawler

from crawlers.tallies import articles_of, note_miss, pages_of, with_first_miss


def stats(**values: Any) -> StatsCollector:
    collector = MemoryStatsCollector(get_crawler())
    for name, value in values.items():
        collector.set_value(name.replace("__", "/"), value)
    return collector


def test_the_first_miss_is_remembered() -> None:
    collector = stats()
    note_miss(collector, "http://a.cn/1", "It is gone.")
    note_miss(collector, "http://a.cn/2", "It is late.")
    assert collector.get_value("pages/missed") == 2
    assert collector.get_value("pages/first_miss") == "http://a.cn/1: It is gone."


def test_nothing_is_counted_before_anything_came() -> None:
    assert (pages_of(stats()), articles_of(stats())) == (0, 0)


def test_pages_and_articles_are_counted_without_robots() -> None:
    counted = stats(response_received_count=9, robotstxt__response_count=1, articles__new=3, articles__known=4)
    assert (pages_of(counted), articles_of(counted)) == (8, 7)


def test_a_sentence_names_the_first_miss_of_its_kind() -> None:
    collector = stats()
    assert with_first_miss("Nothing came.", collector) == "Nothing came."
    note_miss(collector, "http://a.cn/1", "It is gone.", of="lists")
    assert with_first_miss("Nothing came.", collector, "lists") == "Nothing came. First: http://a.cn/1: It is gone."
