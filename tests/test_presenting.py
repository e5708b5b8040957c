"""What an engine found as readers see it: marks, passages, and choices that can be taken back."""

from __future__ import annotations

from typing import Any

from index.engines.engine import Answer, Found
from index.presenting import Markers, facets_of, hit_of
from index.query import Filters, parse
from index.results import Hit
from index.text.analyzer import Analyzer

VIEW: dict[str, Any] = {
    "url": "http://x.example/1",
    "title": "茶山法庭进村",
    "court": "青榕县人民法院",
    "province": "福建",
    "published": "2024-05-06",
    "kind": "新闻动态",
    "source": None,
    "repairs": [],
    "sections": [
        (None, "p1", "法官走进茶山。"),
        ("一、板凳", "p2", "板凳摆在茶山，茶山的人都来。"),
        ("二、其他", "p3", "没有。"),
    ],
}


def shown(query: str, analyzer: Analyzer) -> Hit:
    return hit_of(Found(VIEW, 1.0, ()), Markers.of(parse(query, analyzer), analyzer))


def test_matches_are_marked_and_the_section_with_most_of_them_comes_first(analyzer: Analyzer) -> None:
    hit = shown("“茶山”", analyzer)
    assert hit.title_html == "<mark>茶山</mark>法庭进村"
    assert [passage.anchor for passage in hit.passages] == ["p2", "p1"]
    assert hit.snippet.count("<mark>茶山</mark>") == 2


def test_what_was_asked_of_the_title_alone_is_marked_there_alone(analyzer: Analyzer) -> None:
    hit = shown("title:“茶山”", analyzer)
    assert hit.title_html == "<mark>茶山</mark>法庭进村"
    assert "<mark>" not in hit.snippet


def test_where_nothing_matches_the_opening_is_shown(analyzer: Analyzer) -> None:
    assert [passage.anchor for passage in shown("“海底”", analyzer).passages] == ["p1"]


def test_a_choice_without_articles_stays_to_be_taken_back() -> None:
    none = dict.fromkeys(("court", "year", "kind"), ())
    answer = Answer(total=0, stories=0, found=(), facets={"province": (("福建", 2),), **none}, partial=False)
    told = facets_of(answer, Filters(province=("云南",)))["province"]
    assert [(value.value, value.count, value.selected) for value in told] == [("福建", 2, False), ("云南", 0, True)]
