"""JEECMS and its descendants: 云南, 河北, 甘肃 and the platform of the people's tribunals."""

from __future__ import annotations

import re
from typing import ClassVar

from crawlers.platforms.platform import PlatformSpider
from crawlers.reading.pagereader import Layout


class JeecmsSpider(PlatformSpider):
    """Sites whose pages end in ``.jhtml``."""

    platform = "jeecms"
    detail_url: ClassVar[re.Pattern[str]] = re.compile(r"^[^?#]*/[\w-]+/\d+\.jhtml", re.IGNORECASE)
    layouts: ClassVar[tuple[Layout, ...]] = (
        Layout(
            title="div.content h1, div.article h1, h1",
            header="div.msgbar, div.info, div.article-info",
            body="div.content-txt, div.txt[id], div.article-content, #content div.text",
            crumbs="div.position, div.path, div.location",
            editor="div.bianji, div.editor",
        ),
    )
    list_links = "div.list li a[href*='.jhtml'], ul.list li a[href*='.jhtml']"
    next_link = "a[href*='.jhtml']:contains('下一页')"
