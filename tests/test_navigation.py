from __future__ import annotations

import pytest

from crawlers.navigation import Column, first_page, navigation, shape
from crawlers.platforms.jeecms import JeecmsSpider
from crawlers.reading.page import Page

HOST = "qingxi.yncourt.gov.cn"


def found(markup: str) -> dict[str, str]:
    """The columns of one page by name."""
    page = Page(f"http://{HOST}/", f"<body>{markup}</body>".encode())
    return {column.name: column.url for column in navigation([page], JeecmsSpider, HOST).columns}


def test_columns_are_the_named_lists_on_the_own_host() -> None:
    markup = """
    <a href="/">首页</a> <a href="/fyyw/index.jhtml">法院要闻</a> <a href="/sfdy/index.jhtml">·司法调研</a>
    <a href="/fyyw/33.jhtml">某某法院开展巡回审判</a> <a href="/about.jhtml">法院简介</a> <a href="/login">登录</a>
    <a href="/report.pdf">工作报告</a> <a href="javascript:;">图片新闻</a> <a href="/en/">English</a>
    <a href="/fyyw/index.jhtml">再次的要闻</a>
    """
    root = f"http://{HOST}"
    assert found(markup) == {"法院要闻": f"{root}/fyyw/index.jhtml", "司法调研": f"{root}/sfdy/index.jhtml"}


def test_a_more_is_called_by_the_words_beside_it() -> None:
    assert list(found('<div><h3>文明创建 <a href="/wmcj/index.jhtml">更多&gt;&gt;</a></h3></div>')) == ["文明创建"]
    assert found('<p>没有名字的地方一直写到很长很长很长<a href="/x/index.jhtml">more</a></p>') == {}


def test_other_hosts_are_named_and_not_taken() -> None:
    page = Page(f"http://{HOST}/", '<a href="http://gaoyuan.gov.cn/xw/index.jhtml">高院新闻</a>'.encode())
    assert navigation([page], JeecmsSpider, HOST).elsewhere == ("gaoyuan.gov.cn",)


@pytest.mark.parametrize("name", ["裁判文书", "执行公告", "开庭公告", "失信曝光", "庭审直播", "送达公告", "减刑假释"])
def test_lists_that_name_parties_are_known_by_their_names(name: str) -> None:
    assert Column(name, "http://a.example/x").is_of_cases


@pytest.mark.parametrize("name", ["法院要闻", "经验交流", "案例选登", "司法调研", "党建工作", "诉源治理"])
def test_news_is_not_taken_for_cases(name: str) -> None:
    assert not Column(name, "http://a.example/x").is_of_cases


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("http://a.cn/article/index/id/MzA/page/3.shtml", "http://a.cn/article/index/id/MzA.shtml"),
        ("http://a.cn/gzdt/index_4.jhtml", "http://a.cn/gzdt/index.jhtml"),
        ("http://a.cn/public/more.php?LocationID=0900&p=7", "http://a.cn/public/more.php?LocationID=0900&p=1"),
        ("http://a.cn/list_12_2.html", "http://a.cn/list_12_2.html"),
        ("http://a.cn/gzdt/", "http://a.cn/gzdt/"),
    ],
)
def test_a_list_begins_at_its_first_page(url: str, first: str) -> None:
    assert first_page(url) == first


def test_addresses_of_one_form_have_one_shape() -> None:
    assert shape("http://a.cn/article/index/id/A.shtml") == shape("http://a.cn/article/index/id/B%3D.shtml")
    assert shape("http://a.cn/a/index.jhtml") != shape("http://a.cn/a/b/index.jhtml")
    assert shape("http://a.cn/more.php?LocationID=1") != shape("http://a.cn/more.php?id=1")
