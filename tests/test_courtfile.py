"""A court's file: what it publishes, its own brands, and only what it was given or claims itself."""

from __future__ import annotations

import pytest
from conftest import OpenLibrary
from small_brands import ALL, HILL, LAKE, RIVER

from index.ledgers.courtfile import CourtFile
from index.ledgers.desk import Desk, UnknownCourt
from index.query import QueryError


@pytest.fixture
def desk(library: OpenLibrary) -> Desk:
    return Desk(library(*ALL))


@pytest.fixture
def hill(desk: Desk) -> CourtFile:
    return desk.court(HILL)


def test_articles_are_counted_by_year_and_kind(hill: CourtFile) -> None:
    assert [(year.name, year.articles) for year in hill.years] == [("2015", 1), ("2016", 2), ("2018", 1)]
    assert sum(kind.articles for kind in hill.kinds) == hill.articles == 4
    assert (hill.first, hill.latest, hill.province) == ("2015-01-10", "2018-06-01", "福建")


def test_a_brand_says_since_when_and_how_many_others_have_it(hill: CourtFile) -> None:
    brand = hill.brands[0]
    assert (brand.name, brand.since, brand.latest) == ("竹排法庭", "2016-05-10", "2018-06-01")
    assert brand.other_courts == 2


def test_a_court_that_went_to_see_a_brand_has_it_not(desk: Desk) -> None:
    assert all(brand.since != "2017-03-01" for brand in desk.court(LAKE).brands)


def test_honours_and_firsts_are_the_court_s_own(desk: Desk, hill: CourtFile) -> None:
    assert [row["name"] for row in hill.honours] == ["全省便民诉讼先进集体"]
    assert {row["court"] for row in (*hill.firsts, *desk.court(RIVER).firsts)} == {HILL, RIVER}
    assert desk.court(RIVER).honours == ()


def test_topics_are_those_of_its_articles(hill: CourtFile) -> None:
    assert "巡回审判" in {topic.name for topic in hill.topics}


def test_any_name_of_the_court_will_do_and_none_other(desk: Desk) -> None:
    assert desk.court("长汀法院").name == HILL
    with pytest.raises(UnknownCourt, match=r"^No article here is about .*\.$"):
        desk.court("无此人民法院")
    with pytest.raises(QueryError):
        desk.court("")
