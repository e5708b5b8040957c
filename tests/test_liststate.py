"""The state of a list: read from an address, written to one, with every neighbour a click away."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from webui.address import BadParameter
from webui.liststate import Narrowing, narrowing_in

OWN = ("q", "sort")


def state(*pairs: tuple[str, str]) -> Narrowing:
    return narrowing_in(MultiDict(pairs), OWN)


def test_a_state_is_read_and_written_again() -> None:
    pairs = [("q", "法庭"), ("province", "福建"), ("province", "浙江"), ("from", "2020-01-01"), ("page", "3")]
    assert list(state(*pairs).pairs()) == pairs


def test_turning_a_value_goes_back_to_the_first_page() -> None:
    here = state(("province", "福建"), ("page", "3"))
    assert here.toggled("province", "浙江").query_string == "province=%E7%A6%8F%E5%BB%BA&province=%E6%B5%99%E6%B1%9F"
    assert here.toggled("province", "福建").query_string == ""


def test_a_chosen_value_stays_though_nothing_is_counted_under_it() -> None:
    choices = state(("province", "西藏")).choices("province", [("福建", 3)])
    assert [(choice.value, choice.count, choice.is_selected) for choice in choices] == [
        ("福建", 3, False),
        ("西藏", 0, True),
    ]


def test_clearing_keeps_what_is_no_filter() -> None:
    here = state(("q", "法庭"), ("province", "福建"))
    assert parse_qsl(here.without(("province",)).query_string) == [("q", "法庭")]
    assert [(name, choice.value) for name, choice in here.chips(("province",))] == [("province", "福建")]


@pytest.mark.parametrize(
    "pairs",
    [
        [("page", "0")],
        [("page", "x")],
        [("q", str(number)) for number in range(21)],
        [(name, str(number)) for name in ("city", "court", "column", "kind") for number in range(20)],
    ],
)
def test_what_no_page_can_show_is_refused(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(BadParameter, match=r"\.$"):
        state(*pairs)


VALUE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).map(str.strip).filter(bool)
VALUES = st.lists(VALUE, max_size=4, unique=True)


@given(VALUES, VALUE)
def test_turning_twice_changes_nothing_but_the_order(values: list[str], value: str) -> None:
    here = Narrowing((("q", ()), ("type", tuple(values))))
    again = here.toggled("type", value).toggled("type", value)
    assert set(again.values("type")) == set(values)
    assert parse_qsl(here.query_string) == list(here.pairs())
