"""Suggestions: by characters, by pinyin, by its first letters, in bounded number."""

from __future__ import annotations

import pytest

from index import suggesting
from index.engines.engine import Titles
from index.suggesting import MOST_SUGGESTED, Suggestions

COURTS = ("霍邱县人民法院", "雅安市名山区人民法院", "六安市中级人民法院")
TITLES = ("霍邱：把法庭搬到田边", "诉源治理在茶山", "Ｏｐｅｎ日", "诉源治理在茶山")


def _texts(typed: str) -> list[str]:
    return [suggestion.text for suggestion in Suggestions(COURTS, (), Titles.of(TITLES)).matching(typed)]


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("霍邱", ["霍邱县人民法院", "霍邱：把法庭搬到田边"]),
        ("霍邱法院", ["霍邱县人民法院"]),
        ("hqfy", ["霍邱县人民法院"]),
        ("huoqiu", ["霍邱县人民法院", "霍邱：把法庭搬到田边"]),
        ("HUOQIU", ["霍邱县人民法院", "霍邱：把法庭搬到田边"]),
        ("mingshan", ["雅安市名山区人民法院"]),
        ("uoqiu", []),
        ("suyuan", ["诉源治理在茶山"]),
        ("syzl", ["诉源治理在茶山"]),
        ("chashan", ["诉源治理在茶山"]),
        ("zlz", ["诉源治理在茶山"]),
        ("lz", []),
        ("訴源", ["诉源治理在茶山"]),
        ("open", ["Ｏｐｅｎ日"]),
        ("名山法院", ["雅安市名山区人民法院"]),
        ("msfy", ["雅安市名山区人民法院"]),
        ("lazy", ["六安市中级人民法院"]),
        ("h", ["霍邱县人民法院", "霍邱：把法庭搬到田边"]),
        ("渔船", []),
        ("", []),
        ("\u200b", []),
    ],
)
def test_what_is_typed_so_far_has_suggestions(typed: str, texts: list[str]) -> None:
    assert _texts(typed) == texts


@pytest.mark.parametrize(
    ("letters", "texts"),
    [
        ("jingyexianzhi", ["竞业限制"]),
        ("JingYeXianZhi", ["竞业限制"]),
        ("jyxz", ["竞业限制", "敬业小组"]),
        ("jingyexian", ["竞业限"]),
        ("jingyexianz", []),
        ("ingye", []),
        ("bdft", ["板凳法庭"]),
        ("dft", ["凳法庭"]),
        ("cs", []),
        ("xz", []),
        ("chashan", ["茶山"]),
        ("竞业", []),
        ("j" * 200, []),
        ("", []),
    ],
)
def test_letters_spell_what_stands_in_brands_and_titles(letters: str, texts: list[str]) -> None:
    titles = ("员工竞业限制怎么判", "竞业限制与茶山", "茶山在此", "敬业小组长")
    assert Suggestions(COURTS, ("板凳法庭",), Titles.of(titles)).spelt(letters) == texts


def test_what_most_titles_have_is_spelt_first() -> None:
    assert Suggestions((), (), Titles.of(("茶山行", "查山行", "查山行"))).spelt("csx") == ["查山行", "茶山行"]


def test_a_suggestion_says_what_it_is() -> None:
    kinds = [suggestion.kind for suggestion in Suggestions(COURTS, (), Titles.of(TITLES)).matching("霍邱")]
    assert kinds == ["court", "title"]


def test_those_that_begin_so_come_first() -> None:
    suggestions = Suggestions((), (), Titles.of(("在茶山", "茶山上")))
    assert [suggestion.text for suggestion in suggestions.matching("茶山")] == [
        "茶山上",
        "在茶山",
    ]


def test_there_are_never_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "MOST_TITLES", 50)
    many = Suggestions((), (), Titles.of(f"茶山{number}" for number in range(100)))
    assert len(many.matching("茶山")) == MOST_SUGGESTED
    assert many.matching("茶山99") == ()


def test_brands_stand_between_courts_and_titles() -> None:
    suggestions = Suggestions(("茶山县人民法院",), ("茶山和议", "茶席夜话"), Titles.of(["茶山里的法庭"]))
    assert [(each.kind, each.text) for each in suggestions.matching("茶山")] == [
        ("court", "茶山县人民法院"),
        ("brand", "茶山和议"),
        ("title", "茶山里的法庭"),
    ]
    assert [each.text for each in suggestions.matching("cxyh")] == ["茶席夜话"]


def test_many_of_one_kind_leave_room_for_the_others() -> None:
    courts = tuple(f"茶山{sign}县人民法院" for sign in "甲乙丙丁戊己庚辛壬癸子丑")
    kinds = [each.kind for each in Suggestions(courts, ("茶山和议",), Titles.of(["茶山里的法庭"])).matching("茶山")]
    assert kinds == ["court"] * (MOST_SUGGESTED - 2) + ["brand", "title"]


def test_what_was_gathered_before_a_question_answers_as_what_is_gathered_for_it() -> None:
    gathered, asked = (Suggestions(COURTS, (), Titles.of(TITLES)) for _ in range(2))
    gathered.gather()
    for typed in ("霍邱", "hq", "茶山", "open"):
        assert gathered.matching(typed) == asked.matching(typed) != ()
