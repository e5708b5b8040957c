"""Jobs: visits to several sources in one process, and the run that each of them becomes."""

from __future__ import annotations

import asyncio
import difflib
import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from twisted.internet.error import ReactorNotRunning

from crawlers.archive import mend
from crawlers.clock import now, written
from crawlers.health import failed
from crawlers.jsonlog import log_as_json
from crawlers.loader import SourceLoader, project_settings
from crawlers.locks import locked
from crawlers.pipelines import RUN
from crawlers.platforms.platform import PlatformSpider
from crawlers.quiet import is_quiet
from crawlers.readerprocess import ReaderProcess
from crawlers.sites import Site
from crawlers.tallies import articles_of, pages_of
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.errors import TashanError
from index.runs import Run
from index.store import CorpusError

# Seconds that visits have to end in when the process was asked to.
_LAST_WORDS = 2.0
NOISY = ("scrapy.downloadermiddlewares.robotstxt", "scrapy.core.downloader.handlers.http11")
_LOGGER = logging.getLogger(__name__)


class Interrupted(TashanError):
    """The process was asked to end before every visit was over; ``runs`` are those that had begun."""

    def __init__(self, runs: list[Run]) -> None:
        super().__init__("The crawl was interrupted; what had come is kept.")
        self.runs = runs


class UnknownSource(TashanError):
    """There is no source of the name given."""


class QuietHours(TashanError):
    """Every source asked for is in its quiet hours."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the visit to one source is: pages received, articles read, and its run once that is over."""

    source: str
    pages: int
    articles: int
    run: Run | None = None


def crawl(
    folder: DataFolder,
    names: Sequence[str] = (),
    *,
    limit: int | None = None,
    since: str | None = None,
    sweep: bool = False,
    wanted: Callable[[Site], bool] = lambda _: True,
    sites: Iterable[Path] = (),
    report: Callable[[Progress], None] = lambda _: None,
    overrides: Mapping[str, Any] | None = None,
) -> list[Run]:
    """Visit sources, every one without names, and return their runs as they were written down in the corpus.

    ``limit`` bounds the articles of each source, ``since`` is the first day that they may be listed with, a ``sweep``
    reads all lists and looks at all that is known. A source that another process visits is left out, as is one that is
    not ``wanted`` any more when its turn comes. ``sites`` are further tables, ``overrides`` further Scrapy settings.
    Runs once in a process, since Twisted's reactor does; raises TashanError where nothing could begin and, once what
    was under way is kept and written down, Interrupted on Ctrl-C.
    """
    settings = project_settings(folder.prepared(), sites)
    settings.setdict(dict(overrides or {}), priority="cmdline")
    spiders = awake(chosen(SourceLoader(settings), names), datetime.now(UTC))
    Corpus.open(folder.corpus).close()
    hide_vanished(folder)
    bounds = {"limit": limit, "since": since, "sweep": sweep}
    visits = _Visits(settings, folder, report, bounds, wanted, ReaderProcess(folder, settings.getlist("SITE_TABLES")))
    for logger in NOISY:
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    return visits.made_to(spiders)


def hide_vanished(folder: DataFolder) -> int:
    """Take articles whose pages vanished so many days ago, as the settings say, from readers' eyes; counts them."""
    days = str(project_settings(folder)["VANISHED_DAYS"])
    if not re.fullmatch(r"\d{1,5}", days, re.ASCII):
        raise TashanError(f"TASHAN_VANISHED_DAYS is “{days}”, no number of days.")
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        return corpus.hide_vanished(written(datetime.now(UTC) - timedelta(days=int(days))))


def chosen(loader: SourceLoader, names: Sequence[str]) -> tuple[type[PlatformSpider], ...]:
    """The sources of these names in that order, or all by name; raises UnknownSource with names that come near."""
    known = sorted(loader.list())
    for name in names:
        if name not in known:
            near = " or ".join(f"“{each}”" for each in difflib.get_close_matches(name, known))
            raise UnknownSource(f"There is no source “{name}”" + (f"; did you mean {near}?" if near else "."))
    return tuple(loader.source(name) for name in dict.fromkeys(names or known))


def awake(spiders: Sequence[type[PlatformSpider]], moment: datetime) -> tuple[type[PlatformSpider], ...]:
    """The sources that may be visited at a moment; raises QuietHours where that is none of them."""
    quiet = [spider.site for spider in spiders if is_quiet(spider.site.quiet, moment)]
    if quiet and len(quiet) == len(spiders):
        raise QuietHours(
            f"It is quiet hours for {', '.join(f'{site.name} ({site.quiet} China time)' for site in quiet)}."
        )
    for site in quiet:
        _LOGGER.warning("%s is left out in its quiet hours, %s China time.", site.name, site.quiet)
    return tuple(spider for spider in spiders if spider.site not in quiet)


