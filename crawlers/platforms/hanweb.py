"""Hanweb (大汉): courts of 浙江, governments of 江苏, 浙江 and 山东; lists come as XML from a proxy page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from parsel import Selector
from scrapy.http import FormRequest, Request

from crawlers.page import Page
from crawlers.platforms.platform import PlatformSpider, joined
from crawlers.reading import Layout
from crawlers.urls import canonical

_PROXY = "/module/web/jpage/dataproxy.jsp"
_ANY_PROXY = re.compile(r"/module/(?:web/)?jpage/dataproxy\.jsp", re.IGNORECASE)
_RECORD = re.compile(r"<record>\s*<!\[CDATA\[(?P<entry>.*?)\]\]>\s*</record>", re.DOTALL | re.IGNORECASE)
_UNIT = re.compile(r"[^\s\"'<>?\[\]]*\bcolumnid=\d+[^\s\"'<>\[\]]*", re.IGNORECASE)
_TOTAL = re.compile(r"totalRecord\s*[:=>]\s*[\"']?(?P<count>\d+)", re.IGNORECASE)
_PER_PAGE = re.compile(r"\bperPage\s*[:=]\s*[\"']?(?P<count>\d+)", re.IGNORECASE)
_PLACE = ("startrecord", "endrecord", "perpage", "page")
_PAGES_AT_ONCE, _USUAL_PER_PAGE = 3, 20


class HanwebSpider(PlatformSpider):
    """Sites of Hanweb: a list page is a frame that a script fills from ``dataproxy.jsp``, some pages at once."""

    platform = "hanweb"
    detail_url: ClassVar[re.Pattern[str]] = re.compile(
        r"/art/(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})/art_\d+_\d+\.html", re.IGNORECASE
    )
    layouts: ClassVar[tuple[Layout, ...]] = (
        Layout(
            title="div.art_title, td.title, h1",
            header="div.art_info, td.info",
            body="#zoom",
            crumbs="div.position, td.position, div.bt_position",
            editor="div.art_editor",
        ),
    )
    list_links = "li a[href*='/art_'], td a[href*='/art_']"

    @classmethod
    def canonical_url(cls, url: str) -> str:
        """As everywhere; what an application adds to an article's address when it is shared is dropped."""
        clean = canonical(url)
        return clean.partition("?")[0] if cls.is_detail(clean) else clean

    @classmethod
    def article_links(cls, page: Page) -> tuple[str, ...]:
        """What the records of an answer, or the first ones in a frame, link to; on any other page as everywhere."""
        records = "".join(match["entry"] for match in _RECORD.finditer(page.text))
        if not records and not any(_unit(page)):
            return super().article_links(page)
        listed = Selector(text=records, type="html").css("a") if records else page.selector.css(cls.list_links)
        hrefs = (anchor.attrib.get("href", "") for anchor in listed)
        urls = (joined(page.url, href) for href in hrefs)
        return tuple(dict.fromkeys(url for url in urls if url and cls.is_detail(url)))

    @classmethod
    def next_page(cls, page: Page, number: int) -> Request | None:
        """Post for the records after those that the page has; None where it names no column, or has the last.

        The fields go into the address as well, since an answer tells nothing else of where in which list it is.
        """
        fields = dict(_unit(page))
        if not fields:
            return None
        start, per_page = _reached(page) + 1, _per_page(page)
        total = _TOTAL.search(page.text)
        if total and start > int(total["count"]):
            return None
        place = {"startrecord": start, "endrecord": start + per_page * _PAGES_AT_ONCE - 1, "perpage": per_page}
        proxy = _ANY_PROXY.search(page.text) or _ANY_PROXY.search(page.url)
        url = joined(page.url, f"{proxy[0] if proxy else _PROXY}?{urlencode({**place, **fields})}")
        return FormRequest(url, formdata=fields) if url else None


def _unit(page: Page) -> Iterator[tuple[str, str]]:
    """The fields that name the list: those of an answer's own address, or those in the frame's script."""
    is_answer = _ANY_PROXY.search(page.url)
    named = None if is_answer else _UNIT.search(page.text)
    query = urlsplit(page.url).query if is_answer else named[0].replace("&amp;", "&") if named else ""
    for name, value in parse_qsl(query):
        if name.lower() not in _PLACE:
            yield name, unquote(value)


def _reached(page: Page) -> int:
    """How many records of the list came so far."""
    ended = dict(parse_qsl(urlsplit(page.url).query)).get("endrecord", "")
    if _ANY_PROXY.search(page.url) and ended.isascii() and ended.isdigit():
        return int(ended)
    return sum(1 for _ in _RECORD.finditer(page.text))


def _per_page(page: Page) -> int:
    """How many records a page of the list shows, as an answer's address or the frame's script tells."""
    asked = dict(parse_qsl(urlsplit(page.url).query)).get("perpage", "")
    if asked.isascii() and asked.isdigit() and int(asked):
        return int(asked)
    told = _PER_PAGE.search(page.text)
    return int(told["count"]) or _USUAL_PER_PAGE if told else _USUAL_PER_PAGE
