"""chinacourt PHP: the older system of 河南, 黑龙江 and others, in GB2312, GBK or a mixture."""

from __future__ import annotations

import re
from typing import ClassVar

from crawlers.platforms.platform import PlatformSpider
from crawlers.reading.pagereader import Layout
from crawlers.urls import canonical

_ARTICLE = re.compile(r"^(?P<page>[^?]*/public/detail\.php)\?(?:[^#]*&)?id=(?P<id>\d+)", re.IGNORECASE)


class ChinacourtPhpSpider(PlatformSpider):
    """Courts on the PHP system: tables, no crumbs, the number of the article alone in the URL."""

    platform = "chinacourt_php"
    detail_url: ClassVar[re.Pattern[str]] = re.compile(r"/public/detail\.php\?(?:[^#]*&)?id=\d+", re.IGNORECASE)
    layouts: ClassVar[tuple[Layout, ...]] = (
        Layout(
            title=".detail_bigtitle, td.td_bigtitle, td.bigtitle",
            header="td.td_time, .detail_time",
            body=".detail_txt, td.td_txt, td.detailtext",
            editor="td.td_editor, .detail_editor",
        ),
    )
    list_links = "td.td_list a[href*='detail.php'], td.td_pic a[href*='detail.php'], a.a1[href*='detail.php']"
    next_link = "a:contains('下一页')"

    @classmethod
    def canonical_url(cls, url: str) -> str:
        """The article's number is all that tells its pages apart."""
        clean = canonical(url)
        article = _ARTICLE.match(clean)
        return f"{article['page']}?id={article['id']}" if article else clean
