"""Templates of names."""

from __future__ import annotations

import pytest

from index.knowledge.templates import template_of


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("党建+信访", "X+Y"),
        ("法官+族老+村支书", "X+Y"),
        ("党建+", "X+Y"),
        ("优+启航", "X+Y"),
        ("1+5+N", "1+N"),
        ("1+4", "1+N"),
        ("1+1+6+13+N", "1+N"),
        ("“1+3+N”巡回审理模式", "1+N"),
        ("四位一体", "N位一体"),
        ("“五位一体”监督网络", "N位一体"),
        ("一支部一品牌", "一X一Y"),
        ("一枝茉莉 一生莫离", None),
        ("一村一法官一联络员", "一X一Y"),
        ("“和”字法庭", "X字法庭"),
        ("四字诀", "X字法庭"),
        ("板凳法庭", "X法庭"),
        ("茶亭人民法庭", None),
        ("一号工程", None),
        ("C++课堂", None),
        ("点单普法", None),
        ("", None),
    ],
)
def test_a_name_has_its_template(name: str, template: str | None) -> None:
    assert template_of(name) == template


def test_a_long_row_of_pluses_costs_little() -> None:
    assert template_of("1+" * 50_000) == "1+N"
