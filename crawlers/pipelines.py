"""Pipelines: what happens to an article after it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from crawlers.clock import written
from crawlers.health import note_miss
from crawlers.platforms.platform import PlatformSpider
from index.article import Article
from index.corpus import Corpus, CorpusError
from index.datafolder import DataFolder


class KeepPipeline:
    """Keeps every article in the corpus and counts what was new, changed or the same.

    An article is seen when its run began, which is never later than its archive record: reading that record again
    is then no older than what is kept.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._folder = DataFolder(Path(crawler.settings["DATA_FOLDER"]))
        self._corpus: Corpus | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keep into the data folder of the settings."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Open the corpus."""
        self._corpus = Corpus.open(self._folder.prepared().corpus)

    def process_item(self, item: Article) -> Article:
        """Keep one article."""
        spider, stats = self._crawler.spider, self._crawler.stats
        assert isinstance(spider, PlatformSpider)
        assert self._corpus is not None
        try:
            with self._corpus.writing():
                change = self._corpus.keep(
                    item,
                    source_name=spider.site.name,
                    seen=written(stats.get_value("start_time")),
                    show=spider.site.show,
                )
        except CorpusError as error:
            stats.inc_value("articles/unkept")
            note_miss(stats, item.url, str(error))
            spider.logger.error("%s: %s", item.url, error)
            return item
        stats.inc_value(f"articles/{change.value}")
        return item

    def close_spider(self) -> None:
        """Close the corpus."""
        if self._corpus is not None:
            self._corpus.close()
