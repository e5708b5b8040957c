"""Place names: full names, short names, and which of several readings is taken."""

from __future__ import annotations

import pytest

from index.places.naming import Naming
from index.places.namings import namings


def only(text: str) -> Naming:
    (found,) = namings(text)
    return found


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("福建省永泰县人民法院", "福建省永泰县"),
        ("永泰县人民法院", "永泰县"),
        ("永泰法院", ""),
        ("福州永泰县人民法院", "永泰县"),
    ],
)
def test_the_head_is_what_a_full_name_wrote(text: str, head: str) -> None:
    assert only(text).head == head


def test_a_name_behind_its_city_goes_before_a_longer_one_that_is_not() -> None:
    assert {division.adcode for division in only("长沙市北区人民法院").divisions} == {"430105"}
    assert {division.adcode for division in only("青岛市市北区人民法院").divisions} == {"370203"}


def test_a_place_that_cannot_have_the_grade_is_none_of_its_bearers() -> None:
    assert {division.adcode for division in only("吉林中院").divisions} == {"220200"}
    assert {division.adcode for division in only("吉林高院").divisions} == {"220000"}


def test_the_courts_of_a_place_together_are_a_group() -> None:
    assert only("福州市两级法院").group
    assert only("福州法院系统").group
    assert not only("福州中院").group
