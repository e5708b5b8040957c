"""The page that a gateway shows, told by the gateway's address."""

from __future__ import annotations

import pytest

from crawlers.gateways import original_of

PAGE = "http://www.a.example/article/detail/2024/11/id/7.shtml"
QUOTED = "http%3A%2F%2Fwww.a.example%2Farticle%2Fdetail%2F2024%2F11%2Fid%2F7.shtml"


@pytest.mark.parametrize(
    "url",
    [
        "http://big5.a.example/gate/big5/www.a.example/article/detail/2024/11/id/7.shtml",
        f"https://web.archive.org/web/20241201081500/{PAGE}",
        f"https://web.archive.org/web/20241201081500id_/{PAGE}",
        "https://web.archive.org/web/2024/http:/www.a.example/article/detail/2024/11/id/7.shtml",
        f"https://archive.ph/20241201/{PAGE}",
        f"http://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:{PAGE}+&cd=1",
        f"https://translate.google.com/translate?hl=en&sl=zh-CN&u={QUOTED}&prev=search",
        f"http://translate.baiducontent.com/transpage?query={QUOTED}&from=zh&to=en",
        f"http://www.microsofttranslator.com/bv.aspx?from=zh&to=en&a={QUOTED}",
        f"https://web.archive.org/web/2024/http://big5.a.example/gate/big5/{PAGE.removeprefix('http://')}",
    ],
)
def test_the_original_is_what_the_path_or_the_query_names(url: str) -> None:
    assert original_of(url) == PAGE


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        f"http://copies.example/proxy?url={QUOTED}",
        "http://copies.example/gate/big5/www.a.example/x/1.html",
        f"http://service.weibo.com/share/share.php?url={QUOTED}",
        f"http://web.archive.org.copies.example/web/2024/{PAGE}",
        "https://web.archive.org/web/20241201/javascript:alert(1)",
        "https://web.archive.org/about/",
        "https://translate.google.com/translate?u=nonsense",
        "http://[broken",
        "",
    ],
)
def test_what_no_known_gateway_vouches_for_stays_where_it_is(url: str) -> None:
    assert original_of(url) is None
