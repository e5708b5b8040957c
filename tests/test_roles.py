"""The role of a passage: named by its heading, handed down, or weighed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.knowledge.roles import role_rules, with_roles
from index.knowledge.sections import Section

DONE = "组织培训，选派联络员，建立台账，定期走访。"


def _roles(*passages: tuple[str | None, int, str], title: str | None = None) -> list[str | None]:
    sections: Sequence[Section] = [Section(heading, depth, None, "p", text) for heading, depth, text in passages]
    return [section.role for section in with_roles(sections, title, role_rules())]


def test_the_roles_are_those_of_the_contract() -> None:
    assert [rule.name for rule in role_rules().roles] == ["背景", "做法", "成效", "荣誉", "计划"]


def test_nothing_that_speaks_for_a_role_gives_none() -> None:
    assert _roles((None, 1, "茶山的早晨很静。")) == [None]


def test_a_heading_that_names_a_role_hands_it_down_to_what_stands_under_it() -> None:
    told = _roles(("二、取得的成效", 1, ""), ("（一）茶农笑了", 2, "茶山静了。"), ("三、结语", 1, "路还长。"))
    assert told == ["成效", "成效", None]


def test_a_heading_of_the_same_depth_ends_what_was_handed_down() -> None:
    assert _roles(("四、明年打算", 1, "再跑一程。"), ("一、茶山", 1, "早晨很静。")) == ["计划", None]


def test_under_problems_and_cases_nothing_has_a_role() -> None:
    assert _roles(("三、存在的问题", 1, DONE), ("（一）人手偏紧", 2, DONE)) == [None, None]


def test_what_a_heading_says_behind_its_colon_takes_no_role_away() -> None:
    assert _roles(("一、背景：老茶山遇到新问题", 1, "茶山静了。")) == ["背景"]


def test_a_text_that_opens_with_the_facts_of_a_case_has_no_role() -> None:
    assert _roles((None, 1, "基本案情：" + DONE)) == [None]


@pytest.mark.parametrize("title", ["青榕法院2025年工作计划", "青榕法院謀劃明年工作"])
def test_in_a_plan_what_is_done_is_planned(title: str) -> None:
    passage = ("一、强化联动", 1, DONE)
    assert (_roles(passage), _roles(passage, title=title)) == (["做法"], ["计划"])


def test_a_role_that_leads_by_nothing_is_not_told() -> None:
    even = "同比上升。办结。百分点。好评。授予。表彰。入选。转发。"
    assert _roles((None, 1, even)) == [None]


def test_traditional_text_has_the_same_roles() -> None:
    assert _roles((None, 1, "下一步,該院將繼續延伸巡迴點,力爭全覆蓋。")) == ["计划"]


def test_only_the_role_changes() -> None:
    section = Section("一、强化联动", 1, None, "p", DONE)
    (told,) = with_roles([section], None, role_rules())
    assert (told.heading, told.depth, told.anchor, told.text) == ("一、强化联动", 1, "p", DONE)
