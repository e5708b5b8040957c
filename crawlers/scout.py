"""The scout: fetches what a survey asks for, through the settings and middlewares of every crawl, and keeps nothing."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request

from crawlers.jobs import NOISY
from crawlers.loader import load_sources, project_settings
from crawlers.platforms.generic import GenericSpider
from crawlers.probe import Probe, probe_of
from crawlers.reading.page import Page
from crawlers.refusals import OK, Refused, obstacle, reason_of, status_reason
from crawlers.sites import Site, SiteError, is_own_machine
from crawlers.survey import PAGES, Survey, survey
from crawlers.urls import host_of
from index.datafolder import DataFolder
from index.errors import TashanError

_FLEETING = {"ARCHIVE_ENABLED": False, "ITEM_PIPELINES": {}, "RETRY_TIMES": 1, "LOG_ENABLED": False}


def probed(folder: DataFolder, url: str, *, pages: int = PAGES, overrides: Mapping[str, Any] | None = None) -> Probe:
    """Look at a site from any of its pages, asking for ``pages`` at most, and judge it; nothing is kept anywhere.

    Runs once in a process, as ``jobs.crawl`` does. Raises TashanError where nothing could begin.
    """
    loader = load_sources(folder)
    known = loader.source_at(url)
    seen = _surveyed(_scout_of(url), pages, overrides or {})
    return probe_of(seen, taken=loader.list(), known_as=known.site.name if known else None)


class _Scout(GenericSpider):
    """A spider that goes where a survey sends it, page by page."""

    def __init__(
        self, name: str | None = None, *, outcome: list[Survey | Exception], pages: int, **kwargs: Any
    ) -> None:
        super().__init__(name, **kwargs)
        self._outcome = outcome
        self._pages = pages

    async def start(self) -> AsyncIterator[Request]:
        """Survey the site; there is nothing left to ask for afterwards."""
        try:
            self._outcome.append(await survey(self.site.start_urls[0], self._fetch, pages=self._pages))
        except Exception as error:
            # Scrapy would only log it; whoever waits for the survey has to hear of it.
            self._outcome.append(error)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def _fetch(self, request: Request) -> Page:
        engine = self.crawler.engine
        try:
            response = await engine.download_async(request)
        except Exception as error:
            raise Refused(reason_of(error, request.url)) from error
        if response.status != OK:
            raise Refused(status_reason(response.status, response.body))
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        page = Page(url=response.url, body=response.body, content_type=content_type or None)
        if reason := obstacle(page):
            raise Refused(reason)
        return page


def _scout_of(url: str) -> type[_Scout]:
    try:
        site = Site(name="probe", platform=_Scout.platform, start_urls=(url,), hosts=(host_of(url),))
    except SiteError as error:
        raise TashanError(f"{url} is no http or https address.") from error
    if is_own_machine(host_of(url)):
        site = replace(site, delay=0.0)
    return type("Scout", (_Scout,), {"site": site, "__module__": __name__})


def _surveyed(scout: type[_Scout], pages: int, overrides: Mapping[str, Any]) -> Survey:
    """Let a scout look around, in a data folder that vanishes, so that nothing can be kept by mistake."""
    outcome: list[Survey | Exception] = []
    for logger in NOISY:
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    with TemporaryDirectory() as folder:
        settings = project_settings(DataFolder(Path(folder)))
        settings.setdict({**_FLEETING, **overrides}, priority="cmdline")
        process = AsyncCrawlerProcess(settings)
        process.crawl(process.create_crawler(scout), outcome=outcome, pages=pages)
        process.start()
    match outcome:
        case [Survey() as seen]:
            return seen
        case [Exception() as error]:
            raise error
    raise TashanError("The probe was interrupted.")
