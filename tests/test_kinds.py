"""The kind of an article."""

from __future__ import annotations

import re

import pytest

from index.knowledge.kinds import DEFAULT_KIND, KindRule, kind_of, kind_rules

KINDS = ("经验做法", "工作总结", "工作计划", "司法调研", "表彰荣誉", "新闻动态", "典型案例")

NEVER = re.compile("(?!)")


def _rule(name: str, *, column: str = "", title: str = "", text: str = "") -> KindRule:
    return KindRule(name, *(re.compile(pattern) if pattern else NEVER for pattern in (column, title, text)))


def _kind(rules: tuple[KindRule, ...], column: str | None = None, title: str | None = None, body: str = "") -> str:
    return kind_of(column=column, title=title, body=body, rules=rules)


def test_there_is_a_rule_for_every_kind() -> None:
    assert sorted(rule.name for rule in kind_rules()) == sorted(KINDS)
    assert DEFAULT_KIND in KINDS


def test_nothing_that_speaks_for_a_kind_makes_it_news() -> None:
    assert _kind(kind_rules(), body="茶山的早晨很静。") == DEFAULT_KIND


def test_the_title_weighs_more_than_the_column() -> None:
    assert _kind((_rule("甲", column="栏"), _rule("乙", title="题")), "栏", "题") == "乙"


def test_the_column_weighs_more_than_two_words_of_the_text() -> None:
    assert _kind((_rule("甲", text="子|丑"), _rule("乙", column="栏")), "栏", body="子丑") == "乙"


def test_a_word_of_the_text_counts_once() -> None:
    assert _kind((_rule("甲", text="子"), _rule("乙", text="丑|寅")), body="子子子子丑寅") == "乙"


def test_many_words_of_the_text_do_not_outweigh_the_title() -> None:
    assert (
        _kind((_rule("甲", text="子|丑|寅|卯|辰|巳"), _rule("乙", title="题")), title="题", body="子丑寅卯辰巳") == "乙"
    )


def test_the_earlier_rule_wins_a_draw() -> None:
    assert _kind((_rule("甲", title="题"), _rule("乙", title="题")), title="题") == "甲"


def test_rules_see_normal_forms() -> None:
    assert _kind((_rule("甲", title='"审判"'),), title="「審 判」") == "甲"


@pytest.mark.parametrize(
    ("kind", "title", "body"),
    [
        ("典型案例", "邻里采光权纠纷案", "【基本案情】原告住在二楼。法院判决如下。"),
        ("工作计划", "青榕法院谋划明年工作要点", "下一年度，我院力争办好三件实事。"),
        ("工作总结", "青榕法院上半年工作总结", "半年来，我院受理各类案件两千余件，同比上升一成。"),
        ("司法调研", "关于山区送达难的调研与对策", "笔者走访了三个法庭，存在的问题有四个，原因分析如下。"),
        ("表彰荣誉", "青榕法院荣获全省先进集体称号", "会上宣读了表彰决定，溪口法庭被授予荣誉称号。"),
        ("经验做法", "打造茶山上的解纷新模式", "近年来，法院探索“板凳法庭”做法。一是下沉，二是联动。"),
        ("新闻动态", "青榕法院召开干警大会", "近日，青榕法院召开大会，会议强调要守住底线。"),
    ],
)
def test_a_clear_article_gets_its_kind(kind: str, title: str, body: str) -> None:
    assert _kind(kind_rules(), title=title, body=body) == kind
