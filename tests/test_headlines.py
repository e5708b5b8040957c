"""Titles, apart from the names of sites and columns."""

from __future__ import annotations

import pytest
from parsel import Selector

from crawlers.reading.blocks import blocks_of
from crawlers.reading.headlines import find_headline, is_site_name, without_site
from crawlers.reading.metadata import read_metadata


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("板凳法庭进畲村 - 青榕县人民法院", "板凳法庭进畲村"),
        ("板凳法庭进畲村_新闻中心_青榕县人民法院网", "板凳法庭进畲村"),
        ("青榕县人民法院 - 板凳法庭进畲村", "板凳法庭进畲村"),
        ("板凳法庭进畲村_科技_示例网", "板凳法庭进畲村"),
        ("重点培育2-3名审判专家-示例法治网", "重点培育2-3名审判专家"),
        ("青榕县人民法院获评全省优秀法院", "青榕县人民法院获评全省优秀法院"),
        ("青榕县人民法院", None),
        ("示例法院网", None),
        ("欢迎光临青榕县人民法院网站", None),
        ("首页", None),
    ],
)
def test_a_head_without_its_site(head: str, title: str | None) -> None:
    assert without_site(head) == title


def test_a_long_title_is_no_site_name() -> None:
    assert not is_site_name("拓宽民意沟通渠道 示例法院网望海频道开通")


def headline(markup: str, until: int) -> tuple[str | None, str | None]:
    page = Selector(text=markup)
    found = find_headline(blocks_of(page), read_metadata(page).titles, until=until)
    return found.title, found.subtitle


def test_the_line_above_the_header_is_the_title_without_any_other_hint() -> None:
    lines = "<div>通知公告</div><div>板凳法庭进畲村</div><div>时间：2014-06-05</div><p>正文。</p>"
    markup = f"<title>青榕县人民法院</title>{lines}"
    assert headline(markup, 3) == ("板凳法庭进畲村", None)


def test_the_banner_of_the_site_is_no_title() -> None:
    markup = "<h1>青榕县人民法院</h1><h3>板凳法庭进畲村</h3><p>正文。</p>"
    assert headline(markup, 2) == ("板凳法庭进畲村", None)


def test_two_lines_are_joined_as_the_head_joins_them() -> None:
    lines = "<h1>溪口法庭深入畲村<br>审判席摆到茶园</h1><p>——巡回审判纪实</p><p>正文。</p>"
    assert headline(lines, 3) == ("溪口法庭深入畲村 审判席摆到茶园", "巡回审判纪实")
    head = "<title>溪口法庭深入畲村审判席摆到茶园_示例法院网</title>"
    assert headline(head + lines, 3)[0] == "溪口法庭深入畲村审判席摆到茶园"


def test_a_line_that_ends_in_a_colon_is_followed_by_the_rest() -> None:
    head = "<title>溪口法庭：审判席摆到茶园</title>"
    assert (
        headline(f"{head}<h1>溪口法庭：</h1><h1>审判席摆到茶园</h1><p>正文。</p>", 2)[0] == "溪口法庭：审判席摆到茶园"
    )


def test_a_shorter_form_of_the_title_is_no_line_of_it() -> None:
    head = "<title>溪口法庭进畲村 审判席摆到茶园</title>"
    lines = "<h2>溪口法庭</h2><h1>溪口法庭进畲村 审判席摆到茶园</h1><p>正文。</p>"
    assert headline(head + lines, 2)[0] == "溪口法庭进畲村 审判席摆到茶园"


def test_a_note_in_brackets_below_the_title_is_none_of_it() -> None:
    lines = "<h1>青榕县人民代表大会<br>关于巡回审判的决议<br>（2024年1月2日通过）</h1><p>正文。</p>"
    assert headline(lines, 3)[0] == "青榕县人民代表大会 关于巡回审判的决议"


def test_a_page_without_title_has_none() -> None:
    assert headline("<title>青榕县人民法院</title><a>首页</a><p>图为庭审现场</p><p>正文。</p>", 2) == (None, None)


def test_the_head_serves_where_the_page_shows_no_title() -> None:
    meta = "<head><meta name='ArticleTitle' content='板凳法庭进畲村'><title>示例网</title></head><p>正文。</p>"
    assert headline(meta, 0) == ("板凳法庭进畲村", None)
