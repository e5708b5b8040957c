"""Header lines, in any order and punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.reading import header
from crawlers.reading.header import Header, is_date_line, is_field_line, is_label, is_visit_line, read_header


@pytest.mark.parametrize(
    ("text", "header"),
    [
        (
            "作者:林知远 陈可  发布时间:2024-11-29 08:09:52 打印 字号: | |",
            Header(author="林知远、陈可", published="2024-11-29T08:09:52"),
        ),
        ("作者： ctfyyjs     时间：2012-12-05 阅读：918", Header(author="ctfyyjs", published="2012-12-05", views=918)),
        ("发布时间:2021-10-21 14:51:17 点击量: 10233", Header(published="2021-10-21T14:51:17", views=10233)),
        (
            "2024-06-05 10:22:31 | 来源:示例法院报 | 作者:何雨",
            Header(published="2024-06-05T10:22:31", source="示例法院报", author="何雨"),
        ),
        ("【发布时间：2012-03-04】 【作者：林知远】【稿件来源：】", Header(published="2012-03-04", author="林知远")),
        ("2015-05-12 15:34:20 来源: 本站原创", Header(published="2015-05-12T15:34:20", source="本站原创")),
        ("发布时间：2023-10-23  访问次数：35,205", Header(published="2023-10-23", views=35205)),
        (
            "时间:2023-09-20 16:55:31来源:示例法制网作者:张亿",
            Header(published="2023-09-20T16:55:31", source="示例法制网", author="张亿"),
        ),
        ("编审:陈龙  责编:欧阳兰", Header(editor="欧阳兰")),
        ("发布时间:2024-04-07 | 作者:李胜 | 责任编辑:", Header(published="2024-04-07", author="李胜")),
        ("（责任编辑：和丽青）", Header(editor="和丽青")),
        ("责编：和丽青评论 12收藏A+ A-", Header(editor="和丽青")),
        ("责编：评论 12", Header()),
        ("2024-06-05 | 示例晚报", Header(published="2024-06-05", source="示例晚报")),
        ("2024-06-05 创始人", Header(published="2024-06-05")),
        ("來源：示例網　發佈時間：2025-01-25", Header(source="示例網", published="2025-01-25")),
        ("作　者：刘 国　　阅读次数(1,042)", Header(author="刘国", views=1042)),
        (
            "作者:青榕法院 法官助理 林知远、陈可",
            Header(author="林知远、陈可", unit="青榕法院"),
        ),
    ],
)
def test_fields_are_read(text: str, header: Header) -> None:
    assert read_header(text) == header


def test_the_date_of_a_newspaper_is_not_the_page_s() -> None:
    assert read_header("来源:《示例法院报》2024.6.5第8版") == Header(source="示例法院报 2024.6.5第8版")


_NARROW = str.maketrans("：（）　，【】", ":() ,[]")
_DAY = "2024-03-05"
_FORMS = {
    "稿源：青榕法院　发布日期：2024/3/5": Header(source="青榕法院", published=_DAY),
    "发布人：林　发布时间：2024-3-5 9:2:3　点击：12": Header(published="2024-03-05T09:02:03", views=12),
    "文：林知远 图：陈可 编辑：苏禾": Header(author="林知远", editor="苏禾"),
    "文/林知远 图/陈可": Header(author="林知远"),
    "文|林知远 编辑|苏禾": Header(author="林知远", editor="苏禾"),
    "文字：林知远　图片：陈可　编辑：苏禾": Header(author="林知远", editor="苏禾"),
    "撰稿人：林知远 核稿：王岩": Header(author="林知远"),
    "记者 林知远 通讯员 陈可 2024-03-05 08:10": Header(author="林知远、陈可", published="2024-03-05T08:10:00"),
    "通讯员林知远 陈可　2024-03-05": Header(author="林知远、陈可", published=_DAY),
    "编辑：苏禾　责任编辑：王岩": Header(editor="王岩"),
    "发布时间：一四年十一月三日 作者：林知远": Header(published="2014-11-03", author="林知远"),
    "发布时间：24-03-05　作者：林知远": Header(published=_DAY, author="林知远"),
    "更新时间：2024-03-09 10:00　发布时间：2024-03-05": Header(published=_DAY),
    "更新时间：2024-03-09": Header(published="2024-03-09"),
    "成文日期：2024-03-01　发布日期：2024-03-05": Header(published=_DAY),
    "2024年03月05日 08:09:52 星期二": Header(published="2024-03-05T08:09:52"),
    "2024-03-05 星期二 下午3:09": Header(published="2024-03-05T15:09:00"),
    "发布于：2024-03-05　阅读量 3.2万": Header(published=_DAY, views=32_000),
    "已有 231 人浏览 2024-03-05": Header(published=_DAY, views=231),
    "点击数：　日期：2024-03-05": Header(published=_DAY),
    "来源：示例法院报第3版 作者：何雨": Header(source="示例法院报第3版", author="何雨"),
    "来源：《示例法院报》2024年3月4日第3版 作者：何雨 发布时间：2024-03-05": Header(
        source="示例法院报 2024年3月4日第3版", author="何雨", published=_DAY
    ),
    "来源：《示例法院报》　2024-03-05": Header(source="示例法院报", published=_DAY),
    "来 源：青榕法院　作 者：林知远　日 期：2024-03-05": Header(source="青榕法院", author="林知远", published=_DAY),
}


@pytest.mark.parametrize("line", _FORMS)
def test_a_form_is_read_in_wide_and_narrow_marks(line: str) -> None:
    assert read_header(line) == _FORMS[line]
    assert read_header(line.translate(_NARROW)) == _FORMS[line]


def test_a_caption_names_no_author() -> None:
    assert read_header("图为庭审现场。本报记者 林知远 摄").author is None


def test_an_empty_field_does_not_swallow_the_next_line() -> None:
    assert read_header("责任编辑:\n会议现场") == Header()


def test_the_unit_that_an_author_belongs_to_is_no_author() -> None:
    assert read_header("作者单位:青榕县人民法院") == Header()


def test_gaps_are_filled_and_nothing_is_overwritten() -> None:
    first = Header(author="林知远", views=0)
    assert first.filled_from(Header(author="陈可", source="本站", views=9)) == Header(
        author="林知远", source="本站", views=0
    )


def test_header_lines_are_told_from_prose() -> None:
    assert is_field_line("作者：林知远　发布时间：2014-06-05")
    assert is_date_line("青榕法院  · 公众号  ·  2025-02-14 08:30")
    assert not is_field_line("近日，青榕法院审判时间：大大缩短，群众满意。")
    assert not is_date_line("2014年6月3日巡回审判侧记")
    assert not is_date_line("2014年6月3日，法庭在村口开庭。")


def test_the_banner_of_a_visit_is_told() -> None:
    assert is_visit_line("2026年11月21日 星期六 欢迎访问青榕法院网")
    assert not is_visit_line("发布时间：2024年3月5日 星期二")
    assert not is_visit_line("2024年3月5日")


def test_a_label_alone_is_told() -> None:
    assert is_label("发布时间")
    assert is_label("作　者：")
    assert not is_label("林知远")


@given(st.text(max_size=120) | st.text(alphabet="作者发布时间来源责任编辑:： 阅读2014-06/【】()\n林", max_size=80))
def test_no_text_breaks_the_parser(text: str) -> None:
    header = read_header(text)
    assert header.author is None or header.author.strip()
    assert header.views is None or header.views >= 0


@given(
    st.lists(st.sampled_from([*"作者来源编辑文图摄责 :/|]([20一", "点击", "阅读量", "本报记者", "通讯员", "张三"])).map(
        "".join
    )
)
def test_no_label_is_overlooked_where_a_line_is_told_to_have_none(line: str) -> None:
    if header._LABEL.search(line):
        assert header._MAY_HOLD_LABEL.search(line)
