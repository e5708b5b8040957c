"""The check of a name: exact, variant, sound, template and suffix, still alive or not, and what was searched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Keep, OpenLibrary
from small_brands import ADOPTED, ALL, FOUNDED, GROWN, HILL, REPOST, RIVER, told

from index.corpus import Corpus
from index.datafolder import DataFolder
from index.ledgers.desk import Desk
from index.ledgers.namecheck import NameCheck
from index.query import QueryError
from index.runs import Run

STUDIO = told(HILL, "2024-02-01", "长汀法院设立“樟法有度”法官工作室。", title="樟树下")
ADDED = told(RIVER, "2024-03-01", "武平法院建立“党建+执行”工作机制。", title="党建")


@pytest.fixture
def desk(library: OpenLibrary) -> Desk:
    return Desk(library(*ALL, STUDIO, ADDED))


def names(checked: NameCheck, way: str) -> set[str]:
    return {use.name for use in checked.found[way]}


def test_a_name_in_use_is_told_with_court_and_year(desk: Desk) -> None:
    checked = desk.check("竹排法庭")
    assert checked.is_taken
    uses = {use.court: use for use in checked.found["exact"]}
    assert uses[HILL].since == "2015-01-10"
    assert uses[HILL].latest == GROWN.published
    assert not uses[HILL].alive
    assert "is used as a name by" in checked.statement


def test_a_repost_counts_for_nobody(library: OpenLibrary) -> None:
    (use,) = Desk(library(FOUNDED, REPOST)).check("竹排法庭").found["exact"]
    assert (use.articles, use.alive) == (1, True)


@pytest.mark.parametrize("spelled", ["“竹排法庭”", "竹排·法庭", "竹排法庭工作法", "竹 排 法 庭"])
def test_another_spelling_is_the_same_name(desk: Desk, spelled: str) -> None:
    assert desk.check(spelled).is_taken


@pytest.mark.parametrize(
    ("planned", "way", "found"),
    [
        ("竹筏法庭", "variant", "竹排法庭"),
        ("章法有度", "sound", "樟法有度"),
        ("党建+信访", "template", "党建+执行"),
        ("草鞋法庭", "template", "竹排法庭"),
    ],
)
def test_what_is_like_a_free_name_is_named(desk: Desk, planned: str, way: str, found: str) -> None:
    checked = desk.check(planned)
    assert not checked.is_taken
    assert found in names(checked, way)


def test_a_name_is_reported_in_one_way_only(desk: Desk) -> None:
    checked = desk.check("章法有度")
    assert [way for way in checked.found if "樟法有度" in names(checked, way)] == ["sound"]


def test_what_was_searched_in_vain_is_stated_with_its_limits(library: OpenLibrary, folder: DataFolder) -> None:
    desk = Desk(library(FOUNDED, ADOPTED))
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        corpus.record_run(Run(source_name="qingrong", started="2026-01-01", finished="2026-01-01", outcome="failed"))
    checked = desk.check("月亮巡回车")
    assert not checked.is_taken
    assert f"{checked.day}: “月亮巡回车” was not found as a name in 2 articles of 1 sources" in checked.statement
    assert "2016-05-10 to 2019-04-01; not healthy: qingrong" in checked.statement
    assert checked.statement.endswith("What is not in this index was not searched.")
    assert checked.as_json()["searched"]["stale"] == ("qingrong",)


def test_words_that_are_no_name_are_counted(library: OpenLibrary) -> None:
    plain = replace(FOUNDED, body="法官坐着月亮巡回车下乡。", title="下乡")
    assert Desk(library(plain)).check("月亮巡回车").in_text == 1


@pytest.mark.parametrize("name", ["", "  ", "“”", "。。", "长" * 61])
def test_what_is_no_name_is_refused_in_one_sentence(desk: Desk, name: str) -> None:
    with pytest.raises(QueryError, match=r"^[A-Z].*\.$"):
        desk.check(name)


def test_a_hostile_name_is_only_a_name(desk: Desk, keep: Keep) -> None:
    for name in ("%_'; DROP TABLE naming; --", '“‘"OR(-', "a\x00b", "𠀀\ud800"):
        assert not desk.check(name).is_taken
