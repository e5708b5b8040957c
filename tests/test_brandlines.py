"""Brands as lines: the list, one brand's file, the check of a name, nothing that steers a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_brands import FOUNDED, HILL, LAKE, NAMESAKE, PLAN, REPOST, RIVER, VISIT
from small_ledgers import filled

from index.datafolder import DataFolder
from index.ledgers.brandlines import check_lines, file_lines, list_lines
from index.ledgers.brandlist import Wanted
from index.ledgers.desk import Desk
from index.searching import Library

NAME = "竹排法庭"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Library.open(DataFolder(filled())) as library:
        yield Desk(library)


def test_a_list_has_first_and_latest_use_courts_name_type_and_owner(desk: Desk) -> None:
    (line,) = list_lines(desk.brands(Wanted(NAME), sort="spread"))
    assert line == f"2015-01-10 2020-04-01   3 courts {NAME} (站点) {HILL}"


def test_a_file_tells_users_with_their_evidence_then_plans_reposts_and_visits(desk: Desk) -> None:
    lines = [" ".join(line.split()) for line in file_lines(desk.brand(NAME))]
    assert lines[:2] == [f"{NAME} (站点, X法庭)", "first in this index 2015-01-10, latest 2020-04-01, 7 articles"]
    starts = (f"owner {HILL} since 2016-05-10", f"adopter {RIVER} since 2019-04-01, learned from {HILL}", "namesake")
    assert [line.startswith(starts) for line in lines].count(True) == 3
    assert "联络员: 2016: 36名, 2018: 128名" in lines
    assert "《关于规范“竹排法庭”工作的实施意见》" in lines
    assert any(line.startswith("全省便民诉讼先进集体") for line in lines)
    assert f"planned {PLAN.published} {PLAN.url}" in lines
    assert f"done {FOUNDED.published} {FOUNDED.url}" in lines
    assert f"repost {REPOST.published} {REPOST.url}" in lines
    assert f"visited {VISIT.published} {VISIT.url}" in lines


def test_a_check_states_what_was_found_then_every_use(desk: Desk) -> None:
    statement, *uses = check_lines(desk.check(NAME))
    assert f"“{NAME}” is used as a name by" in statement
    assert [line.split(" · ")[1] for line in uses if line.startswith("exact")] == [HILL, RIVER, LAKE]
    assert uses[2].endswith(f"since {NAMESAKE.published} · seen of late · {NAMESAKE.url}")


def test_no_name_steers_the_terminal(desk: Desk) -> None:
    for brand in desk.brands(Wanted()):
        lines = (*file_lines(desk.brand(brand.name)), *check_lines(desk.check(brand.name)), *list_lines([brand]))
        assert all(map(str.isprintable, lines))
