"""Hanweb (大汉): courts of 浙江, governments of 江苏, 浙江 and 山东; lists come as XML from a proxy page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from parsel import Selector
from scrapy.http import FormRequest, Request

from crawlers.platforms.platform import PlatformSpider
from crawlers.platforms.publishing import joined
from crawlers.reading.page import Page
from crawlers.reading.pagereader import Layout
from crawlers.urls import canonical

_PROXY = "/module/web/jpage/dataproxy.jsp"
_ANY_PROXY = re.compile(r"/module/(?:web/)?jpage/dataproxy\.jsp", re.IGNORECASE)
_RECORD = re.compile(r"<record>", re.IGNORECASE)
_ENTRY = re.compile(r"\s*<!\[CDATA\[(?P<markup>.*?)\]\]>", re.DOTALL)
_COLUMN = re.compile(r"\bcolumnid=\d", re.IGNORECASE)
_DELIMITER = re.compile(r"[\s\"'<>?\[\]]")
_NUMBER = re.compile(r"[0-9]{1,9}")
_TOTAL = re.compile(r"totalRecord\s*[:=>]\s*[\"']?(?P<count>\d{1,9})", re.IGNORECASE)
_PER_PAGE = re.compile(r"\bperPage\s*[:=]\s*[\"']?(?P<count>\d{1,9})", re.IGNORECASE)
_PLACE = ("startrecord", "endrecord", "perpage", "page")
_PAGES_AT_ONCE, _USUAL_PER_PAGE, _LONGEST_QUERY = 3, 20, 1000


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
        records = "".join(_records(page))
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


def _records(page: Page) -> tuple[str, ...]:
    """The markup of the entries that a page has in ``<record><![CDATA[…]]></record>``."""
    entries = (_ENTRY.match(part) for part in _RECORD.split(page.text)[1:])
    return tuple(entry["markup"] for entry in entries if entry)


def _unit(page: Page) -> Iterator[tuple[str, str]]:
    """The fields that name the list: those in an answer's address, else those in its text or a frame's script."""
    asked = _query_around_column(urlsplit(page.url).query) if _ANY_PROXY.search(page.url) else ""
    for name, value in parse_qsl(asked or _query_around_column(page.text)):
        if name.lower() not in _PLACE:
            yield name, unquote(value)


def _query_around_column(text: str) -> str:
    """The query string that names a column, empty where the text has none."""
    column = _COLUMN.search(text)
    if column is None:
        return ""
    before = _DELIMITER.split(text[max(0, column.start() - _LONGEST_QUERY) : column.start()])[-1]
    after = _DELIMITER.split(text[column.start() : column.start() + _LONGEST_QUERY], maxsplit=1)[0]
    return (before + after).replace("&amp;", "&")


def _reached(page: Page) -> int:
    """How many records of the list came so far."""
    return _asked(page, "endrecord") or len(_records(page))


def _per_page(page: Page) -> int:
    """How many records a page of the list shows, as an answer's address or the frame's script tells."""
    told = _PER_PAGE.search(page.text)
    return _asked(page, "perpage") or (int(told["count"]) if told else 0) or _USUAL_PER_PAGE


def _asked(page: Page, field: str) -> int:
    """The number that an answer's address has in a field, 0 where it has none."""
    value = dict(parse_qsl(urlsplit(page.url).query)).get(field, "")
    return int(value) if _ANY_PROXY.search(page.url) and _NUMBER.fullmatch(value) else 0
