"""Navigation: the columns that a site's own links lead to, news apart from lists of cases and from services."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from parsel import Selector

from crawlers.platforms.platform import PlatformSpider
from crawlers.platforms.publishing import joined
from crawlers.reading.blocks import clean_text
from crawlers.reading.page import Page
from crawlers.urls import host_of

_CASES = re.compile(
    r"文书|執行|执行|失信|老赖|曝光|开庭|開庭|庭审|庭審|公告|送达|拍卖|悬赏|限制消费|限制高消费|立案信息|案件信息|"
    r"减刑|假释|破产信息|当事人"
)
_SERVICES = re.compile(
    r"首\s*页|首\s*頁|主页|[上下末尾]\s*[一]?\s*页|登\s*录|注册|查询|搜索|检索|缴费|预约|网上|诉讼(?:服务|指南|费用|须知)|"
    r"律师|保全|鉴定|直播|视频|音频|微电影|电子报|下载|简介|概况|机构|领导|名录|名册|联系|地图|信箱|邮箱|留言|投诉|关于|"
    r"版权|声明|微博|微信|客户端|法律法规|友情|收藏|无障碍|繁体|简体|返回|打印|关闭|意见|导航"
)
_NEWS = re.compile(
    r"新闻|要闻|动态|快讯|头条|时讯|资讯|資訊|发布|工作|总结|计划|经验|交流|调研|案例|党建|文化|文明|队伍|建设|风采|"
    r"荣誉|宣传|聚焦|媒体|传真|简报|法庭|研究"
)
_MORE = re.compile(r"\W*(?:查看)?(?:更\s*多|more)\W*", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_EDGES = " \u3000·•|｜>＞»›-–—[]【】()（）:：.。、*#+"
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|zip|rar|7z|jpe?g|png|gif|bmp|mp[34]|wmv|avi|apk|xml|rss)$", re.IGNORECASE
)
_LATER_PAGE = re.compile(r"/page/\d+(?=\.s?html?$)|(?<=/index)_\d+(?=\.\w+$)|(?<=/list)_\d+(?=\.\w+$)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?<=[?&])(p|page|pageno|pageindex)=\d+(?=&|$)", re.IGNORECASE)
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A list of articles as the site calls it, and where it begins."""

    name: str
    url: str

    @property
    def is_of_cases(self) -> bool:
        """Tell whether the name is that of a list of cases, which name their parties."""
        return bool(_CASES.search(self.name))

    @property
    def sounds_like_news(self) -> bool:
        """Tell whether the name is one that news bear."""
        return bool(_NEWS.search(self.name))


@dataclass(frozen=True, slots=True)
class Navigation:
    """The columns that pages link to, the lists of cases among them, and the hosts that other such links lead to."""

    columns: tuple[Column, ...] = ()
    cases: tuple[Column, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(slots=True)
class _Links:
    """Columns as they are found, each URL once under its first name."""

    found: dict[str, Column] = field(default_factory=dict)
    elsewhere: dict[str, None] = field(default_factory=dict)


def navigation(pages: Iterable[Page], spider: type[PlatformSpider], host: str) -> Navigation:
    """The columns on ``host`` that the pages link to, in order; articles, files and services are none."""
    links = _Links()
    for page in pages:
        for anchor in page.selector.css("a[href]"):
            _add(links, page.url, anchor, spider, host)
    columns = tuple(links.found.values())
    return Navigation(
        tuple(column for column in columns if not column.is_of_cases),
        tuple(column for column in columns if column.is_of_cases),
        tuple(links.elsewhere),
    )


def first_page(url: str) -> str:
    """The address at which a list begins, of which a later page is given."""
    return _PAGE_NUMBER.sub(r"\1=1", _LATER_PAGE.sub("", url))


def shape(url: str) -> tuple[object, ...]:
    """What the addresses of a platform's lists have in common: depth, suffix, names of the query."""
    parts = urlsplit(url)
    return parts.path.count("/"), parts.path.rpartition("/")[2].rpartition(".")[2], *dict(parse_qsl(parts.query))


def _add(links: _Links, base: str, anchor: Selector, spider: type[PlatformSpider], host: str) -> None:
    name = _name(anchor)
    url = joined(base, anchor.attrib["href"])
    if not name or not url or spider.is_detail(url) or _FILE.search(urlsplit(url).path):
        return
    if host_of(url) != host:
        links.elsewhere.setdefault(host_of(url))
        return
    url = spider.canonical_url(first_page(url))
    if urlsplit(url).path.strip("/") or urlsplit(url).query:
        links.found.setdefault(url, Column(name, url))


def _name(anchor: Selector) -> str:
    """What a link calls a column, a “more” by the words beside it; empty where it is no column's name."""
    text = clean_text(anchor.xpath("string()").get() or "")
    if _MORE.fullmatch(text):
        text = _beside(anchor, text)
    name = text.strip(_EDGES)
    is_name = len(name) <= _LONGEST_NAME and _HAN.search(name) and not _SERVICES.search(name)
    return name if is_name else ""


def _beside(anchor: Selector, text: str) -> str:
    around = (
        clean_text(element.xpath("string()").get() or "") for element in anchor.xpath("ancestor::*[position()<4]")
    )
    near = [each.replace(text, "", 1).strip(_EDGES) for each in around]
    return next((each for each in reversed(near) if 1 < len(each) <= _LONGEST_NAME), "")
