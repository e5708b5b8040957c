"""The outline: headings in the forms courts use, nothing lost, anchors that stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.knowledge.sections import FEWEST_LEADS, LONGEST_HEADING, outline

PROSE = "法官每周三带着卷宗走进村里，请双方坐到同一张桌子前，当场听他们把话说完，再把能办的事办掉。"
PARAGRAPH = st.text(alphabet="一二三、（）是其法院茶山。！，：“”12. 年月日", max_size=60)


def _headings(*paragraphs: str) -> list[str | None]:
    return [section.heading for section in outline(paragraphs)]


@pytest.mark.parametrize(
    ("line", "depth"),
    [
        ("一、把板凳搬到茶山上", 1),
        ("第二，把板凳搬到茶山上", 1),
        ("十一、把板凳搬到茶山上", 1),
        ("（二）把板凳搬到茶山上", 2),
        ("(十)把板凳搬到茶山上", 2),
        ("3、把板凳搬到茶山上", 3),
        ("12．把板凳搬到茶山上", 3),
        ("（4）把板凳搬到茶山上", 4),
        ("一是把板凳搬到茶山上。", 4),
        ("其三，把板凳搬到茶山上。", 4),
        ("板凳法庭办在茶山上", 1),
    ],
)
def test_a_line_that_heads_gives_a_section_of_its_depth(line: str, depth: int) -> None:
    before, headed = outline([PROSE, line, PROSE])
    assert before.heading is None
    assert (headed.heading, headed.depth, headed.text) == (line, depth, PROSE)


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "2.5万元案款当天到账。",
        "十年来，法官换了三任。",
        "便民。",
        "法官说",
        "来源：青榕县人民法院",
        "二〇二四年六月十二日",
        "（林知远）",
        "通讯员：陈可",
        "法官来到村里，",
    ],
)
def test_a_line_that_is_prose_or_signs_off_heads_nothing(line: str) -> None:
    assert _headings(PROSE, line, PROSE) == [None]


def test_a_numbered_paragraph_heads_with_its_first_sentence() -> None:
    (section,) = outline(["一是把板凳搬到茶山上。法官与茶农坐在一起，当场把账算清。"])
    assert (section.heading, section.text) == ("一是把板凳搬到茶山上。", "法官与茶农坐在一起，当场把账算清。")


def test_a_numbered_paragraph_with_a_long_first_sentence_is_text() -> None:
    line = "1、" + "法官与茶农坐在一起" * 6 + "当场把账算清。"
    assert len(line) > LONGEST_HEADING
    assert [(section.heading, section.text) for section in outline([PROSE, line])] == [(None, f"{PROSE}\n{line}")]


def test_the_last_line_is_no_bare_heading() -> None:
    assert _headings(PROSE, "板凳法庭办在茶山上") == [None]


def test_lead_sentences_head_where_the_article_makes_a_habit_of_it() -> None:
    lines = [f"把门槛降{step}。{PROSE}" for step in ("到家门口", "到田埂上", "到船头上")]
    assert _headings(*lines) == ["把门槛降到家门口。", "把门槛降到田埂上。", "把门槛降到船头上。"]


def test_fewer_lead_sentences_are_prose() -> None:
    lines = [f"把门槛降{step}。{PROSE}" for step in ("到家门口", "到田埂上", "到船头上")][: FEWEST_LEADS - 1]
    assert _headings(*lines) == [None]


def test_paragraphs_stand_under_the_heading_before_them() -> None:
    sections = outline(["一、第一件事", "甲段落说完了。", "乙段落说完了。", "二、第二件事", "丙段落说完了。"])
    assert [section.text for section in sections] == ["甲段落说完了。\n乙段落说完了。", "丙段落说完了。"]


def test_a_heading_over_headings_has_no_text() -> None:
    assert [section.text for section in outline(["一、总的事", "（一）头一件", "法官来了。"])] == ["", "法官来了。"]


def test_an_article_without_text_has_no_sections() -> None:
    assert outline(["", "  "]) == ()


@given(st.lists(PARAGRAPH, max_size=8))
def test_the_sections_joined_are_the_article(paragraphs: list[str]) -> None:
    joined = "".join(f"{section.heading or ''}{section.text}" for section in outline(paragraphs))
    assert "".join(joined.split()) == "".join("".join(paragraphs).split())


@given(st.lists(PARAGRAPH, max_size=8))
def test_every_section_has_an_anchor_of_its_own(paragraphs: list[str]) -> None:
    anchors = [section.anchor for section in outline(paragraphs)]
    assert len(set(anchors)) == len(anchors)


def test_an_anchor_outlives_changes_elsewhere_in_the_article() -> None:
    kept = ["二、第二件事", "法官来了。"]
    (before,) = outline(kept)
    _, after = outline(["一、第一件事是后来补写的", *kept])
    assert after.anchor == before.anchor


def test_an_anchor_outlives_another_setting_of_the_same_text() -> None:
    assert outline(["一、把審判搬到茶山"])[0].anchor == outline(["一、把审判搬到茶山"])[0].anchor


def test_the_same_text_twice_has_two_anchors() -> None:
    one, other = outline(["一、同一件事", "一、同一件事"])
    assert other.anchor == f"{one.anchor}-2"


def test_a_label_with_its_value_heads_nothing() -> None:
    lines = ["活动时间：5月20日", "参加人员：全体茶农", "5月20日，法庭在茶山上举行开放日，六十名茶农走进了帐篷。"]
    assert [section.heading for section in outline(lines)] == [None]
