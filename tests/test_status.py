"""Plan or result."""

from __future__ import annotations

import pytest

from index.knowledge.sections import Section
from index.knowledge.sentences import Sentence, sentences_of
from index.knowledge.status import Statement, statements_of, status_rules


def statement(text: str, *, is_in_plan: bool = False) -> Statement:
    """A statement of one sentence."""
    (sentence,) = sentences_of(["", text])
    return Statement(sentence, is_in_plan)


def status(text: str, fact: str, *, is_in_plan: bool = False) -> str:
    """The status of a fact in a text."""
    start = text.index(fact)
    return statement(text, is_in_plan=is_in_plan).status(start, start + len(fact))


@pytest.mark.parametrize(
    ("text", "fact", "told"),
    [
        ("审结案件300件。", "300", "done"),
        ("力争审结案件300件。", "300", "planned"),
        ("截至8月已调解200件，力争年底达到300件。", "200", "done"),
        ("截至8月已调解200件，力争年底达到300件。", "300", "planned"),
        ("为解决3个乡的难处，该院计划增设巡回点。", "3", "done"),
        ("每月开庭2次。", "2", "ongoing"),
        ("每月开庭2次，共印发手册300份。", "300", "done"),
        ("争取县里支持，建成法庭2个。", "2", "done"),
        ("将两台旧车改装成法庭，开庭30次。", "30", "done"),
        ("不断完善计划生育台账，建档40份。", "40", "done"),
        ("该院下半年还将增加40个巡回点。", "40", "planned"),
    ],
)
def test_the_last_word_before_a_fact_decides(text: str, fact: str, told: str) -> None:
    assert status(text, fact) == told


def test_in_a_plan_what_says_nothing_else_is_planned() -> None:
    assert status("结案率保持在95%以上。", "95", is_in_plan=True) == "planned"
    assert status("去年已建成2个站点。", "2", is_in_plan=True) == "done"


def test_a_plan_by_its_place_alone_may_read_like_a_result() -> None:
    text = "部分指标位居全省前列，结案率达到95%。"
    at = text.index("95")
    assert statement(text, is_in_plan=True).reads_like_result(at, at + 2)
    assert not statement(text).reads_like_result(at, at + 2)
    assert not statement(f"力争{text}", is_in_plan=True).reads_like_result(at + 2, at + 4)


def test_a_section_of_plans_lends_its_role_to_its_sentences() -> None:
    lines = ["题", "去年做法。建站2个。", "下一步", "建站3个。"]
    sections = [Section(None, 1, "做法", "a", lines[1]), Section("下一步", 1, "计划", "b", lines[3])]
    told = statements_of(sentences_of(lines), sections, "新闻动态")
    assert [each.is_in_plan for each in told] == [False, False, False, True, True]


def test_an_article_that_is_a_plan_lends_its_kind() -> None:
    assert all(each.is_in_plan for each in statements_of(sentences_of(["题", "建站2个。"]), (), "工作计划"))


def test_names_in_marks_are_blanked_and_speech_is_not() -> None:
    assert statement("建“1+4”站。").masked == "建“□□□”站。"
    assert statement("他说：“审结3件。”").masked == "他说：“审结3件。”"


def test_the_bracket_around_a_place_is_known() -> None:
    text = statement("建“甲站”和“乙站”。")
    assert text.bracket_around(text.plain.index("乙")) == (6, 10)
    assert text.bracket_around(0) is None


def test_every_status_has_words() -> None:
    assert set(status_rules().cue.groupindex) == {"planned", "done", "ongoing"}
    assert isinstance(statement("建站。").sentence, Sentence)
