"""Rising brands: counted by the courts that took them up of late, not by mentions."""

from __future__ import annotations

from conftest import OpenLibrary
from small_brands import ALL, HILL, RIVER, told

from index.ledgers.desk import Desk
from index.ledgers.rising import RisingBrand

OLD = (
    told(HILL, "2011-01-05", "长汀法院推出“渡口议事”工作法。", title="渡口议事"),
    told(RIVER, "2012-01-05", "武平法院推出“渡口议事”工作法。", title="渡口议事在武平"),
)


def test_a_name_that_further_courts_took_up_rises(library: OpenLibrary) -> None:
    assert Desk(library(*ALL, *OLD)).rising(count=5) == [RisingBrand("竹排法庭", 3, 2, "2020-04-01")]


def test_a_name_of_one_court_does_not_rise(library: OpenLibrary) -> None:
    assert Desk(library(OLD[0], told(HILL, "2012-03-01", "“渡口议事”工作法又添新点。"))).rising(count=5) == []


def test_an_empty_index_has_none(library: OpenLibrary) -> None:
    assert Desk(library()).rising(count=5) == []
