"""The names of repairs and how they are told."""

from __future__ import annotations

from index.repairs import Repair, in_order, wordings


def test_every_repair_is_worded_in_the_order_of_the_names() -> None:
    assert list(wordings()) == [repair.value for repair in Repair]


def test_a_wording_is_two_languages_of_a_badge_and_a_sentence() -> None:
    for wording in wordings().values():
        assert len(wording.chinese) <= 8
        assert len(wording.english) <= 24
        assert wording.explained.endswith("。")
        assert wording.explained_english.endswith(".")


def test_repairs_are_told_once_each_and_in_order() -> None:
    assert in_order(["torn", "old name", "mirror", "torn"]) == ("mirror", "torn", "old name")
