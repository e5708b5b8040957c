"""The ledger of figures: what to doubt, and which plan came to which result."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import OpenLibrary
from small_brands import HILL, RIVER, told

from index.ledgers.desk import Desk


def figures(library: OpenLibrary, *articles: Any) -> list[dict[str, Any]]:
    return [row for row in Desk(library(*articles)).ledger("figures") if row["unit"] == "件"]


def summary(year: int, body: str, court: str = HILL) -> Any:
    return told(court, f"{year}-12-20", body, title=f"{year}年工作总结")


def test_the_same_figure_two_years_running_is_flagged(library: OpenLibrary) -> None:
    later, earlier = figures(
        library, summary(2020, "全年办结案件1088件。"), summary(2021, "全年办结案件1088件，秩序井然。")
    )
    assert later["flags"] == ["same_as_year_before"]
    assert earlier["flags"] == []


def test_another_court_another_year_and_a_small_number_are_not(library: OpenLibrary) -> None:
    rows = figures(
        library,
        summary(2018, "全年办结案件1088件。"),
        summary(2020, "全年办结案件1088件，另有一句。"),
        summary(2021, "全年办结案件1088件，与人无争。", RIVER),
        summary(2014, "今年以来审结涉军案件4件。"),
        summary(2015, "今年以来审结涉军案件4件，无一上诉。"),
    )
    assert not [row for row in rows if row["flags"]]


def test_a_plan_is_linked_to_the_result_that_its_court_tells_next(library: OpenLibrary) -> None:
    plan = told(HILL, "2021-01-10", "下一步，力争全年办结案件1200件。", title="2021年工作计划")
    rows = figures(library, plan, summary(2021, "全年共办结案件1133件。"), summary(2025, "全年共办结案件900件。"))
    (planned,) = (row for row in rows if row["status"] == "planned")
    assert (planned["number"], planned["result"]["number"]) == ("1200", "1133")
    assert all(row["result"] is None for row in rows if row["status"] != "planned")


def test_a_result_may_be_told_in_the_first_weeks_of_the_year_after(library: OpenLibrary) -> None:
    plan = told(HILL, "2021-01-10", "下一步，力争全年办结案件1200件。", title="2021年工作计划")
    late = told(HILL, "2023-01-12", "全年共办结案件1133件。", title="2022年工作总结")
    later = told(HILL, "2024-01-12", "全年共办结案件1187件。", title="2023年工作总结")
    found = [figures(library, *each)[-1]["result"] for each in ([plan, later], [plan, late])]
    assert [result and result["number"] for result in found] == [None, "1133"]


@pytest.mark.parametrize(
    ("planned", "done", "linked"),
    [
        ("力争一审服判息诉率达到90%。", "全年服判息诉率为88.6%。", True),
        ("力争结案率达到96%。", "全年审限内结案率为97%。", False),
        ("拟增诉前调解员40名。", "已聘任诉前调解员44名。", True),
        ("拟增诉前调解员40名。", "已选派书记员44名。", False),
        ("力争主要指标进入全市前列。", "主要指标位居全市第三。", True),
    ],
)
def test_a_plan_and_its_result_may_say_the_same_thing_in_other_words(
    library: OpenLibrary, planned: str, done: str, linked: bool
) -> None:
    plan = told(HILL, "2021-01-10", planned, title="2021年工作计划")
    rows = Desk(library(plan, summary(2021, done))).ledger("figures")
    (found,) = (row["result"] for row in rows if row["status"] == "planned")
    assert (found is not None) is linked
