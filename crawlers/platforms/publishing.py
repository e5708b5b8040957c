"""Publishing: how a platform publishes and its pages are read, as far as no visit is needed to tell."""

from __future__ import annotations

import re
from typing import Any, ClassVar
from urllib.parse import urljoin

import scrapy
from scrapy.http import Request
from scrapy.settings import BaseSettings

from crawlers.patterns import Selectors
from crawlers.reading.dates import published_in
from crawlers.reading.page import Page, UnreadablePage
from crawlers.reading.pagereader import Layout, NotAnArticle, PageReading, read
from crawlers.reading.parts import next_part
from crawlers.sites import Site
from crawlers.urls import canonical
from index.article import Article

_DAY = ("year", "month", "day")


class Publishing(scrapy.Spider):
    """What a subclass declares of a platform, and what follows from it for every page.

    ``detail_url`` matches the URLs of articles, ``list_links`` selects the links to them on a list page,
    ``next_link`` the link to the following list page. Groups ``year``, ``month`` and ``day`` in ``detail_url`` say that
    the URL tells the day of publishing. A source is a subclass that declares its ``site``.
    """

    platform: ClassVar[str]
    detail_url: ClassVar[re.Pattern[str]]
    layouts: ClassVar[tuple[Layout, ...]]
    list_links: ClassVar[str]
    next_link: ClassVar[str] = ""
    site: ClassVar[Site]
    allowed_domains: ClassVar[list[str]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "site" in vars(cls):
            cls.name = cls.site.name
            cls.start_urls = list(cls.site.start_urls)
            cls.allowed_domains = list(cls.site.fetched_hosts)
            cls._prefer(cls.site.selectors)

    @classmethod
    def _prefer(cls, stated: Selectors) -> None:
        """Try a site's own selectors before the platform's."""
        own = Layout(
            body=stated.body, title=stated.title, header=stated.header, crumbs=stated.crumbs, editor=stated.editor
        )
        cls.layouts = (own, *cls.layouts) if stated.body else cls.layouts
        cls.list_links = stated.links or cls.list_links
        cls.next_link = stated.next or cls.next_link

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Add the site's own delay and budget to the settings."""
        super().update_settings(settings)
        settings.set("DOWNLOAD_DELAY", cls.site.delay, priority="spider")
        if cls.site.budget is not None:
            settings.set("CLOSESPIDER_PAGECOUNT", cls.site.budget, priority="spider")

    @classmethod
    def is_detail(cls, url: str) -> bool:
        """Tell whether a URL is that of an article on this platform."""
        return cls.detail_url.search(url) is not None

    @classmethod
    def fits(cls, page: Page) -> bool:
        """Tell whether a page has the markup of one of this platform's skins."""
        return any(page.selector.css(layout.body) for layout in cls.layouts if layout.body)

    @classmethod
    def canonical_url(cls, url: str) -> str:
        """The one URL under which an article is kept, whatever alias it was fetched by."""
        return canonical(url)

    @classmethod
    def day_in(cls, url: str) -> str | None:
        """The day ``YYYY-MM-DD`` that an article's URL tells; None on platforms whose URLs are not to be trusted."""
        groups = match.groupdict() if (match := cls.detail_url.search(url)) else {}
        return published_in("-".join(groups[part] for part in _DAY)) if groups.keys() >= {*_DAY} else None

    @classmethod
    def read_page(cls, page: Page, site: Site | None = None) -> Article:
        """Read a saved page; raises NotAnArticle with the reason where it is none."""
        url = cls.canonical_url(page.url)
        return read(page, url=url, layouts=cls.layouts, site=site, dated=cls.day_in(url))

    @classmethod
    def reading_of(cls, page: Page, first: str | None = None, number: int = 1) -> PageReading:
        """Read a page of this source, the ``number``-th of the article under ``first`` where it is not the first."""
        try:
            article = cls.read_page(page, cls.site)
        except (NotAnArticle, UnreadablePage) as error:
            return PageReading(reason=str(error))
        return PageReading(article, next_part(page, first or article.url, number))

    @classmethod
    def article_links(cls, page: Page) -> tuple[str, ...]:
        """The absolute URLs of the articles that a list page lists; on a page of another form, all it links to."""
        listed = page.selector.css(cls.list_links) if cls.list_links else None
        anchors = listed or page.selector.css("a")
        hrefs = (anchor.attrib.get("href", "") for anchor in anchors)
        urls = (joined(page.url, href) for href in hrefs)
        return tuple(dict.fromkeys(url for url in urls if url and cls.is_detail(url)))

    @classmethod
    def next_page(cls, page: Page, number: int) -> Request | None:
        """The request for the list page after this one, the ``number``-th from 1; None where there is none."""
        href = page.selector.css(cls.next_link).attrib.get("href", "") if cls.next_link else ""
        url = joined(page.url, href)
        return Request(url) if url else None


def joined(base: str, href: str) -> str:
    """The absolute http or https URL that a link on a page leads to, empty where it leads nowhere else."""
    try:
        url = urljoin(base, href.strip()) if href.strip() else ""
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""
