"""上海市高级人民法院, whose addresses hide an article's number in base64."""

import re

from crawlers.platforms.generic import GenericSpider
from crawlers.sites import Site

_HIDDEN = re.compile(
    r"/xxnr\.jsp\?(?:[^#]*&)?pa=a(?P<code>(?:(?!Pdcss)[A-Za-z0-9+/])+)(?:=|%3D|Pdcss)*z(?:&.*)?$", re.IGNORECASE
)


class Hshfy(GenericSpider):
    site = Site(
        name="hshfy",
        platform="generic",
        court="上海市高级人民法院",
        start_urls=("https://www.hshfy.sh.cn/shfy/web/index.jsp",),
        expects=5,
        articles=(r"/xxnr\.jsp\?(?:[^#]*&)?pa=a",),
        columns=(r"/(?:channel|list)\w*\.jsp\?",),
    )

    @classmethod
    def canonical_url(cls, url: str) -> str:
        """The hidden number is all that tells articles apart; the site writes ``Pdcss`` for ``=``."""
        return _HIDDEN.sub(_padded, super().canonical_url(url))


def _padded(match: re.Match[str]) -> str:
    return f"/xxnr.jsp?pa=a{match['code']}{'Pdcss' * (-len(match['code']) % 4)}z"
