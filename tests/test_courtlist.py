"""The list of courts: every court once, the higher before the lower, place by place."""

from __future__ import annotations

import pytest
from conftest import OpenLibrary
from small_brands import ALL, HILL, LAKE, RIVER

from index.article import Article
from index.ledgers.courtlist import LEVELS, counted
from index.ledgers.desk import Desk
from index.query import Filters, QueryError


def of(court: str, level: str | None, province: str | None, url: str) -> Article:
    """An article about a court."""
    return Article(url=f"http://a.example/{url}", court=court, level=level, province=province, body=f"{court}开庭。")


@pytest.fixture
def desk(library: OpenLibrary) -> Desk:
    return Desk(
        library(
            of("赣州市中级人民法院", "中级", "江西", "1"),
            of("江西省高级人民法院", "高级", "江西", "2"),
            of("赣县人民法院", "基层", "江西", "3"),
            of("无处人民法院", None, None, "4"),
            *ALL,
        )
    )


def test_courts_stand_by_place_the_higher_first_the_placeless_last(desk: Desk) -> None:
    lines = desk.courts()
    assert [line.level for line in lines if line.province == "江西"] == list(LEVELS[1:4])
    assert lines[-1].name == "无处人民法院"


def test_a_court_has_its_articles_and_days(desk: Desk) -> None:
    (line,) = desk.courts("长汀")
    assert (line.name, line.city, line.first, line.latest) == (HILL, "龙岩市", "2015-01-10", "2018-06-01")
    assert line.articles == 4


def test_filters_narrow_courts_and_counts(desk: Desk) -> None:
    assert {line.name for line in desk.courts(filters=Filters(province=("福建",)))} == {HILL, RIVER, LAKE}
    assert dict(counted(desk.courts(), "province")) == {"福建": 3, "江西": 3}


def test_wildcards_are_letters_and_names_have_an_end(desk: Desk) -> None:
    assert desk.courts("%") == []
    with pytest.raises(QueryError):
        desk.courts("院" * 61)
