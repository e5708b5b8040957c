"""The platforms: their saved pages are the specification."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import astuple, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote

import pytest
from scrapy.http import Request

from crawlers.loader import SourceLoader, load_sources
from crawlers.platforms import platforms
from crawlers.platforms.generic import GenericSpider
from crawlers.platforms.platform import PlatformSpider
from crawlers.reading.page import Page
from index.article import Article
from index.datafolder import DataFolder
from index.repairs import Repair

STORED = base64.b64encode(zlib.compress(b"001002003".ljust(45, b"0"), 0)[2:-4]).decode()
DOCUMENT = "9230c9c3-5922-47f9-8e57-d9b4cb4e464a"
PAGES = Path(__file__).with_name("pages")
DOCUMENTED = PAGES.parent.parent / "docs" / "platforms.md"
SITES = "sites"
LISTS = sorted(PAGES.glob("*/*.list.*ml"))
ARTICLES = sorted(set(PAGES.glob("*/*.html")) - set(LISTS))
SAVED = [page for page in ARTICLES if page.parent.name != SITES]


@cache
def sources() -> SourceLoader:
    return load_sources(DataFolder(PAGES / "none"))


def spider_of(saved: Path) -> type[PlatformSpider]:
    """The platform whose folder a saved page lies in, or the source of its own name."""
    folder = saved.parent.name
    return sources().source(saved.name.partition(".")[0]) if folder == SITES else platforms()[folder]


def told(article: Article) -> dict[str, Any]:
    """What is read, but for the standing of the host, which is a sample's and nobody's."""
    return replace(article, repairs=tuple(name for name in article.repairs if name != Repair.MIRROR)).as_json()


def named(name: str) -> type[PlatformSpider]:
    return platforms().get(name) or sources().source(name)


@pytest.mark.parametrize("saved", ARTICLES, ids=lambda path: str(path.relative_to(PAGES).with_suffix("")))
def test_a_saved_page_is_read_as_expected(saved: Path) -> None:
    expected = json.loads(saved.with_suffix(".json").read_text("utf-8"))
    platform = spider_of(saved)
    assert platform.is_detail(expected["url"])
    site = getattr(platform, "site", None)
    assert told(platform.read_page(Page(expected["url"], saved.read_bytes()), site)) == expected


@pytest.mark.parametrize("saved", LISTS, ids=lambda path: str(path.relative_to(PAGES).with_suffix("")))
def test_a_saved_list_gives_its_articles_and_its_next_page(saved: Path) -> None:
    expected = json.loads(saved.with_suffix(".json").read_text("utf-8"))
    spider, page = spider_of(saved), Page(expected["url"], saved.read_bytes())
    following = spider.next_page(page, expected["number"])
    links: dict[str, str] = {}
    for url in spider.article_links(page):
        links.setdefault(spider.canonical_url(url), url)
    assert list(links.values()) == expected["articles"]
    assert not spider.is_detail(page.url)
    assert (following and sent(following)) == expected["next"]
    if issubclass(spider, GenericSpider):
        assert list(spider.column_links(page)) == expected.get("columns", [])


def sent(request: Request) -> dict[str, Any]:
    return {"method": request.method, "url": request.url, "form": dict(parse_qsl(request.body.decode()))}


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: str(path.relative_to(PAGES).with_suffix("")))
def test_a_saved_page_is_read_the_same_without_its_selectors(saved: Path) -> None:
    expected = json.loads(saved.with_suffix(".json").read_text("utf-8"))
    body = saved.read_bytes().replace(b"class=", b"data-was=").replace(b"id=", b"data-is=")
    article = told(platforms()["generic"].read_page(Page(expected["url"], body)))
    told_by_url = {} if article["published"] else {"published": platforms()[saved.parent.name].day_in(expected["url"])}
    assert article | {"url": expected["url"]} | told_by_url == expected


@pytest.mark.parametrize("name", sorted(platforms()))
def test_every_platform_has_saved_articles_and_lists(name: str) -> None:
    assert len([saved for saved in SAVED if saved.parent.name == name]) >= 2
    assert len([saved for saved in LISTS if saved.parent.name == name]) >= 1


def test_every_site_with_markup_of_its_own_has_a_saved_article_and_list() -> None:
    spiders = [sources().source(name) for name in sources().list()]
    own = {
        spider.name for spider in spiders if issubclass(spider, GenericSpider) or any(astuple(spider.site.selectors))
    }
    assert own >= {"jsfy", "sdcourt", "gzcourt", "hshfy", "hicourt", "lyg"}
    assert own == {saved.stem for saved in ARTICLES if saved.parent.name == SITES}
    assert own == {saved.name.partition(".")[0] for saved in LISTS if saved.parent.name == SITES}


def test_the_table_in_the_docs_is_what_is_tested() -> None:
    documented = [line for line in DOCUMENTED.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert documented == [documented_row(name) for name in sorted(platforms())]


def documented_row(name: str) -> str:
    """A platform's row: every cell counts what its saved pages and its addresses above show."""
    lists = [json.loads(path.with_suffix(".json").read_text("utf-8")) for path in LISTS if path.parent.name == name]
    pages = [path for path in SAVED if path.parent.name == name]
    dates = [json.loads(page.with_suffix(".json").read_text("utf-8"))["published"] for page in pages]
    timed = sum("T" in (date or "") for date in dates)
    cells = (
        f"{paging_of(lists)}: {len(lists)}",
        f"{len(pages)}",
        ", ".join(sorted({encoding_of(page) for page in PAGES.glob(f"{name}/*.*ml")})),
        f"{sum(map(bool, dates))} of {len(dates)}, with the time {timed}",
        f"{sum(platform == name for platform, _, _ in ADDRESSES)}",
    )
    return f"| `{name}` | {' | '.join(cells)} |"


