"""Pinyin glosses: dropped where they read the character before them, kept where they are text."""

from __future__ import annotations

import pytest

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
    ],
)
def test_a_real_bracket_is_kept(text: str) -> None:
    assert without_glosses(text) == (text, 0)


def test_every_gloss_is_counted() -> None:
    assert without_glosses("开(kāi)庭审(shěn)理")[1] == 2


def test_spans_hold_the_brackets_too() -> None:
    text = "开(kāi)庭"
    assert [text[start:end] for start, end in gloss_spans(text)] == ["(kāi)"]
