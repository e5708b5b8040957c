"""The platforms: their saved pages are the specification."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from crawlers.page import Page
from crawlers.platforms import platforms
from crawlers.platforms.platform import PlatformSpider

DOCUMENT = "9230c9c3-5922-47f9-8e57-d9b4cb4e464a"
PAGES = Path(__file__).with_name("pages")
SAVED = sorted(PAGES.glob("*/*.html"))


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: str(path.relative_to(PAGES).with_suffix("")))
def test_a_saved_page_is_read_as_expected(saved: Path) -> None:
    expected = json.loads(saved.with_suffix(".json").read_text("utf-8"))
    platform = platforms()[saved.parent.name]
    assert platform.is_detail(expected["url"])
    assert platform.read_page(Page(expected["url"], saved.read_bytes())).as_json() == expected


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: str(path.relative_to(PAGES).with_suffix("")))
def test_a_saved_page_is_read_the_same_without_its_selectors(saved: Path) -> None:
    expected = json.loads(saved.with_suffix(".json").read_text("utf-8"))
    body = saved.read_bytes().replace(b"class=", b"data-was=").replace(b"id=", b"data-is=")
    article = platforms()["generic"].read_page(Page(expected["url"], body)).as_json()
    assert article | {"url": expected["url"]} == expected


@pytest.mark.parametrize("name", sorted(platforms()))
def test_every_platform_has_saved_pages(name: str) -> None:
    assert len([saved for saved in SAVED if saved.parent.name == name]) >= 2


ADDRESSES = [
    (
        "chinacourt",
        "http://ChinaCourt.org:80/article/detail/2022/11/id/7.shtml#a",
        "http://www.chinacourt.org/article/detail/2022/11/id/7.shtml",
    ),
    (
        "chinacourt",
        "http://big5.a.example/gate/big5/www.chinacourt.org/article/detail/2022/11/id/7.shtml",
        "http://www.chinacourt.org/article/detail/2022/11/id/7.shtml",
    ),
    (
        "chinacourt",
        "http://a.example/article/index/id/MzAwNDAwMjAwNiACAAA.shtml",
        "http://a.example/article/index/id/MzAwNDAwMjAwNiACAAA%3D.shtml",
    ),
    (
        "chinacourt",
        "http://a.example/article/index/id/MzAwNDAwMjAwNiACAAA=/page/2.shtml",
        "http://a.example/article/index/id/MzAwNDAwMjAwNiACAAA%3D/page/2.shtml",
    ),
    (
        "chinacourt_php",
        "http://a.example/public/detail.php?from=1&id=47&x=2",
        "http://a.example/public/detail.php?id=47",
    ),
    (
        "chinacourt_php",
        "http://a.example/public/more.php?LocationID=01&p=2",
        "http://a.example/public/more.php?LocationID=01&p=2",
    ),
    (
        "hubei",
        "https://A.hbfy.example/docmanage/viewdoc?DOCID=9230C9C3-5922-47F9-8E57-D9B4CB4E464A",
        "https://a.hbfy.example/DocManage/ViewDoc?docId=9230c9c3-5922-47f9-8e57-d9b4cb4e464a",
    ),
    ("jeecms", "http://a.example:80/1150/gzdt/3742.jhtml", "http://a.example/1150/gzdt/3742.jhtml"),
    (
        "generic",
        "http://a.example/preview/article?articleId=1a&&colArticleId=2b",
        "http://a.example/preview/article?articleId=1a&colArticleId=2b",
    ),
]


@pytest.mark.parametrize(("name", "url", "expected"), ADDRESSES)
def test_aliases_have_one_canonical_url(name: str, url: str, expected: str) -> None:
    assert platforms()[name].canonical_url(url) == expected


@pytest.mark.parametrize(
    ("name", "article", "other"),
    [
        ("chinacourt", "/article/detail/2022/11/id/7.shtml", "/article/index/id/MzAwNDAwMjAwNiACAAA.shtml"),
        ("chinacourt", "/zine/detail/articleId/7/zineId/8.shtml", "/index.shtml"),
        ("chinacourt_php", "/public/detail.php?id=7", "/public/more.php?LocationID=0100000000&p=1"),
        (
            "hubei",
            f"/docManage/viewdoc?docid={DOCUMENT}",
            "/DocManage/getDocsByFolder?folderNo=0401",
        ),
        ("jeecms", "/gzdt/3742.jhtml", "/gzdt/index_2.jhtml"),
        ("generic", "/2021-03/09/content_100033.html", "/news/index_2.html"),
        ("generic", "/news/show.php?itemid=155290", "/about.html"),
    ],
)
def test_articles_are_told_from_lists_by_their_urls(name: str, article: str, other: str) -> None:
    assert platforms()[name].is_detail(f"http://a.example{article}")
    assert not platforms()[name].is_detail(f"http://a.example{other}")


LISTS: list[tuple[str, str, str, list[str], str | None]] = [
    (
        "chinacourt",
        "/article/index/id/MzA.shtml",
        "<div id=list><ul><li><a href='/article/detail/2022/11/id/7.shtml'>一</a></li></ul></div>"
        "<a href='/article/detail/2022/11/id/9.shtml'>旁</a>"
        "<div class=paginationControl><a href='/article/index/id/MzA/page/2.shtml'>下一页</a></div>",
        ["/article/detail/2022/11/id/7.shtml"],
        "/article/index/id/MzA/page/2.shtml",
    ),
    (
        "chinacourt_php",
        "/public/more.php?LocationID=01&p=1",
        "<td class=td_list><a href='detail.php?id=7'>一</a></td><a href='more.php?LocationID=01&p=2'>下一页</a>",
        ["/public/detail.php?id=7"],
        "/public/more.php?LocationID=01&p=2",
    ),
    (
        "jeecms",
        "/gzdt/index.jhtml",
        "<div class=list><ul><li><a href='/gzdt/7.jhtml'>一</a></li></ul></div><a href='index_2.jhtml'>下一页</a>",
        ["/gzdt/7.jhtml"],
        "/gzdt/index_2.jhtml",
    ),
    (
        "generic",
        "/news/",
        "<li><a href='content_1007.html'>一</a></li><a href='/about.html'>关于</a>",
        ["/news/content_1007.html"],
        None,
    ),
]


@pytest.mark.parametrize(("name", "path", "markup", "articles", "following"), LISTS, ids=lambda value: str(value)[:20])
def test_a_list_gives_its_articles_and_its_next_page(
    name: str, path: str, markup: str, articles: list[str], following: str | None
) -> None:
    platform: type[PlatformSpider] = platforms()[name]
    page = Page(f"http://a.example{path}", markup.encode())
    request = platform.next_page(page, 1)
    assert list(platform.article_links(page)) == [f"http://a.example{article}" for article in articles]
    assert (request.url if request else None) == (f"http://a.example{following}" if following else None)


def test_hubei_turns_its_pages_by_post() -> None:
    hubei = platforms()["hubei"]
    request = hubei.next_page(Page("http://a.example/DocManage/getDocsByFolder?folderNo=0401", b"<ul></ul>"), 2)
    assert request is not None
    assert (request.method, request.url) == ("POST", "http://a.example/DocManage/getDocsByFolder")
    assert parse_qs(request.body.decode()) == {"folderNo": ["0401"], "pageIndex": ["3"]}
    assert hubei.next_page(Page("http://a.example/", b"<ul></ul>"), 1) is None