def paging_of(lists: list[dict[str, Any]]) -> str:
    ways = {each["next"]["method"] for each in lists if each["next"]}
    ends = any(each["next"] is None for each in lists)
    return " and ".join(sorted(ways)) + (", last page" if ends else "")


def encoding_of(page: Path) -> str:
    try:
        page.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "GBK"
    return "UTF-8"


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
        "https://A.example:443/Article/Detail/2022/3/ID/7.SHTML?from=timeline",
        "https://a.example/article/detail/2022/03/id/7.shtml",
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
        "chinacourt",
        "http://a.example/article/index/id/MzAwNDAwMjAwNiACAAA%3d/page/1.shtml",
        "http://a.example/article/index/id/MzAwNDAwMjAwNiACAAA%3D.shtml",
    ),
    (
        "chinacourt",
        # The same path of a column, stored and not packed.
        f"http://a.example/article/index/id/{quote(STORED, safe='')}.shtml",
        "http://a.example/article/index/id/MzAwNDAwMjAwNiACAAA%3D.shtml",
    ),
    (
        "chinacourt",
        "http://a.example/article/index/id/MzA.shtml",
        "http://a.example/article/index/id/MzA%3D.shtml",
    ),
    (
        "chinacourt_php",
        "http://a.example/public/detail.php?from=1&id=47&x=2",
        "http://a.example/public/detail.php?id=47",
    ),
    (
        "chinacourt_php",
        "http://A.example:80/public/detail.php?&&id=47#top",
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
    (
        "hubei",
        f"http://big5.a.example/gate/big5/a.hbfy.example:80/DocManage/ViewDoc?from=1&&docId={DOCUMENT}",
        f"http://a.hbfy.example/DocManage/ViewDoc?docId={DOCUMENT}",
    ),
    ("jeecms", "HTTPS://A.example:443/gzdt/879.jhtml#top", "https://a.example/gzdt/879.jhtml"),
    ("jeecms", "http://a.example:80/1150/gzdt/3742.jhtml", "http://a.example/1150/gzdt/3742.jhtml"),
    (
        "trs",
        "http://big5.a.example/gate/big5/WWW.a.example:80/xw/202310/t20231020_3310.html#p1",
        "http://www.a.example/xw/202310/t20231020_3310.html",
    ),
    (
        "trs",
        "http://a.example/xw/202310/t20231020_3310.shtml?from=groupmessage",
        "http://a.example/xw/202310/t20231020_3310.shtml",
    ),
    (
        "hanweb",
        "http://WWW.A.example:80/art/2022/8/3/art_12_54.html?from=timeline&&isappinstalled=0",
        "http://www.a.example/art/2022/8/3/art_12_54.html",
    ),
    (
        "supreme",
        "http://court.gov.cn/zixun-xiangqing-419912.html",
        "http://www.court.gov.cn/zixun/xiangqing/419912.html",
    ),
    (
        "supreme",
        "https://WWW.court.gov.cn:443/Shenpan-Xiangqing-20881.html?from=timeline#a",
        "https://www.court.gov.cn/shenpan/xiangqing/20881.html",
    ),
    (
        "supreme",
        "http://big5.court.gov.cn/gate/big5/www.court.gov.cn/fabu/xiangqing/9001.html",
        "http://www.court.gov.cn/fabu/xiangqing/9001.html",
    ),
    (
        "generic",
        "http://a.example/preview/article?articleId=1a&&colArticleId=2b",
        "http://a.example/preview/article?articleId=1a&colArticleId=2b",
    ),
    ("generic", "HTTP://A.Example./x/1007.html#top", "http://a.example/x/1007.html"),
    (
        "hshfy",
        "https://www.hshfy.sh.cn/shfy/web/xxnr.jsp?zd=xwzx&pa=aaWQ9NDgyMTAxJnhoPTEPdcssz",
        "https://www.hshfy.sh.cn/shfy/web/xxnr.jsp?pa=aaWQ9NDgyMTAxJnhoPTEPdcssz",
    ),
    (
        "hshfy",
        "https://www.hshfy.sh.cn/shfy/web/xxnr.jsp?pa=aaWQ9NDgyMTAxJnhoPTE%3Dz&zd=xwzx",
        "https://www.hshfy.sh.cn/shfy/web/xxnr.jsp?pa=aaWQ9NDgyMTAxJnhoPTEPdcssz",
    ),
    (
        "hicourt",
        "http://www.hicourt.gov.cn:80/preview/article?articleId=3F1A7C52&&colArticleId=5D7C9A10",
        "http://www.hicourt.gov.cn/preview/article?articleId=3F1A7C52&colArticleId=5D7C9A10",
    ),
]


