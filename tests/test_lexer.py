"""The lexer: where tokens begin and end, whatever keyboard they were typed on."""

from __future__ import annotations

import pytest

from index.query.lexer import halfwidth, tokens


def _kinds(typed: str) -> list[str]:
    return [f"{token.kind.name} {token.text}" for token in tokens(typed)]


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("法院 法官", ["TEXT 法院", "TEXT 法官"]),
        ("法院，法官；茶山", ["TEXT 法院", "TEXT 法官", "TEXT 茶山"]),
        ("1,000件", ["TEXT 1,000件"]),
        ("2019，2020", ["TEXT 2019", "TEXT 2020"]),
        ("法院 OR 法官", ["TEXT 法院", "OR OR", "TEXT 法官"]),
        ("法院 ＯＲ 法官", ["TEXT 法院", "OR ＯＲ", "TEXT 法官"]),
        ("法院 AND 法官", ["TEXT 法院", "AND AND", "TEXT 法官"]),
        ("NOT(法院 法官)", ["NOT NOT", "OPEN (", "TEXT 法院", "TEXT 法官", "CLOSE )"]),
        ("法院 OR“法官”", ["TEXT 法院", "OR OR", "QUOTATION 法官"]),
        ("法院 OR", ["TEXT 法院", "TEXT OR"]),
        ("法院 与 法官", ["TEXT 法院", "TEXT 与", "TEXT 法官"]),
        ("法院，-法官", ["TEXT 法院", "NOT -", "TEXT 法官"]),
        ("2-3", ["TEXT 2-3"]),
        ("＋法院", ["AND ＋", "TEXT 法院"]),
        ("法院（试行）", ["TEXT 法院（试行）"]),
        ("（法院）", ["OPEN （", "TEXT 法院", "CLOSE ）"]),
        ("(“)” 法院)", ["OPEN (", "QUOTATION )", "TEXT 法院", "CLOSE )"]),
        ("(法院", ["TEXT (法院"]),
        ("法院：青榕", ["FIELD court", "TEXT 青榕"]),
        ("ＣＯＵＲＴ:青榕", ["FIELD court", "TEXT 青榕"]),
        ("標題：「茶山」", ["FIELD title", "QUOTATION 茶山"]),
        ("title:-法院", ["FIELD title", "TEXT -法院"]),
        ("title:(法院 OR 法官)", ["FIELD title", "OPEN (", "TEXT 法院", "OR OR", "TEXT 法官", "CLOSE )"]),
        ("法院： 青榕", ["TEXT 法院：", "TEXT 青榕"]),
        ("诉讼:青榕", ["TEXT 诉讼:青榕"]),
        ("法院“法官", ["TEXT 法院", "STRAY “", "TEXT 法官"]),
    ],
)
def test_typing_is_cut_into_tokens(typed: str, kinds: list[str]) -> None:
    assert _kinds(typed) == kinds


@pytest.mark.parametrize(
    ("typed", "distance"), [("“甲 乙”~5", 5), ("「甲 乙」～５", 5), ("“甲 乙”", None), ("“甲”~1234", None)]
)
def test_a_quotation_may_have_a_distance(typed: str, distance: int | None) -> None:
    assert tokens(typed)[0].distance == distance


def test_half_width_keeps_every_offset() -> None:
    assert halfwidth("（ＯＲ）：－＋＊～\u3000“甲，乙”…") == "(OR):-+*~ “甲，乙”…"
