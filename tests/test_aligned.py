"""The aligned text: one script, one set of marks, every offset kept."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.text.aligned import aligned


@pytest.mark.parametrize(
    ("line", "folded"),
    [
        ("法官走進茶山", "法官走进茶山"),
        ("ＡＰＰ１２", "APP12"),
        ("党建＋网格", "党建+网格"),
        ("茶山,法庭;板凳:一条?好!", "茶山，法庭；板凳：一条？好！"),
        ("(一)〈茶山〉", "（一）《茶山》"),
        ("「板凳」『法庭』", "“板凳”“法庭”"),
        ("知•行·健", "知·行·健"),
        ("甲\u3000乙\t丙", "甲 乙 丙"),
    ],
)
def test_variants_are_folded(line: str, folded: str) -> None:
    assert aligned(line) == folded


def test_straight_quotation_marks_open_and_close_in_turn() -> None:
    assert aligned('打造"板凳法庭"和"茶山夜话"品牌') == "打造“板凳法庭”和“茶山夜话”品牌"


@pytest.mark.parametrize("number", ["1,286件", "16:06", "2.5万元"])
def test_numbers_and_times_keep_their_marks(number: str) -> None:
    assert aligned(number) == number


@given(st.text())
def test_no_character_is_added_or_lost(line: str) -> None:
    assert len(aligned(line)) == len(line)


@example("︵一︶")
@given(st.text())
def test_folding_twice_changes_nothing_more(line: str) -> None:
    assert aligned(aligned(line)) == aligned(line)
