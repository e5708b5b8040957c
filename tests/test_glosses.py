"""Pinyin glosses: dropped where they read the character before them, kept where they are text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.glosses import gloss_spans, without_glosses


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("法院開發(fā)了新平台", "法院開發了新平台"),
        ("法院開發(fa)了新平台", "法院開發了新平台"),
        ("法院开（kāi）庭", "法院开庭"),
        ("院墙外有绿(lǜ)树", "院墙外有绿树"),
        ("院墙外有绿(lv)树", "院墙外有绿树"),
        ("法( fǎ )院", "法院"),
        ("法(FǍ)院", "法院"),
        ("法(Fa)院", "法院"),
        ("法（ｆａ）院", "法院"),
        ("法(fa3)院", "法院"),
        ("绿(lü4)树", "绿树"),
        ("女(nv3)法官", "女法官"),
        ("开发(kāifā)区", "开发区"),
        ("开发（kāi fā）区", "开发区"),
        ("开发(kai1fa1)区", "开发区"),
        ("西安(xī'ān)法院", "西安法院"),
        ("人民法院(rén mín fǎ yuàn)", "人民法院"),
        ("（開發(fā)區(qū)）", "（開發區）"),
        ("法(fa\u030c)院", "法院"),
        ("改(ɡǎi)革", "改革"),
        ("银行(háng)与行(xíng)人", "银行与行人"),
    ],
)
def test_a_reading_of_the_character_before_is_dropped(text: str, plain: str) -> None:
    assert without_glosses(text)[0] == plain


@pytest.mark.parametrize(
    "text",
    [
        "沙龙（干警文化沙龙）开讲",
        "掌上法庭(APP)上线",
        "法(yuan)院",
        "法 (fa)院",
        "(fa)院",
        "A(fa)院",
        "法(fa院",
        "法()院",
        "法[fa]院",
        "法(FA)院",
        "世贸组织(WTO)规则",
        "微信(a)平台",
        "A(a)",
        "发(fa fa)展",
        "第一审程序(一)",
        "法院(fa)院",
        "开发(fakai)区",
        "法( )院",
        "法(3)院",
    ],
)
def test_a_real_bracket_is_kept(text: str) -> None:
    assert without_glosses(text) == (text, 0)


def test_every_gloss_is_counted() -> None:
    assert without_glosses("开(kāi)庭审(shěn)理")[1] == 2


def test_spans_hold_the_brackets_too() -> None:
    text = "开(kāi)庭"
    assert [text[start:end] for start, end in gloss_spans(text)] == ["(kāi)"]


_HAN = st.text("法院开庭审理发展区一二三人民司服务", min_size=1, max_size=8)
_NO_READING = st.sampled_from(
    [
        "(WTO)",
        "（APP）",
        "(一)",
        "（二）",
        "(A)",
        "A(a)",
        "(2024)",
        "(2)",
        "()",
        "(b)",
        "[fa]",
        "fa",
        "(干警文化沙龙)",
        " ",
    ]
)


@given(st.lists(st.one_of(_HAN, _NO_READING)).map("".join))
def test_a_text_without_glosses_is_never_changed(text: str) -> None:
    assert without_glosses(text) == (text, 0)


@given(st.text(max_size=60))
def test_nothing_but_brackets_behind_han_is_ever_dropped(text: str) -> None:
    plain, count = without_glosses(text)
    assert (plain == text) == (count == 0)
    assert [char for char in plain if "\u3400" <= char <= "\u9fff"] == [
        char for char in text if "\u3400" <= char <= "\u9fff"
    ]
