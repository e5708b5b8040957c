"""The list of brands: one line a name, filtered, searched and sorted."""

from __future__ import annotations

import pytest
from conftest import OpenLibrary
from small_brands import ALL, FOUNDED, HILL, told

from index.ledgers.brandlist import Wanted
from index.ledgers.desk import Desk
from index.query import Filters, QueryError

STUDIO = told(HILL, "2024-02-01", "长汀法院设立“樟法有度”法官工作室。", title="樟树下")


@pytest.fixture
def desk(library: OpenLibrary) -> Desk:
    return Desk(library(*ALL, STUDIO))


def test_a_name_has_one_line_with_its_courts_and_days(desk: Desk) -> None:
    line = desk.brands(Wanted("竹排"))[0]
    assert (line.name, line.court, line.courts, line.articles) == ("竹排法庭", HILL, 3, 7)
    assert (line.first, line.latest) == ("2015-01-10", "2020-04-01")


def test_filters_narrow_what_is_counted(desk: Desk) -> None:
    (line,) = desk.brands(Wanted("竹排", Filters(court=(HILL,), year=("2016",))))
    assert (line.courts, line.articles, line.first) == (1, 2, "2016-05-10")


@pytest.mark.parametrize(("sort", "first"), [("spread", "竹排法庭"), ("latest", "樟法有度"), ("first", "樟法有度")])
def test_lists_are_sorted(desk: Desk, sort: str, first: str) -> None:
    assert desk.brands(sort=sort)[0].name == first


def test_an_unknown_order_is_refused(desk: Desk) -> None:
    with pytest.raises(QueryError, match=r"^Brands are sorted by .*\.$"):
        desk.brands(sort="x")


def test_a_span_of_the_list_is_given(desk: Desk) -> None:
    whole = desk.brands()
    assert desk.brands(first=1, count=1) == whole[1:2]


def test_wildcards_are_letters(library: OpenLibrary) -> None:
    desk = Desk(library(FOUNDED))
    assert desk.brands(Wanted("%%")) == []


def test_names_are_narrowed_by_type_and_template(desk: Desk) -> None:
    (line,) = desk.brands(Wanted(types=("工作室",)))
    assert line.name == "樟法有度"
    assert desk.brands(Wanted(templates=("X+Y",))) == []


def test_a_tally_counts_what_other_choices_would_give(desk: Desk) -> None:
    found = desk.brand_tally(Wanted(types=("工作室",), filters=Filters(year=("2024",))))
    assert found.total == 1
    assert dict(found.counts["type"]) == {"工作室": 1}
    assert dict(found.counts["year"]) == {"2024": 1}
    assert dict(desk.brand_tally().counts["province"]) == {"福建": 2}
