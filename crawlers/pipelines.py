"""Pipelines: what happens to a page after it was read."""

from __future__ import annotations

from dataclasses import replace
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
    is_interrupted,
    judged,
)
from crawlers.observed import Observed
from crawlers.platforms.platform import PlatformSpider
from crawlers.secondlook import read_again, wanting
from crawlers.tallies import note_miss
from crawlers.visiting import Visit
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.kept import Change
from index.runs import Run
from index.staging import Kind, Reading, Stage
from index.store import CorpusError
from index.yields import INCOMPLETE

RUN = "run"


class KeepPipeline:
    """Stages every reading, and once the visit is over judges it: its readings enter the corpus together or not at all.

    A visit that was interrupted or killed is not over: the next one begins with what is staged, and also with what is
    held, of which the readings that were found wanting are looked at again. An article is seen
    when its run began, which is never later than its archive record: reading that record again is then no older than
    what is kept. The run is left in the statistics under ``RUN``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._folder = DataFolder(Path(crawler.settings["DATA_FOLDER"]))
        self._corpus: Corpus | None = None
        self._last_visit = ""
        self._doubted: dict[str, Reading] = {}
        self._late: dict[str, str] = {}

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
        doubted = self._taken_up(self._corpus)
        planned = Visit.planned(self._corpus, site, datetime.now(UTC), sweep=spider.wants_sweep)
        spider.visit = replace(planned, doubted=doubted)
        self._doubted = dict(doubted)
        self._last_visit = self._last_whole_visit(self._corpus)
        for reading in Stage(self._corpus, site.name).readings():
            self._count(self._corpus, reading)

    def process_item(self, item: Reading) -> Reading:
        """Stage one reading."""
        assert self._corpus is not None
        site, stats = self._spider.site, self._crawler.stats
        try:
            with self._corpus.writing():
                Stage(self._corpus, site.name).add(item, seen=written(self._started), show=site.show)
                if before := self._doubted.pop(item.url, None):
                    self._count(self._corpus, before, by=-1)
                self._late.pop(item.url, None)
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

    def _last_whole_visit(self, corpus: Corpus) -> str:
        """The day of the last good visit: older articles were missed by it, had all lists been read to their ends."""
        name = self._spider.site.name
        whole = (run for run in corpus.runs(name) if run.is_healthy and run.outcome != INCOMPLETE)
        good = next((run.started for run in whole), None)
        is_whole = good is not None and corpus.last_sweep(name) is not None
        return str(china_day(datetime.fromisoformat(good))) if good and is_whole else ""

    def _taken_up(self, corpus: Corpus) -> dict[str, Reading]:
        """Go on from what is held; returns the readings that are still in doubt after the archive was read again."""
        last = next(iter(corpus.runs(self._spider.site.name, count=1)), None)
        if last is None or last.field is None:
            return {}
        stage = Stage(corpus, self._spider.site.name)
        with corpus.writing():
            stage.take_up()
            if last.field in FIELDS_OF_THE_SERVER:
                return {}
            for reading in read_again(wanting(stage.readings()), corpus, self._folder, self._spider):
                stage.correct(reading)
            return wanting(stage.readings())

    def _evidence(self, corpus: Corpus, stage: Stage, reason: str) -> Evidence:
        site = self._spider.site
        return Evidence(
            site=site,
            stats=self._crawler.stats,
            observed=Observed.of(stage.readings()),
            reason=reason,
            limit=self._spider.limit,
            swept=self._spider.has_swept and reason == "finished",
            late=self._late,
            history=corpus.runs(site.name),
            days=corpus.days_of(site.name, count=RHYTHM_DAYS),
            today=china_day(datetime.now(UTC)),
        )

    def _count(self, corpus: Corpus, reading: Reading, *, by: int = 1) -> None:
        stats = self._crawler.stats
        if reading.url in self._spider.visit.forgotten:
            return
        stats.inc_value(STEPS, by * self._spider.visit.is_step(reading.url))
        if reading.kind is Kind.UNCHANGED:
            stats.inc_value("articles/same", by)
        elif reading.kind is Kind.GONE:
            page = self._spider.visit.known.get(reading.url)
            stats.inc_value("articles/vanished", by * (page is not None and not page.vanished))
        elif reading.article is not None:
            change = corpus.compare(reading.article, show=self._spider.site.show)
            stats.inc_value(f"articles/{change.value}", by)
            day = (reading.article.published or "9")[:10]
            if change is Change.NEW and day < self._last_visit:
                self._late |= {reading.url: day}

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