class _Visits:
    """One process's visits: some sources at a time, those that share a host one after another."""

    def __init__(
        self,
        settings: Settings,
        folder: DataFolder,
        report: Callable[[Progress], None],
        bounds: Mapping[str, Any],
        wanted: Callable[[Site], bool],
        reader: ReaderProcess,
    ) -> None:
        self._reader = reader
        self._process = AsyncCrawlerProcess(settings)
        if settings.getbool("LOG_JSON"):
            log_as_json()
        self._wanted = wanted
        self._folder = folder
        self._report = report
        self._bounds = bounds
        self._room = asyncio.Semaphore(settings.getint("CONCURRENT_SOURCES"))
        self._hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._runs: list[Run] = []
        self._interrupted = False

    def made_to(self, spiders: Iterable[type[PlatformSpider]]) -> list[Run]:
        """Visit them all; returns when the last is over or the process was asked to end."""
        # Imported late, since the first import installs a reactor, which has to be the process's choice.
        from twisted.internet import reactor

        loop = asyncio.get_event_loop()
        visits = loop.create_task(self._all(spiders))
        reactor.addSystemEventTrigger("before", "shutdown", self._end_before, visits)  # type: ignore[arg-type]
        visits.add_done_callback(_stop_reactor)
        self._process.start(stop_after_crawl=False)
        if self._interrupted:
            loop.run_until_complete(self._last_words(visits))
            raise Interrupted(self._runs)
        visits.result()
        return self._runs

    async def _last_words(self, visits: asyncio.Task[None]) -> None:
        """Let visits that were stopped write down their runs; one that never got under way would wait for ever."""
        await asyncio.wait({visits}, timeout=_LAST_WORDS)
        visits.cancel()
        await asyncio.gather(visits, return_exceptions=True)

    def _end_before(self, visits: asyncio.Task[None]) -> None:
        """Begin no further visit where the reactor was told to stop by somebody else than the last of them."""
        self._interrupted = self._interrupted or not visits.done()

    async def _all(self, spiders: Iterable[type[PlatformSpider]]) -> None:
        try:
            await asyncio.gather(*(self._one(spider) for spider in spiders))
        finally:
            await self._reader.close()

    async def _one(self, spider: type[PlatformSpider]) -> None:
        async with AsyncExitStack() as held:
            for host in sorted(spider.site.fetched_hosts):
                await held.enter_async_context(self._hosts[host])
            await held.enter_async_context(self._room)
            lock = self._folder.locks / f"{spider.name}.lock"
            after_a_kill = partial(mend, self._folder.archive, spider.name)
            is_free = held.enter_context(locked(lock, after_a_kill))
            if self._interrupted or not is_free or not self._wanted(spider.site):
                return
            crawler = self._process.create_crawler(spider)
            self._follow(crawler)
            started = now()
            try:
                await self._process.crawl(crawler, reader=self._reader, **self._bounds)
                self._finish(_run_of(crawler))
            except Exception as error:
                run = failed(spider.site, started, error)
                self._write_down(run)
                self._finish(run)

    def _follow(self, crawler: Crawler) -> None:
        def report() -> None:
            stats = crawler.stats
            self._report(Progress(crawler.spidercls.name, pages_of(stats), articles_of(stats)))

        def closed(reason: str) -> None:
            self._interrupted = self._interrupted or reason == "shutdown"

        for signal in (signals.response_received, signals.item_scraped):
            crawler.signals.connect(report, signal, weak=False)
        crawler.signals.connect(closed, signals.spider_closed, weak=False)

    def _write_down(self, run: Run) -> None:
        with Corpus.open(self._folder.corpus) as corpus, corpus.writing():
            corpus.record_run(run)

    def _finish(self, run: Run) -> None:
        self._runs.append(run)
        self._report(Progress(run.source_name, run.pages, run.articles, run))


def _run_of(crawler: Crawler) -> Run:
    """The run that the pipeline judged; without one, the log tells what became of it."""
    run: Run | None = crawler.stats.get_value(RUN)
    if run is None:
        raise CorpusError("The visit could not be judged; what it read is staged for the next one")
    return run


def _stop_reactor(_: object) -> None:
    from twisted.internet import reactor

    with suppress(ReactorNotRunning):
        reactor.stop()  # type: ignore[misc]
