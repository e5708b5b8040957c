"""TRS WCM: 宁夏, many governments; static pages, GBK or UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy.http import Request

from crawlers.platforms.platform import PlatformSpider
from crawlers.platforms.publishing import joined
from crawlers.reading.page import Page
from crawlers.reading.pagereader import Layout
from crawlers.urls import canonical

_PAGER = re.compile(
    r"createPageHTML\(\s*(?P<count>\w+)\s*,\s*\w+\s*"
    r"(?:,\s*[\"'](?P<stem>[\w-]+)[\"']\s*(?:,\s*[\"'](?P<ending>\w+)[\"'])?)?"
)
_VARIABLE = re.compile(r"\bvar\s+(?P<name>\w+)\s*=\s*(?P<value>\d{1,9})\b")
_COUNT = re.compile(r"[0-9]{1,9}")
_LIST_FILE = re.compile(r"(?P<stem>[A-Za-z][\w-]*?)(?:_(?P<number>\d{1,9}))?\.(?P<ending>s?html?)$", re.IGNORECASE)


class TrsSpider(PlatformSpider):
    """Sites of TRS WCM, whose lists count their pages from ``index.html``, ``index_1.html`` being the second."""

    platform = "trs"
    detail_url: ClassVar[re.Pattern[str]] = re.compile(
        r"/\d{6}/t(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})_\d+\.s?html?", re.IGNORECASE
    )
    layouts: ClassVar[tuple[Layout, ...]] = (
        Layout(
            title="div.article h1, div.xl_title, h1, .bt, td.title",
            header="div.article_info, div.xl_info, td.info",
            body=".TRS_Editor, .TRS_UEDITOR",
            crumbs="div.position, div.dqwz, td.wz",
            editor="div.article_editor, td.editor",
        ),
    )
    list_links = "ul.list li a[href*='/t'], ul.gl_list li a[href*='/t'], td.list a[href*='/t']"

    @classmethod
    def canonical_url(cls, url: str) -> str:
        """As everywhere; a query on an article's static page tells nothing."""
        clean = canonical(url)
        return clean.partition("?")[0] if cls.is_detail(clean) else clean

    @classmethod
    def next_page(cls, page: Page, number: int) -> Request | None:
        """The page after this one of as many as the pager's script counts; the script's first page is 0."""
        file = _LIST_FILE.search(urlsplit(page.url).path)
        stem, current, ending = (
            (file["stem"], int(file["number"] or 0), file["ending"]) if file else ("index", 0, "html")
        )
        for count, pager in _pagers(page.text):
            if current + 1 < count:
                url = joined(page.url, f"{pager['stem'] or stem}_{current + 1}.{pager['ending'] or ending}")
                return Request(url) if url else None
        return None


def _parts(file: re.Match[str]) -> tuple[str, int, str]:
    return file["stem"], int(file["number"] or 0), file["ending"]


def _pagers(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Every call of the pager's script with its count, written out or in a variable; its definition is no call."""
    variables = {match["name"]: match["value"] for match in _VARIABLE.finditer(text)}
    for pager in _PAGER.finditer(text):
        count = variables.get(pager["count"], pager["count"])
        if _COUNT.fullmatch(count):
            yield int(count), pager
