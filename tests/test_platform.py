from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from small_web import PROSE, article_page, article_path, list_page
from twisted.python.failure import Failure

from crawlers.platforms import platform_of, platforms
from crawlers.platforms.chinacourt import ChinacourtSpider
from crawlers.platforms.platform import PlatformSpider
from crawlers.reading.page import Page
from crawlers.sites import Site
from crawlers.visiting import Visit
from index.staging import Reading

ROOT = "http://127.0.0.1:8000"


class Qingxi(ChinacourtSpider):
    site = Site(name="qingxi", platform="chinacourt", court="青溪县人民法院", start_urls=(f"{ROOT}/",), delay=0)


def spider(**arguments: Any) -> Qingxi:
    crawler = get_crawler(Qingxi)
    crawler.stats = MemoryStatsCollector(crawler)
    return Qingxi.from_crawler(crawler, **arguments)


def page(path: str, text: str) -> HtmlResponse:
    return HtmlResponse(f"{ROOT}{path}", body=text.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def paths(results: Iterable[Request | Reading]) -> list[str]:
    return [result.url.removeprefix(ROOT) for result in results]


def test_a_subclass_with_a_site_is_a_source() -> None:
    assert Qingxi.name == "qingxi"
    assert Qingxi.start_urls == [f"{ROOT}/"]
    assert Qingxi.allowed_domains == ["127.0.0.1"]
    assert get_crawler(Qingxi).settings.getfloat("DOWNLOAD_DELAY") == 0


def test_a_visit_begins_with_the_lists() -> None:
    async def begun() -> list[Request]:
        return [request async for request in spider().start()]

    assert paths(asyncio.run(begun())) == ["/"]


def test_a_list_leads_to_its_articles_and_to_the_next_page() -> None:
    found = spider().parse(page("/list", list_page([article_path(1), article_path(2)], following="/list/2")))
    assert paths(found) == [article_path(1), article_path(2), "/list/2"]


def test_an_article_listed_twice_is_asked_for_once() -> None:
    visitor = spider()
    aliases = [article_path(1), f"{ROOT}{article_path(1)}#top", article_path(1)]
    assert paths(visitor.parse(page("/a", list_page(aliases)))) == [article_path(1)]
    assert paths(visitor.parse(page("/b", list_page([article_path(1), article_path(2)])))) == [article_path(2)]


def test_a_list_ends_where_a_page_brings_nothing_new() -> None:
    visitor = spider()
    *_, following = visitor.parse(page("/list", list_page([article_path(1)], following="/list/2")))
    assert isinstance(following, Request)
    again = page("/list/2", list_page([article_path(1)], following="/list/3"))
    assert paths(visitor.parse(again, **following.cb_kwargs)) == []
    empty = page("/list/2", list_page([], following="/list/3"))
    assert paths(visitor.parse(empty, **following.cb_kwargs)) == []


def test_a_list_goes_on_past_articles_that_another_list_had() -> None:
    visitor = spider()
    list(visitor.parse(page("/a", list_page([article_path(1)]))))
    assert paths(visitor.parse(page("/b", list_page([article_path(1)], following="/b/2")))) == ["/b/2"]


def test_a_limit_bounds_the_articles_and_ends_the_list() -> None:
    visitor = spider(limit="2")
    found = visitor.parse(page("/list", list_page([article_path(n) for n in range(5)], following="/list/2")))
    assert paths(found) == [article_path(0), article_path(1)]


def test_a_page_of_another_form_is_followed_by_all_that_it_links_to() -> None:
    home = f'<html><body><a href="{article_path(1)}">a</a><a href="/about.html">b</a><a>c</a></body></html>'
    assert paths(spider().parse(page("/", home))) == [article_path(1)]


def test_an_article_is_read_wherever_it_comes() -> None:
    visitor = spider()
    response = page(article_path(1), article_page("晒谷场上的法庭"))
    for (found,) in (list(visitor.parse(response)), list(visitor.parse_article(response))):
        assert isinstance(found, Reading)
        assert found.article is not None
        assert (found.url, found.article.title) == (f"{ROOT}{article_path(1)}", "晒谷场上的法庭")
        assert found.article.court == "青溪县人民法院"


def test_a_page_that_is_no_article_is_read_as_such_and_counted_with_its_reason() -> None:
    visitor = spider()
    (found,) = visitor.parse_article(page(article_path(1), "<html><body></body></html>"))
    assert isinstance(found, Reading)
    assert found.article is None
    assert found.reason
    stats = visitor.crawler.stats
    assert stats.get_value("pages/missed") == 1
    assert stats.get_value("pages/first_miss").startswith(f"{ROOT}{article_path(1)}: ")


def part_page(number: int, *, more: bool) -> str:
    following = article_path(1).replace(".shtml", f"_{number + 1}.shtml")
    link = f"<a href='{following}'>下一页</a>" if more else ""
    return article_page("晒谷场上的法庭", prose=f"这是第{number}页的文字，写的是法官走进村庄，说事说理的经过。") + link


def test_an_article_of_several_pages_is_one() -> None:
    visitor = spider()
    (second,) = visitor.parse_article(page(article_path(1), part_page(1, more=True)))
    assert isinstance(second, Request)
    assert second.url == f"{ROOT}{article_path(1)}".replace(".shtml", "_2.shtml")
    path = second.url.removeprefix(ROOT)
    (third,) = visitor.parse_part(page(path, part_page(2, more=True)), **second.cb_kwargs)
    assert isinstance(third, Request)
    (kept,) = visitor.give_up_part(failed(third))
    (whole,) = visitor.parse_part(page(third.url.removeprefix(ROOT), part_page(3, more=False)), **third.cb_kwargs)
    assert isinstance(whole, Reading)
    assert isinstance(kept, Reading)
    for found, pages, repairs in ((kept, 2, ("missing-parts",)), (whole, 3, ())):
        assert found.article is not None
        assert (found.url, found.article.repairs) == (f"{ROOT}{article_path(1)}", repairs)
        assert all(f"这是第{number + 1}页" in found.article.body for number in range(pages))


def test_a_part_that_is_no_article_leaves_what_there_is() -> None:
    visitor = spider()
    (second,) = visitor.parse_article(page(article_path(1), part_page(1, more=True)))
    assert isinstance(second, Request)
    (kept,) = visitor.parse_part(page("/x", "<html></html>"), **second.cb_kwargs)
    assert isinstance(kept, Reading)
    assert kept.article is not None
    assert kept.article.repairs == ("missing-parts",)


def failed(request: Request) -> Failure:
    failure = Failure(TimeoutError())  # type: ignore[no-untyped-call]
    failure.request = request  # type: ignore[attr-defined]
    return failure


def test_a_list_that_is_no_text_is_counted() -> None:
    visitor = spider()
    assert list(visitor.parse(Response(f"{ROOT}/list", body=bytes(range(256)) * 20))) == []
    assert visitor.crawler.stats.get_value("pages/missed") == 1


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (HttpError(Response(ROOT, 503)), "The server answers 503."),
        (IgnoreRequest("Forbidden by robots.txt"), "The site's robots.txt forbids it."),
        (TimeoutError("It took too long."), "It took too long."),
        (TimeoutError(), "TimeoutError."),
    ],
)
def test_a_page_that_cannot_be_fetched_is_counted_with_its_reason(error: Exception, reason: str) -> None:
    visitor = spider()
    failure = Failure(error)  # type: ignore[no-untyped-call]
    failure.request = Request(f"{ROOT}/list")  # type: ignore[attr-defined]
    assert list(visitor.give_up(failure)) == []
    assert visitor.crawler.stats.get_value("pages/first_miss") == f"{ROOT}/list: {reason}"


