"""The passages of a hit: the sections that answer best, each with an excerpt and the headings that it stands under."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from index.engines.engine import Found
from index.hitpassages import PASSAGES_SHOWN, passages_of
from index.query import parse
from index.results import HitPassage
from index.snippets import Marker
from index.text.analyzer import Analyzer

SECTIONS = (
    (None, "p1", "法官走进茶山。", None, 1),
    ("一、板凳", "p2", "板凳摆在茶山，茶山的人都来。", "做法", 1),
    ("（一）怎么坐", "p4", "坐在茶树下。", "做法", 2),
    ("二、其他", "p3", "没有。", None, 1),
)
Sections = Sequence[tuple[str | None, str, str, str | None, int]]


def shown(
    query: str, analyzer: Analyzer, *roles: str, section: int | None = None, sections: Sections = SECTIONS
) -> tuple[HitPassage, ...]:
    found = Found({"sections": sections}, 1.0, (), section)
    return passages_of(found, Marker.of(parse(query, analyzer).leaves(), analyzer), roles)


def test_where_nothing_matches_the_opening_is_shown(analyzer: Analyzer) -> None:
    assert [passage.anchor for passage in shown("“海底”", analyzer)] == ["p1"]


def test_the_whole_paragraph_of_an_excerpt_is_told(analyzer: Analyzer) -> None:
    long = f"茶山在{'很远很远的' * 60}地方。"
    sections = [(None, "p1", f"开头。\n{long}", None, 1), ("一、茶山", "p2", "", None, 1)]
    passages = shown("“茶山”", analyzer, sections=sections)
    assert {passage.anchor: passage.paragraph for passage in passages} == {"p1": long, "p2": None}
    assert len(passages[0].text) < len(long)
    assert shown("“海底”", analyzer)[0].paragraph == "法官走进茶山。"


def test_those_with_most_matches_come_first_and_a_heading_weighs_more(analyzer: Analyzer) -> None:
    sections = [
        (f"第{number}节{'茶山' if number == 3 else ''}", f"p{number}", "茶山，" * number + "。", None, 1)
        for number in range(6)
    ]
    anchors = [passage.anchor for passage in shown("“茶山”", analyzer, sections=sections)]
    assert anchors == ["p3", "p5", "p4"]
    assert len(anchors) == PASSAGES_SHOWN


def test_an_article_without_sections_has_none(analyzer: Analyzer) -> None:
    assert shown("茶山", analyzer, sections=()) == ()


def test_a_passage_tells_the_headings_that_it_stands_under_and_what_it_is_for(analyzer: Analyzer) -> None:
    first, second = (passage.as_json() for passage in shown("坐在 OR 没有", analyzer))
    assert (first["path"], first["heading"], first["role"]) == (["一、板凳", "（一）怎么坐"], "（一）怎么坐", "做法")
    assert (second["path"], second["role"]) == (["二、其他"], None)


@given(st.lists(st.tuples(st.sampled_from((None, "甲", "乙", "丙")), st.integers(1, 4)), min_size=1, max_size=8))
def test_a_heading_is_over_what_follows_until_one_as_high(
    analyzer: Analyzer, told: list[tuple[str | None, int]]
) -> None:
    sections = [(heading, f"p{number}", "茶山。", None, depth) for number, (heading, depth) in enumerate(told)]
    above: list[tuple[int, str]] = []
    for number, (heading, depth) in enumerate(told):
        if heading:
            above = [*(each for each in above if each[0] < depth), (depth, heading)]
        (passage,) = shown("“茶山”", analyzer, section=number, sections=sections)
        assert passage.path == tuple(name for _, name in above)


def test_passages_are_of_the_roles_asked_for(analyzer: Analyzer) -> None:
    assert [passage.anchor for passage in shown("“茶山”", analyzer, "做法")] == ["p2"]
    assert [passage.anchor for passage in shown("“茶山”", analyzer, "其他")] == ["p1"]
    assert [passage.anchor for passage in shown("“海底”", analyzer, "做法")] == ["p2"]


def test_where_a_passage_was_found_it_is_the_one_that_is_shown(analyzer: Analyzer) -> None:
    assert [passage.anchor for passage in shown("“茶山”", analyzer, section=0)] == ["p1"]
