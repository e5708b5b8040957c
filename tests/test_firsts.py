"""The ledger of firsts: claims with what contradicts them and who had it before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from conftest import OpenLibrary
from small_brands import ADOPTED, FOUNDED, HILL, REPOST, RIVER, VISIT, told

from index.ledgers.desk import Desk
from index.ledgers.firsts import contradict
from index.query import Filters

NATIONAL = told(
    HILL, "2016-02-01", "长汀法院设立全国首家“渡口驿站”，过河的人在那里问法律、交材料，一年来客两千人次。", title="驿站"
)
CITYWIDE = told(
    RIVER, "2015-02-01", "武平法院建成全市首个“渡口驿站”，摆渡的老周当了联络员，茶水由村里供。", title="驿站"
)


def row(
    court: str, scope: str | None, day: str, province: str | None = "福建", city: str | None = "龙岩市"
) -> dict[str, Any]:
    return {"court": court, "scope": scope, "published": day, "province": province, "city": city}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (row("甲", "全省", "2015"), row("乙", "全省", "2016"), True),
        (row("甲", "全省", "2015"), row("乙", "全省", "2016", province="江西"), False),
        (row("甲", "全市", "2015"), row("乙", "全市", "2016", city="厦门市"), False),
        (row("甲", "全市", "2015"), row("乙", "全省", "2016"), True),
        (row("甲", "全国", "2016"), row("乙", "全市", "2015", province="江西", city="赣州市"), True),
        (row("甲", "全国", "2015"), row("乙", "全市", "2016", province="江西", city="赣州市"), False),
        (row("甲", "全国", "2015"), row("乙", "全国", "2016", province="江西", city="赣州市"), True),
        (row("甲", None, "2015"), row("乙", None, "2016"), False),
        (row("甲", "系统", "2015"), row("乙", "系统", "2016"), False),
        (row("甲", "全省", "2015", province=None), row("乙", "全省", "2016", province=None), False),
    ],
)
def test_two_claims_contradict_where_both_cannot_be_true(
    one: dict[str, Any], other: dict[str, Any], expected: bool
) -> None:
    assert contradict(one, other) is expected
    assert contradict(other, one) is expected


def test_contradictory_claims_stand_side_by_side(library: OpenLibrary) -> None:
    desk = Desk(library(FOUNDED, ADOPTED, REPOST, VISIT))
    rows = list(desk.ledger("firsts"))
    assert [(row["court"], row["object"]) for row in rows] == [
        (RIVER, "竹排法庭"),
        (HILL, "“竹排法庭”巡回审理模式"),
    ]
    assert [[claim["court"] for claim in row["contradicts"]] for row in rows] == [[HILL], [RIVER]]
    assert [[use["court"] for use in row["used_before"]] for row in rows] == [[HILL], []]
    assert all(claim["sentence"] and claim["url"] for row in rows for claim in row["contradicts"])


def test_a_wider_claim_is_contradicted_by_an_earlier_narrower_one(library: OpenLibrary) -> None:
    national, citywide = Desk(library(NATIONAL, CITYWIDE)).ledger("firsts")
    assert [claim["court"] for claim in national["contradicts"]] == [RIVER]
    assert [claim["court"] for claim in citywide["contradicts"]] == [HILL]


def test_the_same_court_does_not_contradict_itself(library: OpenLibrary) -> None:
    again = replace(FOUNDED, url=f"{FOUNDED.url}?2", published="2020-01-01", title="又是一年", body=FOUNDED.body[:60])
    assert all(not row["contradicts"] for row in Desk(library(FOUNDED, again)).ledger("firsts"))


def test_filters_are_those_of_a_search(library: OpenLibrary) -> None:
    desk = Desk(library(FOUNDED, ADOPTED))
    courts = [row["court"] for row in desk.ledger("firsts", Filters(court=("长汀法院",), province=("福建",)))]
    assert courts == [HILL]
    assert len(list(desk.ledger("firsts", Filters(date_from="2017-01-01", date_to="2019-12-31")))) == 1
    assert not list(desk.ledger("firsts", Filters(year=("1999",))))
