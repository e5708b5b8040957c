"""Roles in a query: taken out of its tree, wherever they stand, for the whole of it."""

from __future__ import annotations

import pytest

from index.query import And, Node, Not, Or, Word, parse
from index.text.analyzer import Analyzer

TEA, COURT = Word("茶山"), Word("法院")


@pytest.mark.parametrize(
    ("text", "tree", "roles"),
    [
        ("茶山", TEA, ()),
        ("角色:做法", None, ("做法",)),
        ("角色：做法 茶山", TEA, ("做法",)),
        ("role:practice 茶山", TEA, ("做法",)),
        ("茶山 角色:(做法 OR 成效)", TEA, ("做法", "成效")),
        ("角色:做法 OR 角色:成效 茶山", TEA, ("做法", "成效")),
        ("角色:“做法” 角色:做法 茶山", TEA, ("做法",)),
        ("茶山 OR (法院 角色:做法)", Or((TEA, COURT)), ("做法",)),
        ("茶山 -角色:计划", TEA, ("背景", "做法", "成效", "荣誉", "其他")),
        ("茶山 角色:(做法 OR 计划) -角色:计划", TEA, ("做法",)),
        ("茶山 -(法院 角色:做法)", And((TEA, Not(COURT))), ("背景", "成效", "荣誉", "计划", "其他")),
        ("-(角色:做法)", None, ("背景", "成效", "荣誉", "计划", "其他")),
        ("--角色:做法", None, ("做法",)),
    ],
)
def test_a_role_is_meant_for_the_whole_query(
    analyzer: Analyzer, text: str, tree: Node | None, roles: tuple[str, ...]
) -> None:
    parsed = parse(text, analyzer)
    assert (parsed.tree, parsed.roles, parsed.notes) == (tree, roles, ())
