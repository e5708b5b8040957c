from __future__ import annotations

import pytest
from small_web import article_page, article_path

from crawlers.platforms.chinacourt import ChinacourtSpider
from crawlers.platforms.publishing import joined
from crawlers.reading.page import Page
from crawlers.reading.pagereader import PageReading
from crawlers.sites import Site

ROOT = "http://127.0.0.1:8000"


class Qingxi(ChinacourtSpider):
    site = Site(name="qingxi", platform="chinacourt", court="青溪县人民法院", start_urls=(f"{ROOT}/",))


def page(text: str, path: str = "") -> Page:
    return Page(url=f"{ROOT}{path or article_path(1)}", body=text.encode())


def test_a_page_is_an_article_with_its_next_part() -> None:
    second = article_path(1).replace(".shtml", "_2.shtml")
    reading = Qingxi.reading_of(page(article_page("晒谷场上的法庭") + f"<a href='{second}'>下一页</a>"))
    assert reading.article is not None
    assert (reading.article.title, reading.following) == ("晒谷场上的法庭", f"{ROOT}{second}")
    last = Qingxi.reading_of(page(article_page("晒谷场上的法庭"), second), f"{ROOT}{article_path(1)}", 2)
    assert last.following is None


def test_a_page_that_is_no_article_has_its_reason() -> None:
    for text in ("<html><body></body></html>", "\x01" * 200):
        reading = Qingxi.reading_of(page(text))
        assert reading == PageReading(reason=reading.reason)
        assert (reading.reason or "").endswith(".")


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("b.html", "http://a.cn/x/b.html"),
        (" /b.html ", "http://a.cn/b.html"),
        ("//c.cn/b.html", "http://c.cn/b.html"),
        ("javascript:void(0)", ""),
        ("mailto:a@a.cn", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_a_link_leads_to_an_http_address_or_nowhere(href: str, url: str) -> None:
    assert joined("http://a.cn/x/a.html", href) == url
