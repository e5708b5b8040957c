"""Proximity: parts in one stretch of a text, against a window slid over it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.proximity import near_spans, starts_of


@pytest.mark.parametrize(
    ("text", "distance", "spans"),
    [
        ("法官进茶山", 1, [(0, 2), (3, 5)]),
        ("法官进茶山", 0, []),
        ("茶山来法官", 1, [(0, 2), (3, 5)]),
        ("法官茶山", 0, [(0, 2), (2, 4)]),
        ("法官走进那座茶山法官", 2, [(6, 8), (8, 10)]),
        ("法官", 9, []),
        ("", 9, []),
    ],
)
def test_parts_stand_near_each_other_in_any_order(text: str, distance: int, spans: list[tuple[int, int]]) -> None:
    assert near_spans(text, ("法官", "茶山"), distance) == spans


@given(
    st.text(alphabet="法官茶", max_size=30),
    st.lists(st.text(alphabet="法官茶", min_size=1, max_size=3), min_size=2, max_size=3, unique=True),
    st.integers(0, 6),
)
def test_spans_are_those_of_a_sliding_window(text: str, parts: list[str], distance: int) -> None:
    reach = sum(map(len, parts)) + distance
    expected = set()
    for start in range(len(text)):
        window = text[start : start + reach]
        if all(part in window for part in parts):
            expected |= {
                (start + at, start + at + len(part))
                for part in parts
                for at in range(len(window))
                if window.startswith(part, at)
            }
    assert near_spans(text, parts, distance) == sorted(expected)


def test_a_long_text_is_no_burden() -> None:
    assert len(near_spans("法官" * 50_000, ("法", "官"), 999)) == 100_000


def test_a_string_begins_wherever_it_stands_overlapping_or_not() -> None:
    assert list(starts_of("法法", "法法法官法法")) == [0, 1, 4]
    assert list(starts_of("官", "法")) == []
