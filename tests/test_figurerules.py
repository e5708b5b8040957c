"""The rules of figures."""

from __future__ import annotations

import pytest

from index.knowledge.figurerules import figure_rules


@pytest.mark.parametrize(
    ("text", "unit"), [("3件次", "件次"), ("3人次", "人次"), ("3万元", "元"), ("3个工作日", "个工作日")]
)
def test_the_longest_unit_is_read(text: str, unit: str) -> None:
    match = figure_rules().number.search(text)
    assert match
    assert match["unit"] == unit


@pytest.mark.parametrize("text", ["3个月", "3次会议", "3部门", "3家庭", "3条例"])
def test_what_only_begins_like_a_unit_is_none(text: str) -> None:
    assert figure_rules().number.search(text) is None


def test_a_qualifier_that_needs_both_sides_looks_at_both() -> None:
    was = next(rule for rule in figure_rules().qualifiers if rule.name == "was")
    assert was.fits("由", "增加到")
    assert not was.fits("由", "组成")
