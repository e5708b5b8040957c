"""Any other site, read by its text alone: media, portals, courts on a system that is not known."""

from __future__ import annotations

import re
from typing import ClassVar

from crawlers.platforms.platform import PlatformSpider
from crawlers.reading import Layout


class GenericSpider(PlatformSpider):
    """Sites of no known platform: an article's URL has a number or a date in it, a list's has not."""

    platform = "generic"
    detail_url: ClassVar[re.Pattern[str]] = re.compile(
        r"^(?!.*/(?:index|list|page|node)[_-]?\d*(?:\.\w+)?$)\w+://[^/?#]*(?=[/?])[^#]*(?:\d{4,}|[?&]\w*id=\w+|"
        r"/\d+\.s?html?$|[0-9a-f]{8}-[0-9a-f]{4}-)",
        re.IGNORECASE,
    )
    layouts: ClassVar[tuple[Layout, ...]] = ()
    list_links = ""
    next_link = "a:contains('下一页'), a.next, a[rel=next]"
