"""The courts of Hubei on ``*.hbfy.gov.cn``, whose lists turn their pages by POST."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from scrapy.http import FormRequest, Request

from crawlers.platforms.platform import PlatformSpider
from crawlers.platforms.publishing import joined
from crawlers.reading.page import Page
from crawlers.reading.pagereader import Layout
from crawlers.urls import canonical

_ARTICLE = re.compile(
    r"/docmanage/viewdoc\?(?:[^#]*&)?docid=(?P<id>[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})", re.IGNORECASE
)
_LIST = "/DocManage/getDocsByFolder"


class HubeiSpider(PlatformSpider):
    """The courts of one province, on one system with headers that differ by court."""

    platform = "hubei"
    detail_url: ClassVar[re.Pattern[str]] = _ARTICLE
    layouts: ClassVar[tuple[Layout, ...]] = (
        Layout(
            title="h1.title, div.article h1, div.article h2, .doc_title",
            header="div.info, div.doc_info",
            body="div.content_text, div.article_content, div.doc_content, #docContent",
            crumbs="div.position, div.location",
            editor="div.editor",
        ),
    )
    list_links = "ul.doclist a, div.list li a"

    @classmethod
    def canonical_url(cls, url: str) -> str:
        """One spelling for a path that the servers take in any letter case."""
        clean = canonical(url)
        article = _ARTICLE.search(clean)
        return f"{clean[: article.start()]}/DocManage/ViewDoc?docId={article['id'].lower()}" if article else clean

    @classmethod
    def next_page(cls, page: Page, number: int) -> Request | None:
        """Post for the next page of the folder that the page, or its URL, names."""
        query = {key.lower(): value for key, value in parse_qsl(urlsplit(page.url).query)}
        folder = page.selector.css("input[name=folderNo]").attrib.get("value") or query.get("folderno")
        url = joined(page.url, _LIST)
        if not folder or not url:
            return None
        return FormRequest(url, formdata={"folderNo": folder, "pageIndex": str(number + 1)}, dont_filter=True)
