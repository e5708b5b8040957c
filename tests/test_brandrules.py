"""The rules by which brands are told, as data."""

from __future__ import annotations

import pytest

from index.knowledge.brandrules import OTHER, brand_rules

RULES = brand_rules()
TYPES = ["工作室", "工作法", "机制", "模式", "平台", "基地", "站点", "栏目", "项目", "队伍"]


def test_every_type_of_the_contract_but_the_last_has_its_words() -> None:
    assert sorted(rule.name for rule in RULES.types) == sorted(TYPES)
    assert OTHER == "其他"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("高山法官工作室", "工作室"),
        ("四步调解法", "工作法"),
        ("茶山驿站", "站点"),
        ("生态示范基地", "基地"),
        ("茶山夜话", "栏目"),
        ("茶山清单", "机制"),
        ("茶山小程序", "平台"),
        ("茶山说和团", "队伍"),
        ("茶山有约", None),
    ],
)
def test_the_end_of_a_name_tells_its_type(name: str, told: str | None) -> None:
    assert RULES.type_by("own", name) == told


@pytest.mark.parametrize(("tail", "told"), [("协作机制，成效明显", "机制"), ("巡回审理模式", "模式"), ("三个字", None)])
def test_the_words_behind_a_name_tell_its_type(tail: str, told: str | None) -> None:
    assert RULES.type_by("tail", tail) == told


def test_every_kind_of_verb_has_a_weight() -> None:
    assert set(RULES.verbs.groupindex) <= set(RULES.weights)


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("该院打造", "introduced"),
        ("该院设立", "founded"),
        ("该院开展", "performed"),
        ("被命名为", "named"),
        ("被称作", "nicknamed"),
        ("先后荣获", "given"),
        ("当好", "likened"),
        ("牢记", "urged"),
        ("参加", "joined"),
    ],
)
def test_a_verb_is_told_by_its_kind(before: str, kind: str) -> None:
    assert [match.lastgroup for match in RULES.verbs.finditer(before)][-1] == kind


@pytest.mark.parametrize("word", ["重庆", "概念", "录像", "平安建设", "设备"])
def test_a_verb_inside_another_word_is_none(word: str) -> None:
    assert not RULES.verbs.search(word)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("新时代枫桥经验", "label"),
        ("一站式", "label"),
        ("廉洁防火墙", "likeness"),
        ("沉浸式", "manner"),
        ("五个过硬", "counted"),
    ],
)
def test_what_is_no_name_is_known(name: str, kind: str) -> None:
    assert RULES.against[kind].search(name)


def test_a_name_that_only_holds_a_label_is_none() -> None:
    assert not RULES.against["label"].search("三农法律服务站")


@pytest.mark.parametrize("text", ["法" * 100_000, "“" * 100_000, "一是" * 50_000, "等" * 100_000, "甲，" * 50_000])
def test_no_pattern_runs_away(text: str) -> None:
    for pattern in (*RULES.against.values(), RULES.verbs, RULES.own, RULES.bare_suffix, RULES.boundary):
        pattern.search(text[:2000])
    RULES.lost_quote.search(text)
