"""Header lines, in any order and punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.reading.header import Header, is_date_line, is_field_line, is_label, read_header


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
    assert read_header("来源:《示例法院报》2024.6.5第8版") == Header(source="示例法院报")


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


def test_a_label_alone_is_told() -> None:
    assert is_label("发布时间")
    assert is_label("作　者：")
    assert not is_label("林知远")


@given(st.text(max_size=120) | st.text(alphabet="作者发布时间来源责任编辑:： 阅读2014-06/【】()\n林", max_size=80))
def test_no_text_breaks_the_parser(text: str) -> None:
    header = read_header(text)
    assert header.author is None or header.author.strip()
    assert header.views is None or header.views >= 0
