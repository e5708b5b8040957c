"""A page's markup into an article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.reading.page import Page, UnreadablePage
from crawlers.reading.pagereader import Layout, NotAnArticle, read
from crawlers.sites import Site
from index.article import Article

URL = "http://a.example/1.html"
TEXT = (
    "6月3日上午，青榕法院溪口法庭到畲村开庭，邀请二十名村民旁听，当庭调解两起相邻权纠纷。\n"
    "庭后，法官就宅基地、山林界址等问题现场答疑，发放资料八十份。"
)
BODY = "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
TITLE = "把法庭搬到畲村去"
PAGES = sorted(Path(__file__).with_name("pages").glob("*/*.*ml"))


def article(markup: str, *layouts: Layout, site: Site | None = None) -> Article:
    return read(Page(URL, markup.encode()), url=URL, layouts=layouts, site=site)


def test_an_unknown_page_is_read_by_its_text() -> None:
    read_page = article(
        f"<title>{TITLE}_青榕县人民法院</title><ul><li><a>首页</a></li><li><a>要闻</a></li></ul>"
        f"<div>当前位置：<a>首页</a> &gt; 图片新闻</div><div>{TITLE}</div>"
        f"<div>作者：林知远　发布时间：2014-06-05 10:11:12</div><div>{BODY}</div><div>责任编辑：苏禾</div>"
        "<p>上一篇：<a>另一篇</a></p><p>青榕县人民法院 版权所有</p>"
    )
    assert (read_page.title, read_page.body) == (TITLE, TEXT)
    assert (read_page.author, read_page.editor) == ("林知远", "苏禾")
    assert (read_page.published, read_page.column) == ("2014-06-05T10:11:12", "图片新闻")


@pytest.mark.parametrize(
    "header",
    [
        "<dl><dt>作者：</dt><dd>林知远</dd><dt>发布时间：</dt><dd>2014-06-05</dd><dt>来源：</dt><dd></dd></dl>",
        "<table><tr><td>作者</td><td>林知远</td><td>发布时间</td><td>2014-06-05</td></tr></table>",
        "<div>【发布时间：2014-06-05】 【作者：林知远】 【稿件来源：】</div>",
        "<ul><li>2014年6月5日</li><li>作者：林知远</li></ul>",
    ],
)
def test_a_header_is_found_in_any_markup(header: str) -> None:
    read_page = article(f"<title>示例网</title><div>{TITLE}</div>{header}<div>{BODY}</div>")
    assert (read_page.title, read_page.body) == (TITLE, TEXT)
    assert (read_page.author, read_page.published, read_page.source) == ("林知远", "2014-06-05", None)


def test_a_layout_s_selectors_come_first() -> None:
    layout = Layout(title=".t", header=".h", body=".b", crumbs=".c", editor=".e")
    read_page = article(
        f"<p>{TEXT}</p><i class=c>首页 &gt; 案例选登</i><p class=t>今日庭审</p><p class=h>发布于 2014-06-05</p>"
        f"<div class=b>一段短短的话，仅此而已。可也算得上一篇短讯，不多不少。</div><p class=e>责编：苏禾</p>",
        layout,
    )
    assert read_page.title == "今日庭审"
    assert read_page.body == "一段短短的话，仅此而已。可也算得上一篇短讯，不多不少。"
    assert (read_page.published, read_page.column, read_page.editor) == ("2014-06-05", "案例选登", "苏禾")


def test_a_layout_without_text_is_passed_over() -> None:
    assert article(f"<h1>{TITLE}</h1><div class=b></div>{BODY}", Layout(body=".b")).body == TEXT


def test_a_first_line_that_repeats_the_title_is_dropped() -> None:
    markup = f"<h1 class=t>{TITLE}</h1><div class=b><p>{TITLE}</p>{BODY}</div>"
    assert article(markup, Layout(title=".t", body=".b")).body == TEXT


def test_the_government_s_meta_elements_fill_gaps() -> None:
    head = "".join(
        f"<meta name='{name}' content='{content}'>"
        for name, content in {
            "ArticleTitle": TITLE,
            "PubDate": "2014-06-05 10:11",
            "ContentSource": "青榕法院",
            "ColumnName": "图片新闻",
        }.items()
    )
    read_page = article(f"<head>{head}</head><body>{BODY}")
    assert (read_page.title, read_page.published) == (TITLE, "2014-06-05T10:11:00")
    assert (read_page.source, read_page.column) == ("青榕法院", "图片新闻")


def test_a_closing_line_signs_and_dates() -> None:
    read_page = article(f"<h1>{TITLE}</h1>{BODY}<p>（汪超）</p><p>一四年六月五日</p><p>来源：青榕县法院</p>")
    assert (read_page.author, read_page.published) == ("汪超", "2014-06-05")
    assert read_page.source == "青榕县法院"
    assert read_page.body == f"{TEXT}\n（汪超）\n一四年六月五日"


def test_an_event_or_the_day_of_the_visit_dates_nothing() -> None:
    visit = "<div>今天是2026年11月21日 星期六</div>"
    assert article(f"{visit}<h1>2014年6月3日巡回审判侧记</h1>{BODY}").published is None


def test_dates_of_neighbours_date_nothing() -> None:
    entries = "".join(f"<li><a>第{day}次开放日活动公告</a><span>2020-01-0{day}</span></li>" for day in range(1, 5))
    assert article(f"<ul>{entries}</ul><h1>{TITLE}</h1>{BODY}<ul>{entries}</ul>").published is None


def test_a_table_keeps_its_rows() -> None:
    table = "<table><tr><td>项目</td><td>2014年</td></tr><tr><td>到位率</td><td>61.4%</td></tr></table>"
    body = article(f"<h1>{TITLE}</h1><div>{BODY}{table}{BODY}</div>").body
    assert "\n项目 2014年\n到位率 61.4%\n" in body


def test_glosses_are_named_among_the_repairs() -> None:
    read_page = article(f"<h1>開發(fā)區(qū)謀劃明年工作</h1>{BODY}")
    assert (read_page.title, read_page.repairs) == ("開發區謀劃明年工作", ("mirror", "glosses"))
    assert article(f"<h1>{TITLE}</h1>{BODY}").repairs == ("mirror",)


def test_the_court_and_the_region_are_the_site_s() -> None:
    site = Site(
        name="qingrong",
        platform="generic",
        court="青榕县人民法院",
        start_urls=("http://a.example/",),
        province="福建",
        city="榕南市",
        county="青榕县",
    )
    read_page = article(f"<h1>{TITLE}</h1>{BODY}", site=site)
    assert read_page.court == "青榕县人民法院"
    assert (read_page.province, read_page.city, read_page.county) == ("福建", "榕南市", "青榕县")


def test_the_unit_of_a_byline_tells_the_court() -> None:
    byline = "<div>作者：永泰法院 法官助理 林知远　发布时间：2014-06-05</div>"
    markup = f"<h1>{TITLE}</h1>{byline}<p>近年来，经验渐多，本文就此作一分析，并提出三点建议。</p>"
    read_page = read(Page(URL, markup.encode()), url="http://a.fjcourt.gov.cn/1.html", layouts=(), site=None)
    assert (read_page.author, read_page.court) == ("林知远", "永泰县人民法院")
    assert read_page.province == "福建"


def test_a_short_real_item_and_a_text_without_title_are_articles() -> None:
    line = "6月3日，青榕法院溪口法庭揭牌，来宾到场祝贺。"
    short = f"<title>溪口法庭揭牌 - 示例法院网</title><h2>溪口法庭揭牌</h2><p>{line}</p>"
    assert article(short).title == "溪口法庭揭牌"
    assert article(f"<div>{BODY * 3}</div>").title is None


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("", "no body: 0 characters"),
        (f"<title>{TITLE}</title><h1>{TITLE}</h1><div>发布时间:2014-06-05</div>", "no body"),
        ("<h2>要闻</h2><p>共5条记录 第1页 示例站点内容均属虚构</p>", "no body"),
        ("<title>404 Not Found</title><h1>404 Not Found</h1><hr>nginx", "a notice of its server"),
        (
            "<title>系统提示</title><p>您访问的信息不存在或者已被删除，请返回首页重新选择要查看的内容，谢谢！</p>",
            "a notice",
        ),
        (
            "<title>用户登录</title><p>用户名 密码</p><p>如果您忘记了密码，请与系统管理员联系，谢谢。</p>",
            "a notice",
        ),
        ('{"code": 0, "data": [{"title": "青榕法院开展公众开放日活动，邀请村民旁听庭审。"}]}', "data for a program"),
        ("<h2>要闻</h2>" + "<li><a>青榕法院开展公众开放日活动</a> 2020-01-01</li>" * 8, "a list: 8 links"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(markup: str, reason: str) -> None:
    with pytest.raises(NotAnArticle, match=reason) as refused:
        article(markup)
    assert str(refused.value).endswith(".")


def test_binary_is_refused_as_unreadable() -> None:
    with pytest.raises(UnreadablePage):
        read(Page(URL, b"%PDF-1.4\x00\x01\x02"), url=URL, layouts=(), site=None)


MARKUP = re.compile(r"</?[a-z][^<>]*>|[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff]", re.IGNORECASE)


@settings(max_examples=60, deadline=None)
@given(
    body=st.sampled_from([page.read_bytes() for page in PAGES]),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 80), st.binary(max_size=12)), max_size=8),
)
def test_a_mutilated_page_gives_clean_text_or_a_reason(body: bytes, cuts: list[tuple[float, int, bytes]]) -> None:
    for where, length, put in cuts:
        place = int(where * len(body))
        body = body[:place] + put + body[place + length :]
    try:
        read_page = read(Page(URL, body), url=URL, layouts=(), site=None)
    except (NotAnArticle, UnreadablePage):
        return
    values = (read_page.title, read_page.subtitle, read_page.author, read_page.source, read_page.column)
    assert not MARKUP.search(read_page.body)
    assert not any(MARKUP.search(value) for value in values if value)


def test_a_login_name_and_a_short_year_are_noted() -> None:
    read_page = article(f"<h1>{TITLE}</h1><p>作者：qrfyyjs　时间：一四年六月五日</p>{BODY}")
    assert (read_page.author, read_page.published) == ("qrfyyjs", "2014-06-05")
    assert read_page.repairs == ("mirror", "short-year", "login-author")


def test_the_banner_of_the_visit_dates_nothing() -> None:
    banner = "<p>2026年11月21日 星期六 欢迎访问青榕法院网</p>"
    assert article(f"{banner}<h1>{TITLE}</h1><p>作者：林知远</p>{BODY}").published is None


def test_what_readers_wrote_is_no_text() -> None:
    comment = "<p>审判席摆到家门口，群众听得明白，这样的法庭越多越好，希望坚持下去，也来我们村里开一次。</p>" * 9
    assert article(f"<h1>{TITLE}</h1><p>2014-06-05</p>{BODY}<h3>热门评论 9条</h3>{comment}").body == TEXT


def test_a_link_beside_the_text_is_none_of_it() -> None:
    above = "<p>巡回审判进行时，敬请关注后续报道</p><p><a href='/1'>另一篇的标题</a></p>"
    assert "另一篇" not in article(f"<h1>{TITLE}</h1><div class=b>{above}{BODY}</div>", Layout(body=".b")).body


def test_whose_site_it_is_tells_the_court_of_its_own_news() -> None:
    for line in ("欢迎光临 黄冈市罗田县人民法院网站", "罗田县人民法院 版权所有", "主办单位：罗田县人民法院"):
        assert (
            article(f"<title>{TITLE}</title><h1>{TITLE}</h1>{BODY.replace('青榕法院', '我院')}<p>{line}</p>").county
            == "罗田县"
        )
    owned = article(f"<h1>{TITLE}</h1>{BODY.replace('青榕法院', '我院')}<p>主办单位：最高人民法院</p>")
    assert owned.court is None


def test_an_account_is_no_column() -> None:
    above = "<div><a>好文</a> › <a>专栏</a> › 山里法声</div>"
    head = f"<h1>{TITLE}</h1><div>山里法声 · 公众号 · 2014-06-05</div>"
    assert article(f"{above}{head}{BODY}").column is None


def test_what_a_copy_adds_around_the_text_is_none_of_it() -> None:
    added = f"<p>原标题：{TITLE}</p>{BODY}<p>作者：林知远</p><p>声明：转载是为了传递信息，如有问题请联系我们。</p>"
    read_page = article(f"<h1>{TITLE}</h1><p>2014-06-05山城融媒</p>{added}")
    assert (read_page.body, read_page.author, read_page.source) == (TEXT, "林知远", "山城融媒")


def test_a_day_that_the_text_speaks_of_opens_it() -> None:
    opening = "今天是国家宪法日。一大早，法庭的干警就来到集市，向赶集群众宣传宪法。"
    assert article(f"<h1>{TITLE}</h1><p>2014-12-04</p><p>{opening}</p>{BODY}").body == f"{opening}\n{TEXT}"


def test_words_without_a_title_or_a_sentence_are_no_article() -> None:
    words = "".join(f"<p>渔港里的候潮庭椰林深处的巡回车{number}</p>" for number in range(6))
    with pytest.raises(NotAnArticle, match="no body"):
        article(f"<div>{words}</div>")


def test_an_entry_of_a_list_below_the_text_is_none_of_it_and_a_signature_is() -> None:
    signed = f"<h1>{TITLE}</h1>{BODY}<p>青榕县人民法院 2014-06-05</p>"
    assert article(f"{signed}<div>院长下乡来走访 02-18</div>").body == f"{TEXT}\n青榕县人民法院 2014-06-05"


@pytest.mark.parametrize("title", ["一张调解协议背后的故事", "<a href='/2'>一张调解协议背后的故事</a>"])
def test_what_is_left_of_a_torn_list_is_none_of_the_text(title: str) -> None:
    torn = f"<div class=b>{BODY}<p>据统计，溪口法庭一年办案四百七</a></li><li>{title}</a></li>"
    read_page = article(f"<h1>{TITLE}</h1>{torn}{BODY}</div>", Layout(body=".b"))
    assert read_page.body == f"{TEXT}\n据统计，溪口法庭一年办案四百七\n{TEXT}"
    items = "".join(f"<li>{line}</li>" for line in TEXT.split("\n"))
    assert article(f"<h1>{TITLE}</h1>{items}<li>{title}</li>").body == TEXT


def test_the_items_of_a_list_within_the_text_are_text() -> None:
    items = "<ul><li>溪口法庭</li><li>畲村调解室</li></ul>"
    assert article(f"<h1>{TITLE}</h1>{BODY}{items}{BODY}").body == f"{TEXT}\n溪口法庭\n畲村调解室\n{TEXT}"


@pytest.mark.parametrize("frame", ["<p>发布时间：2014-06-05　作者：林知远</p>", "<p>版权所有：青榕县人民法院</p>"])
def test_a_link_beside_a_second_header_or_a_footer_is_none_of_the_text(frame: str) -> None:
    link = "<p><a href='/2'>先进典型</a></p>"
    lines = article(f"<h1>{TITLE}</h1><div class=b>{BODY}{link}{frame}{BODY * 2}</div>", Layout(body=".b")).paragraphs
    assert lines.count("先进典型") == 0
    assert "先进典型" in article(f"<h1>{TITLE}</h1>{BODY}{link}{BODY}").paragraphs


def test_what_stands_before_a_second_head_is_none_of_the_text() -> None:
    again = f"<p>院长下乡来走访</p><p>{TITLE}</p><p>发布时间：2014-06-05　作者：林知远</p>"
    lines = article(f"<h1>{TITLE}</h1><div class=b>{BODY}{again}{BODY * 2}</div>", Layout(body=".b")).paragraphs
    assert {"院长下乡来走访", TITLE}.isdisjoint(lines)
    assert "院长下乡来走访" in article(f"<h1>{TITLE}</h1>{BODY}<p>院长下乡来走访</p>{BODY}").paragraphs