@pytest.mark.parametrize(
    ("status", "state", "kind"),
    [(503, {}, "lists"), (404, {}, "lists"), (503, {"listed": set()}, "lists"), (404, {"listed": set()}, None)],
)
def test_a_list_that_is_refused_is_told_from_one_that_is_over(
    status: int, state: dict[str, Any], kind: str | None
) -> None:
    visitor = spider()
    failure = Failure(HttpError(Response(ROOT, status)))  # type: ignore[no-untyped-call]
    failure.request = Request(f"{ROOT}/list", cb_kwargs=state)  # type: ignore[attr-defined]
    visitor.give_up_list(failure)
    assert visitor.crawler.stats.get_value("pages/missed") == 1
    assert visitor.crawler.stats.get_value("lists/missed", 0) == (kind == "lists")


def test_an_article_that_an_earlier_visit_read_is_not_asked_for_again() -> None:
    visitor = spider()
    visitor.visit = Visit(staged=frozenset([f"{ROOT}{article_path(1)}"]))
    found = visitor.parse(page("/list", list_page([article_path(1), article_path(2)])))
    assert paths(found) == [article_path(2)]


def test_every_platform_declares_what_it_is() -> None:
    assert set(platforms()) >= {"chinacourt", "chinacourt_php", "hubei", "jeecms", "generic"}
    for name, platform in platforms().items():
        assert issubclass(platform, PlatformSpider)
        assert platform.platform == name
        assert platform.__doc__
        assert not hasattr(platform, "site")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (article_path(1), "chinacourt"),
        ("/public/detail.php?id=132", "chinacourt_php"),
        ("/DocManage/ViewDoc?docId=e8e75fe8-7067-4afc-8da6-d5d00da09a0b", "hubei"),
        ("/1150/gzdt/3742.jhtml", "jeecms"),
        ("/news/2024/1.html", "generic"),
    ],
)
def test_a_url_suggests_its_platform(path: str, name: str) -> None:
    assert platform_of(f"http://a.cn{path}") is platforms()[name]


def test_a_path_proves_no_platform_where_the_markup_is_another() -> None:
    url = f"http://mirror.cn{article_path(1)}"
    assert platform_of(url, Page(url, article_page("标题").encode())).platform == "chinacourt"
    assert platform_of(url, Page(url, f"<h1>标题</h1><p>{PROSE}</p>".encode())).platform == "generic"
