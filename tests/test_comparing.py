"""Comparing courts: the same rows for all, in their order, and what each lacks of the others."""

from __future__ import annotations

import pytest
from conftest import OpenLibrary
from small_brands import ALL, HILL, LAKE, RIVER

from index.ledgers.desk import Desk, UnknownCourt
from index.query import QueryError


@pytest.fixture
def desk(library: OpenLibrary) -> Desk:
    return Desk(library(*ALL))


def test_years_stand_in_order_with_a_count_for_each_court(desk: Desk) -> None:
    found = desk.compare([HILL, RIVER])
    assert [(row.name, row.counts) for row in found.years] == [
        ("2015", (1, 0)),
        ("2016", (2, 0)),
        ("2018", (1, 0)),
        ("2019", (0, 1)),
    ]


def test_a_brand_of_both_stands_first_with_its_days(desk: Desk) -> None:
    found = desk.compare([HILL, RIVER])
    assert (found.brands[0].name, found.brands[0].since) == ("竹排法庭", ("2016-05-10", "2019-04-01"))


def test_what_the_others_have_and_one_lacks(desk: Desk) -> None:
    hill, river = desk.compare([HILL, RIVER]).lacks
    assert river.honours == ("全省便民诉讼先进集体",)
    assert hill.honours == ()
    assert set(hill.topics).isdisjoint(river.topics)


def test_everything_that_one_lacks_another_has(desk: Desk) -> None:
    found = desk.compare([HILL, RIVER, LAKE])
    for at, lack in enumerate(found.lacks):
        rows = {row.name: row.counts for row in found.topics}
        assert all(rows[name][at] == 0 and sum(rows[name]) for name in lack.topics)


def test_two_to_four_different_courts_are_compared(desk: Desk) -> None:
    for names in ([HILL], [HILL, "长汀法院"], [HILL, RIVER, LAKE, "甲法院", "乙法院"]):
        with pytest.raises(QueryError, match="2 to 4 different courts"):
            desk.compare(names)
    with pytest.raises(UnknownCourt):
        desk.compare([HILL, "无此人民法院"])
