"""chinacourt cloud, which most provinces share, and the national portal on the same system."""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import quote, unquote, urlsplit

from crawlers.columnids import ColumnIdError, decode, encode
from crawlers.platforms.platform import PlatformSpider
from crawlers.reading.pagereader import Layout
from crawlers.urls import canonical

_PORTAL = "chinacourt.org"
_COLUMN = re.compile(
    r"/article/index/id/(?P<id>(?:[A-Za-z0-9+_-]|%2B|%2F)+(?:=|%3D)*)(?:/page/(?P<page>\d{1,9}))?\.shtml$",
    re.IGNORECASE,
)
_PADDING = re.compile(r"(?:=|%3D)+$", re.IGNORECASE)
_ARTICLE = re.compile(
    r"/article/detail/(?P<year>\d{4})/(?P<month>\d{1,2})/id/(?P<id>\d+)\.shtml(?:\?.*)?$", re.IGNORECASE
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
        """As everywhere; the portal's bare host is its www host, and a column has one id and no first page's number."""
        clean = canonical(url)
        if urlsplit(clean).netloc == _PORTAL:
            clean = clean.replace(f"//{_PORTAL}", f"//www.{_PORTAL}", 1)
        return _COLUMN.sub(_column, _ARTICLE.sub(_article, clean))


def _article(match: re.Match[str]) -> str:
    return f"/article/detail/{match['year']}/{match['month']:0>2}/id/{match['id']}.shtml"


def _column(match: re.Match[str]) -> str:
    """A column's list page as the sites write it, the id's padding quoted."""
    page = int(match["page"] or 1)
    return f"/article/index/id/{_one_id(match['id'])}{f'/page/{page}' if page > 1 else ''}.shtml"


def _one_id(column: str) -> str:
    """The one spelling of an id: that of its path, or with whole padding where it stands for none."""
    try:
        return quote(encode(decode(column)), safe="")
    except ColumnIdError:
        bare = _PADDING.sub("", column)
        return bare + "%3D" * (-len(unquote(bare)) % 4)
