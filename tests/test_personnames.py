"""Person names by surname and form."""

from __future__ import annotations

import pytest

from crawlers.reading.personnames import is_person, is_short_name, told_apart


@pytest.mark.parametrize("name", ["林知远", "陈可", "欧阳兰兰", "阿依古丽·买买提", "譚嗣文"])
def test_names_of_people_are_told_by_surname_or_dot(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("other", ["办公室", "林", "林知远主任", "Lin", "", "青榕法院"])
def test_what_has_not_the_form_of_a_name_is_none(other: str) -> None:
    assert not is_person(other)


def test_a_short_name_has_a_surname_of_one_character() -> None:
    assert is_short_name("周所")
    assert not is_short_name("派出所")
    assert not is_short_name("欧阳中心")


def test_names_that_nothing_parts_are_told_apart_where_there_is_one_way_only() -> None:
    assert told_apart("蓝秋月林知远") == ("蓝秋月", "林知远")
    assert told_apart("林知远") == ("林知远",)
    assert told_apart("民一庭业务") == ("民一庭业务",)


def test_where_names_could_be_told_apart_in_two_ways_they_stay_together() -> None:
    assert told_apart("林江月明") == ("林江月明",)
    assert told_apart("林可江林可") == ("林可江林可",)
