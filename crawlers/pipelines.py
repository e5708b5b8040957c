"""Pipelines: what happens to a page after it was read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawlers.clock import china_day, now, written
from crawlers.health import (
    FIELDS_OF_THE_SERVER,
    RHYTHM_DAYS,
    STEPS,
    Evidence,
    Observed,
    is_interrupted,
    judged,
    note_miss,
)
from crawlers.platforms.platform import PlatformSpider
from crawlers.visiting import Visit
from index.corpus import INCOMPLETE, Change, Corpus, CorpusError, Run
from index.datafolder import DataFolder
from index.staging import Kind, Reading, Stage

RUN = "run"


class KeepPipeline:
    """Stages every reading, and once the visit is over judges it: its readings enter the corpus together or not at all.

    A visit that was interrupted or killed is not over: the next one begins with what is staged, and also with what is
    held where only the server was to blame. An article is seen
    when its run began, which is never later than its archive record: reading that record again is then no older than
    what is kept. The run is left in the statistics under ``RUN``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._folder = DataFolder(Path(crawler.settings["DATA_FOLDER"]))
        self._corpus: Corpus | None = None
        self._last_visit = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Keep into the data folder of the settings."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.spider_closed, signals.spider_closed)
        return pipeline

    def open_spider(self) -> None:
        """Open the corpus and take up what an earlier visit that did not end has staged."""
        self._corpus = Corpus.open(self._folder.prepared().corpus)
        # What is staged is in the archive too, or fetched again; the judgement waits for the disk.
        self._corpus.trust_the_power()
        site, spider = self._spider.site, self._spider
        last = next(iter(self._corpus.runs(site.name, count=1)), None)
        if last is not None and last.field in FIELDS_OF_THE_SERVER:
            with self._corpus.writing():
                Stage(self._corpus, site.name).take_up()
        spider.visit = Visit.planned(self._corpus, site, datetime.now(UTC), sweep=spider.wants_sweep)
        whole = (run for run in self._corpus.runs(site.name) if run.is_healthy and run.outcome != INCOMPLETE)
        good = (run.started for run in whole)
        self._last_visit = str(china_day(datetime.fromisoformat(found))) if (found := next(good, None)) else ""
        for reading in Stage(self._corpus, site.name).readings():
            self._count(self._corpus, reading)

    def process_item(self, item: Reading) -> Reading:
        """Stage one reading."""
        assert self._corpus is not None
        site, stats = self._spider.site, self._crawler.stats
        try:
            with self._corpus.writing():
                Stage(self._corpus, site.name).add(item, seen=written(self._started), show=site.show)
                self._count(self._corpus, item)
        except CorpusError as error:
            stats.inc_value("articles/unkept")
            note_miss(stats, item.url, str(error))
            self._spider.logger.error("%s: %s", item.url, error)
        return item

    def close_spider(self) -> None:
        """Close the corpus."""
        if self._corpus is not None:
            self._corpus.close()

    def spider_closed(self, reason: str) -> None:
        """Judge the visit, let its readings in or hold them, and write down its run, in one transaction."""
        with Corpus.open(self._folder.corpus) as corpus:
            stage = Stage(corpus, self._spider.site.name)
            run = judged(self._evidence(corpus, stage, reason))
            if not is_interrupted(reason):
                with corpus.writing():
                    if run.is_healthy:
                        stage.admit()
                    else:
                        stage.hold()
                    corpus.record_run(run)
        self._crawler.stats.set_value(RUN, run)

    def _evidence(self, corpus: Corpus, stage: Stage, reason: str) -> Evidence:
        site = self._spider.site
        return Evidence(
            site=site,
            stats=self._crawler.stats,
            observed=Observed.of(stage.readings()),
            reason=reason,
            limit=self._spider.limit,
            swept=self._spider.has_swept and reason == "finished",
            history=corpus.runs(site.name),
            days=corpus.days_of(site.name, count=RHYTHM_DAYS),
            today=china_day(datetime.now(UTC)),
        )

    def _count(self, corpus: Corpus, reading: Reading) -> None:
        stats = self._crawler.stats
        if reading.url in self._spider.visit.forgotten:
            return
        stats.inc_value(STEPS, self._spider.visit.is_step(reading.url))
        if reading.kind is Kind.UNCHANGED:
            stats.inc_value("articles/same")
        elif reading.kind is Kind.GONE:
            page = self._spider.visit.known.get(reading.url)
            stats.inc_value("articles/vanished", page is not None and not page.vanished)
        elif reading.article is not None:
            change = corpus.compare(reading.article, show=self._spider.site.show)
            stats.inc_value(f"articles/{change.value}")
            is_late = change is Change.NEW and (reading.article.published or "9")[:10] < self._last_visit
            stats.inc_value("articles/late", is_late)

    @property
    def _started(self) -> datetime:
        moment: datetime = self._crawler.stats.get_value("start_time")
        return moment

    @property
    def _spider(self) -> PlatformSpider:
        spider = self._crawler.spider
        assert isinstance(spider, PlatformSpider)
        return spider


def accept(folder: DataFolder, name: str) -> Run:
    """Let a source's quarantine into the corpus and write down why: a run that the operator accepted.

    Raises CorpusError where nothing is held.
    """
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        stage = Stage(corpus, name)
        observed = Observed.of(stage.readings(held=True))
        if not observed.read + observed.unchanged + observed.gone and not observed.missing:
            raise CorpusError(f"Nothing of “{name}” is in quarantine.")
        counts = stage.admit(held=True)
        facts = {"started": now(), "finished": now(), "outcome": "accepted", "newest": observed.newest}
        run = Run(source_name=name, **facts, **counts, **observed.counts())  # type: ignore[arg-type]
        corpus.record_run(run)
    return run
