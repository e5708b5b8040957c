"""The rules of honours."""

from __future__ import annotations

import pytest

from index.knowledge.honourrules import honour_rules


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("最高人民法院", "国家"),
        ("省高级人民法院", "省"),
        ("市中级人民法院", "市"),
        ("县妇联", "县"),
        ("三八红旗集体", None),
        ("社区", None),
    ],
)
def test_a_level_is_told_by_the_highest_word(words: str, level: str | None) -> None:
    assert next((name for name, form in honour_rules().levels if form.search(words)), None) == level


def test_every_way_of_giving_has_its_group() -> None:
    assert set(honour_rules().given.groupindex) == {"received", "listed", "named"}


def test_an_announcer_may_be_several_bodies() -> None:
    told = honour_rules().announced.match("浔江省高级人民法院、省司法厅联合通报表彰")
    assert told
    assert told.group() == "浔江省高级人民法院、省司法厅"
