"""The survey: which pages of a site are looked at to know it, in which order, within a budget."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from urllib.parse import urljoin, urlsplit

from scrapy.http import Request

from crawlers.evidence import likely_platform, own_links, proven_platform
from crawlers.navigation import Column, Navigation, first_page, navigation
from crawlers.platforms import ANY, platforms
from crawlers.platforms.platform import PlatformSpider
from crawlers.reading.blocks import blocks_of
from crawlers.reading.crumbs import column_in, crumb_trail
from crawlers.reading.metadata import read_metadata
from crawlers.reading.page import Page
from crawlers.refusals import Refusal, Refused
from crawlers.urls import host_of

PAGES = 20
_SAMPLES, _PATIENCE = 6, 3

Fetch = Callable[[Request], Awaitable[Page]]


@dataclass(slots=True)
class Survey:
    """What was looked at: the front page, lists with their columns, articles, and what could not be had.

    ``untried`` are columns that the budget did not reach.
    """

    url: str
    spider: type[PlatformSpider]
    front: Page | None = None
    lists: list[tuple[Column, Page]] = field(default_factory=list)
    articles: list[Page] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    navigation: Navigation = field(default_factory=Navigation)
    untried: tuple[Column, ...] = ()
    fetched: int = 0

    @property
    def pages(self) -> list[Page]:
        """Every page that came, each once."""
        front = [self.front] if self.front else []
        return [*front, *(page for _, page in self.lists), *self.articles]

    @property
    def host(self) -> str:
        """The host that is surveyed."""
        return host_of(self.url)


async def survey(url: str, fetch: Fetch, *, pages: int = PAGES) -> Survey:
    """Look at the page given, the front page, lists that they link to and articles of those.

    ``fetch`` raises Refused for what cannot be had; at most ``pages`` are asked for, fewer once nothing comes any more.
    """
    surveyor = _Surveyor(url, fetch, pages)
    await surveyor.look_around()
    return surveyor.seen


class _Surveyor:
    """One survey under way."""

    def __init__(self, url: str, fetch: Fetch, budget: int) -> None:
        self.seen = Survey(url, platforms()[ANY])
        self._fetch = fetch
        self._budget = budget
        self._in_vain = 0

    async def look_around(self) -> None:
        """Visit everything in order, and settle which platform it is."""
        seen = self.seen
        entry = await self._visit(seen.url)
        if entry is None:
            return
        seen.url = entry.url
        seen.front = entry if _is_front(entry.url) else await self._visit(urljoin(entry.url, "/"))
        known = [page for page in (seen.front, entry) if page]
        seen.spider = likely_platform(known)
        seen.navigation = navigation(known, seen.spider, seen.host)
        if entry is not seen.front:
            await self._place(entry)
        await self._visit_lists()
        seen.spider = likely_platform(seen.pages)
        await self._visit_articles()
        likely, seen.spider = seen.spider, proven_platform(seen.pages)
        if seen.spider is not likely:
            await self._visit_articles()

    async def _place(self, entry: Page) -> None:
        """Take the page given for what it is: an article, or a list unless that is one of cases."""
        if self.seen.spider.is_detail(entry.url):
            self.seen.articles.append(entry)
            return
        column = _column_of(entry, self.seen)
        if column.is_of_cases:
            self.seen.navigation = _with_cases(self.seen.navigation, column)
        else:
            self.seen.lists.append((column, await self._filled(entry)))

    async def _visit_lists(self) -> None:
        had = {column.url for column, _ in self.seen.lists}
        columns = [column for column in self.seen.navigation.columns if column.url not in had]
        left = self._budget - self.seen.fetched
        by_promise = sorted(columns, key=lambda column: not column.sounds_like_news)
        chosen = by_promise[: max(1, left - min(_SAMPLES, left // 2))]
        self.seen.untried = tuple(column for column in columns if column not in chosen)
        for column in filter(chosen.__contains__, columns):
            if page := await self._visit(column.url):
                self.seen.lists.append((column, await self._filled(page)))

    async def _visit_articles(self) -> None:
        for url in _spread(self.seen):
            if len(self.seen.articles) >= _SAMPLES:
                return
            if page := await self._visit(url):
                self.seen.articles.append(page)

    async def _filled(self, page: Page) -> Page:
        """A list page; where it is a frame that its platform fills by a further request, what that brings."""
        spider = self.seen.spider
        following = None if own_links(spider, page) else spider.next_page(page, 1)
        answer = await self._visit(following) if following else None
        return answer if answer and own_links(spider, answer) else page

    async def _visit(self, asked: str | Request) -> Page | None:
        if self.seen.fetched >= self._budget or self._in_vain >= _PATIENCE:
            return None
        self.seen.fetched += 1
        request = Request(asked) if isinstance(asked, str) else asked
        try:
            page = await self._fetch(request)
        except Refused as refused:
            self.seen.refusals.append(Refusal(request.url, str(refused)))
            self._in_vain += 1
            return None
        self._in_vain = 0
        return page


def _spread(seen: Survey) -> Iterator[str]:
    """The articles that are linked to, the first of every list, then the second; those of the front page last."""
    canonical = seen.spider.canonical_url
    had = {canonical(page.url) for page in seen.articles} | {canonical(refusal.url) for refusal in seen.refusals}
    lists: Sequence[Sequence[str]] = [own_links(seen.spider, page) for _, page in seen.lists]
    rounds = (url for row in zip_longest(*lists) for url in row if url)
    for url in (*rounds, *(own_links(seen.spider, seen.front) if seen.front else ())):
        if canonical(url) not in had:
            had.add(canonical(url))
            yield url


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _column_of(page: Page, seen: Survey) -> Column:
    """The column that a list page shows, by the link that leads to it, its crumbs or its title."""
    url = seen.spider.canonical_url(first_page(page.url))
    known = (column for column in (*seen.navigation.columns, *seen.navigation.cases) if column.url == url)
    if found := next(known, None):
        return found
    trail = crumb_trail(blocks_of(page.selector))
    name = column_in(trail, title=None) if trail else None
    return Column(name or next(iter(read_metadata(page.selector).titles), ""), url)


def _with_cases(known: Navigation, column: Column) -> Navigation:
    return known if column in known.cases else Navigation(known.columns, (*known.cases, column), known.elsewhere)
