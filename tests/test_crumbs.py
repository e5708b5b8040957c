"""The path to a page and its column."""

from __future__ import annotations

import pytest
from parsel import Selector

from crawlers.reading.blocks import blocks_of
from crawlers.reading.crumbs import column_in, crumb_trail, is_crumbs


@pytest.mark.parametrize(
    ("trail", "column"),
    [
        ("当前位置: 首页 > 新闻中心 > 图片新闻", "图片新闻"),
        ("您的位置：石梁法院网 > 司法调研 > 详细", "司法调研"),
        ("您当前位置是:首页 -> 示例法院网 -> 新闻中心 -> 媒体聚焦", "媒体聚焦"),
        ("当前位置: 网站首页 >> 党建工作 >> 文明创建", "文明创建"),
        ("首页 » 工作动态 »", "工作动态"),
        ("首页> 法治频道> 理论·实践 > 正文", "理论·实践"),
        ("首頁  ?  新聞頻道  ?  國內新聞", "國內新聞"),
        ("您现在的位置：首页 - 新闻中心 - 法院要闻", "法院要闻"),
        ("位置：首页→理论研讨→浏览文章", "理论研讨"),
        ("您现在的位置： 首页 > 新闻动态 > 查看新闻", "新闻动态"),
        ("您的位置：首页 -- 案例评析 -- 文章内容", "案例评析"),
        ("首页｜庭审直播｜正文", "庭审直播"),
        ("示例网 > > 正文", None),
        ("首页/法治/案件/正文", "案件"),
        ("首页 > 海风海事法院", None),
        ("好文 › 专栏 › 青榕中院", None),
        ("法治 > 专栏 > 正文", "法治"),
        ("当前位置：首页 > 板凳法庭进畲村", None),
        ("当前位置：首页", None),
        ("首页 > 案例选登 > 青榕县人民法院", "案例选登"),
    ],
)
def test_the_last_real_crumb_is_the_column(trail: str, column: str | None) -> None:
    assert is_crumbs(trail)
    assert column_in(trail, title="板凳法庭进畲村") == column


def test_crumbs_can_be_refused() -> None:
    assert column_in("首页 > 要闻 > 本院", title=None, reject=["本院"]) == "要闻"


@pytest.mark.parametrize("text", ["法庭位置优越，交通便利。", "立案→调解→审判", "6月3日，当前位置偏远的畲村有了法庭。"])
def test_prose_is_no_path(text: str) -> None:
    assert not is_crumbs(text)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>首页| 要闻| 调研</div><div>您的位置：<a>首页</a> &gt; <a>要闻</a></div>",
        "<ul><li>当前位置：</li><li><a>首页</a></li><li>&gt;</li><li>要闻</li></ul>",
        "<ol class='breadcrumb'><li>首页</li><li>要闻</li></ol>",
    ],
)
def test_the_path_is_found_in_any_markup(markup: str) -> None:
    trail = crumb_trail(blocks_of(Selector(text=markup)))
    assert trail
    assert column_in(trail, title=None) == "要闻"


@pytest.mark.parametrize("around", ["<table><tr><td>{}</td></tr></table>", "<ul><li>{}</li></ul>"])
def test_what_follows_the_path_in_the_same_cell_is_none_of_it(around: str) -> None:
    markup = around.format("首页 &gt; 要闻<br>巡回审判侧记<br>2020-01-01<div>作者：林知远</div>")
    trail = crumb_trail(blocks_of(Selector(text=markup)))
    assert trail == "首页 > 要闻"


def test_a_page_without_a_path() -> None:
    assert crumb_trail(blocks_of(Selector(text="<p>近日，法庭开庭。</p>"))) is None
