"""The kind of an article."""

from __future__ import annotations

import re
import time

import pytest

from index.knowledge.kinds import DEFAULT_KIND, PARTS, Cue, KindRule, kind_of, kind_rules

KINDS = ("经验做法", "工作总结", "工作计划", "司法调研", "表彰荣誉", "新闻动态", "典型案例")


def _rule(name: str, part: str, form: str, *, weight: int = 1, most: int = 1) -> KindRule:
    return KindRule(name, (Cue(part, weight, re.compile(form), most),))


def _kind(rules: tuple[KindRule, ...], column: str | None = None, title: str | None = None, body: str = "") -> str:
    return kind_of(column=column, title=title, body=body, rules=rules)


def test_there_is_a_rule_for_every_kind() -> None:
    assert sorted(rule.name for rule in kind_rules()) == sorted(KINDS)
    assert DEFAULT_KIND in KINDS


def test_every_cue_looks_at_a_part_that_there_is() -> None:
    assert {cue.part for rule in kind_rules() for cue in rule.cues} <= {*PARTS}


def test_nothing_that_speaks_for_a_kind_makes_it_news() -> None:
    assert _kind(kind_rules(), body="茶山的早晨很静。") == DEFAULT_KIND
    assert _kind(kind_rules()) == DEFAULT_KIND


@pytest.mark.parametrize(
    ("part", "body"),
    [
        ("opening", "子丑。寅卯。"),
        ("lead", "寅卯。子丑。"),
        ("headings", "寅卯。\n子丑\n寅卯。"),
        ("text", f"{'寅卯。' * 100}子丑。"),
    ],
)
def test_a_cue_is_found_in_its_part_of_the_body(part: str, body: str) -> None:
    assert _kind((_rule("甲", part, "子丑"),), body=body) == "甲"


@pytest.mark.parametrize(
    ("part", "body"),
    [
        ("opening", "寅卯。子丑。"),
        ("lead", f"{'寅卯。' * 100}子丑。"),
        ("headings", "寅卯，子丑。"),
        ("title", "子丑。"),
    ],
)
def test_a_cue_is_not_found_elsewhere(part: str, body: str) -> None:
    assert _kind((_rule("甲", part, "子丑"),), body=body) == DEFAULT_KIND


@pytest.mark.parametrize(
    "body",
    [
        "青榕新闻网讯（记者 林知远）近日，法院开庭。",
        "本报讯 通讯员林知远报道：近日，法院开庭。",
        "▲法庭外景 供图\n近日，法院开庭。",
        "图①：法官在茶山\n近日，法院开庭。",
        "法庭全景\n近日，法院开庭。",
    ],
)
def test_an_opening_is_without_dateline_and_captions(body: str) -> None:
    assert _kind((_rule("甲", "opening", "^近日"),), body=body) == "甲"


def test_the_heaviest_kind_wins() -> None:
    rules = (_rule("甲", "column", "栏", weight=2), _rule("乙", "title", "题", weight=3))
    assert _kind(rules, "栏", "题") == "乙"


def test_a_word_counts_once() -> None:
    rules = (_rule("甲", "text", "子", most=3), _rule("乙", "text", "丑|寅", most=3))
    assert _kind(rules, body="子子子子丑寅") == "乙"


def test_different_words_count_as_often_as_the_cue_says() -> None:
    rules = (_rule("甲", "text", "子|丑|寅", most=2), _rule("乙", "title", "题", weight=3))
    assert _kind(rules, title="题", body="子丑寅") == "乙"


def test_the_earlier_rule_wins_a_draw() -> None:
    assert _kind((_rule("甲", "title", "题"), _rule("乙", "title", "题")), title="题") == "甲"


def test_rules_see_normal_forms() -> None:
    assert _kind((_rule("甲", "title", '"审判"'),), title="「審 判」") == "甲"


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


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("经验做法", "青榕县人民法院推行“板凳法庭”机制，把庭审搬到茶山上。"),
        ("新闻动态", "6月3日，青榕县人民法院把“板凳法庭”搬到茶山上，公开开庭审理一起林权纠纷。"),
        ("表彰荣誉", "近日，青榕县人民法院溪口法庭被省高级人民法院授予“先进集体”称号。"),
        ("新闻动态", "近日，临沚法院一行来到青榕县人民法院考察。该院先后荣获“先进集体”等称号。"),
        ("工作总结", "1月9日，青榕法院召开2023年总结大会。全年共受理案件4120件，审结4003件。"),
        ("工作计划", "1月9日，青榕法院召开会议，研究2024年重点工作，对下一步工作提出三点要求。"),
        ("司法调研", "文章以青榕县三年间的林权案件为样本，分析其成因。"),
        ("典型案例", "赵某将邻居钱某诉至法院，请求赔偿。法院审理认为，钱某没有过错，判决驳回。"),
    ],
)
def test_an_opening_alone_tells_the_kind(kind: str, body: str) -> None:
    assert _kind(kind_rules(), body=body) == kind


@pytest.mark.parametrize("filling", ["法院", "1月", "原告", '"', "为", "(", "20", "年", "以", "一是", "被", "获", "诉"])
def test_no_text_takes_long(filling: str) -> None:
    start = time.process_time()
    long = filling * (100_000 // len(filling))
    _kind(kind_rules(), long[:2000], long[:2000], long)
    assert time.process_time() - start < 2
