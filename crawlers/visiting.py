"""Visiting: what a visit asks for, decided from what the corpus knows of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from crawlers.clock import china_day, interval, written
from crawlers.sites import Site
from index.corpus import Corpus
from index.kept import KnownPage
from index.staging import Reading, Stage

# So many pages of a list are read whatever they bring.
LEAST_PAGES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What is known of a source's pages by canonical URL, and how far this visit looks back.

    ``staged`` pages were read by a visit that did not end or was not good; where the readings were to blame,
    ``doubted`` are those of them to look at again. ``forgotten`` ones are barred, ``unread`` ones are no articles
    (with when that was seen). Articles of the day ``recent`` or later are looked at again, in a sweep all that
    were last seen before ``stale``.
    """

    known: Mapping[str, KnownPage] = field(default_factory=dict)
    staged: frozenset[str] = frozenset()
    doubted: Mapping[str, Reading] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()
    unread: Mapping[str, str] = field(default_factory=dict)
    is_sweep: bool = True
    recent: str = ""
    stale: str = ""

    @classmethod
    def planned(cls, corpus: Corpus, site: Site, moment: datetime, *, sweep: bool) -> Self:
        """Plan a visit at a moment: a sweep where one is asked for or due."""
        stage, last = Stage(corpus, site.name), corpus.last_sweep(site.name)
        stale = written(moment - interval(site.sweep))
        return cls(
            known={page.url: page for page in corpus.known_pages(site.name)},
            staged=frozenset(reading.url for reading in stage.readings()),
            forgotten=corpus.forgotten(),
            unread=stage.unread(),
            is_sweep=sweep or last is None or last <= stale,
            recent=str(china_day(moment - interval(site.overlap))),
            stale=written(moment) if sweep else stale,
        )

    def wants(self, url: str) -> bool:
        """Tell whether a page that a list names, or should have named, is to be fetched."""
        if url in self.staged or url in self.forgotten:
            return False
        page = self.known.get(url)
        if page is None:
            return url not in self.unread or self._is_stale(self.unread[url])
        return bool(page.vanished) or page.day >= self.recent or self._is_stale(page.last_seen)

    def is_step(self, url: str) -> bool:
        """Tell whether a page takes the visit further: it is not known, or not of those that every visit looks at."""
        page = self.known.get(url)
        return page is None or page.day < self.recent

    def goes_on(self, urls: Iterable[str], number: int) -> bool:
        """Tell whether a list is followed past its ``number``-th page, which brought these articles."""
        return self.is_sweep or number < LEAST_PAGES or any(url not in self.known for url in urls)

    def conditions(self, url: str) -> Iterator[tuple[str, str]]:
        """The headers by which the server may answer that a page is the same.

        A sweep asks without conditions: what a server says of its pages is proved by the pages now and then.
        """
        page = self.known.get(url)
        if page is not None and not self.is_sweep:
            if page.etag:
                yield "If-None-Match", page.etag
            if page.modified:
                yield "If-Modified-Since", page.modified

    def _is_stale(self, seen: str) -> bool:
        return self.is_sweep and seen <= self.stale
