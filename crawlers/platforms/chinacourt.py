"""chinacourt cloud, which most provinces share, and the national portal on the same system."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from crawlers.platforms.platform import PlatformSpider
from crawlers.reading import Layout
from crawlers.urls import canonical

_PORTAL = "chinacourt.org"
_COLUMN = re.compile(
    r"(?<=/article/index/id/)(?P<id>[A-Za-z0-9+_-]+(?:=|%3D)*)(?P<rest>(?:/page/\d+)?\.shtml)$", re.IGNORECASE
)


class ChinacourtSpider(PlatformSpider):
    """Courts on the chinacourt cloud, in the skins of 2016 and of today."""

    platform = "chinacourt"
    detail_url: ClassVar[re.Pattern[str]] = re.compile(
        r"/article/detail/\d{4}/\d{1,2}/id/\d+\.shtml|/zine/detail/articleId/\d+/zineId/\d+\.shtml", re.IGNORECASE
    )
    layouts: ClassVar[tuple[Layout, ...]] = (
        Layout(
            title="div.b_title",
            header="div.sth_a",
            body="div.detail div.text",
            crumbs="div.location, div.position, div.crumbs",
            editor="div.sth_b, div.editor",
        ),
        Layout(
            title=".detail_bigtitle",
            header=".detail_thr",
            body=".detail_txt",
            crumbs="div.location, div.position, div.crumbs",
            editor=".detail_editor",
        ),
    )
    list_links = "div#list ul li a[href*='/detail/'], #articleList ul li a[href*='/detail/']"
    next_link = ".paginationControl a:contains('下一页'), .pagination a:contains('下一页')"

    @classmethod
    def canonical_url(cls, url: str) -> str:
        """As everywhere; the portal's bare host is its www host, and a column id ends in ``%3D`` where it is padded."""
        clean = canonical(url)
        if urlsplit(clean).netloc == _PORTAL:
            clean = clean.replace(f"//{_PORTAL}", f"//www.{_PORTAL}", 1)
        return _COLUMN.sub(lambda match: _padded(match["id"]) + match["rest"], clean)


def _padded(column: str) -> str:
    """A column id in base64 as the sites write it, its padding quoted."""
    bare = unquote(column).rstrip("=")
    return bare + "%3D" * (-len(bare) % 4)
