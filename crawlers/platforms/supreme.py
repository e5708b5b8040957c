"""The Supreme People's Court, www.court.gov.cn."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy.http import Request

from crawlers.platforms.platform import PlatformSpider
from crawlers.platforms.publishing import joined
from crawlers.reading.page import Page
from crawlers.reading.pagereader import Layout
from crawlers.urls import canonical

_BARE = "court.gov.cn"
_ARTICLE = re.compile(r"/(?P<section>[a-z]+)(?:/xiangqing/|-xiangqing-)(?P<id>\d+)\.html(?:\?.*)?$", re.IGNORECASE)
_LIST = re.compile(r"/gengduo/(?P<id>\d+)(?:_(?P<number>\d{1,9}))?\.html$", re.IGNORECASE)


class SupremeSpider(PlatformSpider):
    """The one site of the Supreme People's Court, in its addresses of before and after."""

    platform = "supreme"
    detail_url: ClassVar[re.Pattern[str]] = _ARTICLE
    layouts: ClassVar[tuple[Layout, ...]] = (
        Layout(
            title="div.detail div.title",
            header="ul.message, div.detail_mes",
            body="div.txt.big",
            crumbs="div.location, div.position",
            editor="div.txt_etr",
        ),
    )
    list_links = "div.sec_list li a"

    @classmethod
    def canonical_url(cls, url: str) -> str:
        """As everywhere; the bare host is the www host, and an article's old path is its path of today."""
        clean = canonical(url)
        if urlsplit(clean).netloc == _BARE:
            clean = clean.replace(f"//{_BARE}", f"//www.{_BARE}", 1)
        return _ARTICLE.sub(lambda match: f"/{match['section'].lower()}/xiangqing/{match['id']}.html", clean)

    @classmethod
    def next_page(cls, page: Page, number: int) -> Request | None:
        """The list page one further, where this one links to it."""
        here = _LIST.search(urlsplit(page.url).path)
        if here is None:
            return None
        wanted = (here["id"], str(int(here["number"] or 1) + 1))
        for anchor in page.selector.css("a"):
            url = joined(page.url, anchor.attrib.get("href", ""))
            there = _LIST.search(urlsplit(url).path)
            if there and (there["id"], there["number"]) == wanted:
                return Request(url)
        return None
