"""Lines: found by what they hold, how they begin and how they end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.lines import Lines

TEXTS = ("茶山", "", "采茶", "山茶山", "茶")


@pytest.mark.parametrize(
    ("part", "numbers"),
    [("茶", [0, 2, 3, 4]), ("\n茶", [0, 4]), ("茶\n", [2, 4]), ("\n茶\n", [4]), ("雪", [])],
)
def test_lines_are_found(part: str, numbers: list[int]) -> None:
    assert list(Lines(TEXTS).holding(part)) == numbers


def test_a_pattern_finds_lines() -> None:
    assert list(Lines(TEXTS).matching(re.compile("\n[山采]茶"))) == [2, 3]


@given(st.lists(st.text(alphabet="茶山", max_size=3)), st.text(alphabet="茶山", min_size=1, max_size=2))
def test_a_line_is_found_when_it_holds_a_text(texts: list[str], part: str) -> None:
    lines = Lines(texts)
    assert list(lines.holding(part)) == [number for number, text in enumerate(texts) if part in text]
    assert list(lines.holding(f"{part}\n")) == [number for number, text in enumerate(texts) if text.endswith(part)]