@pytest.mark.parametrize(("name", "url", "expected"), ADDRESSES)
def test_aliases_have_one_canonical_url(name: str, url: str, expected: str) -> None:
    assert named(name).canonical_url(url) == expected
    assert named(name).canonical_url(expected) == expected


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
        ("trs", "/xw/202310/t20231020_3310.html", "/xw/index_1.html"),
        ("hanweb", "/art/2022/8/3/art_12_54.html", "/col/col12/index.html"),
        ("supreme", "/zixun/xiangqing/419912.html", "/shenpan/gengduo/77_2.html"),
        ("supreme", "/zixun-xiangqing-419912.html", "/shenpan-gengduo-77.html"),
        ("generic", "/2021-03/09/content_100033.html", "/news/index_2.html"),
        ("generic", "/7.html", ":8080/"),
        ("generic", "/news/show.php?itemid=155290", "/about.html"),
    ],
)
def test_articles_are_told_from_lists_by_their_urls(name: str, article: str, other: str) -> None:
    assert platforms()[name].is_detail(f"http://a.example{article}")
    assert not platforms()[name].is_detail(f"http://a.example{other}")


def test_trs_takes_the_definition_of_its_pager_for_no_call() -> None:
    text = "function createPageHTML(n, i){}; createPageHTML(%s, 0);"
    pages = [Page("http://a.example/xw/list_2.htm", (text % count).encode()) for count in ("4", "3", "9" * 5000, "n")]
    following = [platforms()["trs"].next_page(page, 3) for page in pages]
    assert [request and request.url for request in following] == ["http://a.example/xw/list_3.htm", None, None, None]


def test_a_hanweb_answer_names_its_list_where_its_address_does_not() -> None:
    answer = "<totalrecord>61</totalrecord><nextgroup><![CDATA[<a href='/x?page=2&amp;columnid=1&unitid=2'></a>]]>"
    page = Page("http://a.example/module/web/jpage/dataproxy.jsp?endrecord=60&perpage=20", answer.encode())
    request = platforms()["hanweb"].next_page(page, 2)
    assert request is not None
    assert request.url.endswith("dataproxy.jsp?startrecord=61&endrecord=120&perpage=20&columnid=1&unitid=2")
    assert request.body == b"columnid=1&unitid=2"


def test_hubei_turns_its_pages_by_post() -> None:
    hubei = platforms()["hubei"]
    request = hubei.next_page(Page("http://a.example/DocManage/getDocsByFolder?folderNo=0401", b"<ul></ul>"), 2)
    assert request is not None
    assert (request.method, request.url) == ("POST", "http://a.example/DocManage/getDocsByFolder")
    assert parse_qs(request.body.decode()) == {"folderNo": ["0401"], "pageIndex": ["3"]}
    assert hubei.next_page(Page("http://a.example/", b"<ul></ul>"), 1) is None
