"""Rolls: what the rows of each ledger are, and which articles they cite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_brands import HILL, RIVER
from small_ledgers import filled
from small_rolls import roll_of, table_of, written

from index.datafolder import DataFolder
from index.ledgers.desk import Desk
from index.searching import Library


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Library.open(DataFolder(filled())) as library:
        yield Desk(library)


def test_a_brand_has_its_courts_first_and_then_who_only_tells_of_it(desk: Desk) -> None:
    rows = list(roll_of(desk, "brand").rows)
    relations = [row["relation"] for row in rows]
    assert relations[:3] == ["owner", "adopter", "namesake"]
    assert set(relations[3:]) == {"planned", "repost", "visited"}
    assert {tuple(row) for row in rows[3:]} <= {tuple(sorted(rows[3], key=list(rows[3]).index))}
    assert set(rows[0]) == set(rows[3])
    [hill] = [row for row in table_of(written(desk, roll_of(desk, "brand"), "csv")) if row["relation"] == "首创单位"]
    assert hill["figures"] == "联络员：2016年36名、2018年128名"
    assert hill["honours"].startswith("全省便民诉讼先进集体")


def test_courts_side_by_side_have_a_column_each(desk: Desk) -> None:
    table = table_of(written(desk, roll_of(desk, "compare"), "csv"))
    [brand] = [row for row in table if (row["part"], row["name"]) == ("品牌", "竹排法庭")]
    assert (brand[HILL], brand[RIVER]) == ("2016-05-10", "2019-04-01")
    assert {row["part"] for row in table} >= {"年份", "类型", "品牌", "首创", "荣誉"}


def test_the_latest_article_of_a_court_is_cited(desk: Desk) -> None:
    lines = {row["name"]: row for row in roll_of(desk, "courts").rows}
    assert lines[HILL]["url"].endswith(f"{lines[HILL]['latest']}.html")
    assert lines["无处人民法院"]["url"] == "http://nowhere.example/1"
