"""Evidence: which platform a site is on, told by the addresses and the markup of several of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from crawlers.platforms import ANY, platforms
from crawlers.platforms.platform import PlatformSpider
from crawlers.platforms.publishing import joined
from crawlers.reading.page import Page
from crawlers.urls import host_of

_LEAST_SHARE = 0.25
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for a platform: links like its articles', articles seen, those and the lists in its markup."""

    platform: str
    links: int
    articles: int
    fitting: int
    lists: int

    @property
    def by_address(self) -> int:
        """How many addresses are like those of the platform's articles."""
        return self.links + self.articles

    @property
    def by_markup(self) -> int:
        """How many pages have the platform's markup."""
        return self.fitting + self.lists


def evidence_of(spider: type[PlatformSpider], pages: Sequence[Page]) -> Evidence:
    """Weigh one platform over the pages of one host."""
    details = [page for page in pages if spider.is_detail(page.url)]
    others = [page for page in pages if not spider.is_detail(page.url)]
    return Evidence(
        platform=spider.platform,
        links=len({url for page in pages for url in own_links(spider, page)}),
        articles=len(details),
        fitting=sum(spider.fits(page) for page in details),
        lists=sum(has_list_markup(spider, page) for page in others),
    )


def likely_platform(pages: Sequence[Page]) -> type[PlatformSpider]:
    """The platform that the addresses on the pages suggest, before any article was seen."""
    weighed = [evidence_of(spider, pages) for spider in _known()]
    best = max(weighed, key=lambda evidence: (evidence.by_address, evidence.by_markup), default=None)
    others = evidence_of(platforms()[ANY], pages).by_address
    if best is None or not best.by_address or best.by_address < others * _LEAST_SHARE:
        return platforms()[ANY]
    return platforms()[best.platform]


def proven_platform(pages: Sequence[Page]) -> type[PlatformSpider]:
    """The platform that both the addresses and the markup of the pages prove, else the generic one.

    An address alone proves little, since mirrors keep the original's.
    """
    weighed = [evidence_of(spider, pages) for spider in _known()]
    proven = [evidence for evidence in weighed if evidence.by_address and evidence.by_markup]
    best = max(proven, key=lambda evidence: (evidence.fitting, evidence.by_markup, evidence.links), default=None)
    return platforms()[best.platform if best else ANY]


def own_links(spider: type[PlatformSpider], page: Page) -> tuple[str, ...]:
    """The articles that a page links to on its own host."""
    return _own_links(spider.platform, page)


def links_elsewhere(spider: type[PlatformSpider], page: Page) -> tuple[str, ...]:
    """The articles that a page links to on other hosts."""
    own = set(own_links(spider, page))
    return tuple(url for url in spider.article_links(page) if url not in own)


def has_list_markup(spider: type[PlatformSpider], page: Page) -> bool:
    """Tell whether the platform's selector of list entries finds an article on a page."""
    return _has_list_markup(spider.platform, page)


@lru_cache(maxsize=_REMEMBERED)
def _own_links(platform: str, page: Page) -> tuple[str, ...]:
    host = host_of(page.url)
    return tuple(url for url in platforms()[platform].article_links(page) if host_of(url) == host)


@lru_cache(maxsize=_REMEMBERED)
def _has_list_markup(platform: str, page: Page) -> bool:
    spider = platforms()[platform]
    if not spider.list_links:
        return False
    hrefs = page.selector.css(spider.list_links).xpath("@href").getall()
    return any(spider.is_detail(joined(page.url, href)) for href in hrefs)


def _known() -> list[type[PlatformSpider]]:
    return [spider for name, spider in sorted(platforms().items()) if name != ANY]
