"""What an engine found as readers see it: marks, passages, and choices that can be taken back."""

from __future__ import annotations

from typing import Any

from index.engines.engine import FACETS, Answer, Found
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
    "brands": ["茶山法庭"],
    "withheld": False,
    "sections": [
        (None, "p1", "法官走进茶山。", None, 1),
        ("一、板凳", "p2", "板凳摆在茶山，茶山的人都来。", "做法", 1),
        ("（一）怎么坐", "p4", "坐在茶树下。", "做法", 2),
        ("二、其他", "p3", "没有。", None, 1),
    ],
}


def shown(query: str, analyzer: Analyzer, *roles: str, section: int | None = None) -> Hit:
    return hit_of(Found(VIEW, 1.0, (), section), Markers.of(parse(query, analyzer), analyzer), roles)


def test_matches_are_marked_and_the_section_with_most_of_them_comes_first(analyzer: Analyzer) -> None:
    hit = shown("“茶山”", analyzer)
    assert hit.title_html == "<mark>茶山</mark>法庭进村"
    assert [passage.anchor for passage in hit.passages] == ["p2", "p1"]
    assert hit.snippet.count("<mark>茶山</mark>") == 2


def test_what_was_asked_of_the_title_alone_is_marked_there_alone(analyzer: Analyzer) -> None:
    hit = shown("title:“茶山”", analyzer)
    assert hit.title_html == "<mark>茶山</mark>法庭进村"
    assert "<mark>" not in hit.snippet


def counted(filters: Filters, **counts: tuple[tuple[str, int], ...]) -> dict[str, list[tuple[str, int, bool]]]:
    facets = dict.fromkeys(FACETS, ()) | counts
    answer = Answer(total=0, stories=0, found=(), facets=facets, partial=False)
    told = facets_of(answer, filters, lambda keys: {key: f"{key}工作法" for key in keys})
    return {name: [(value.value, value.count, value.selected) for value in values] for name, values in told.items()}


def test_a_choice_without_articles_stays_to_be_taken_back() -> None:
    told = counted(Filters(province=("云南",)), province=(("福建", 2),))
    assert told["province"] == [("福建", 2, False), ("云南", 0, True)]


def test_a_brand_is_told_as_it_is_written_and_a_chosen_one_as_it_was_chosen() -> None:
    told = counted(Filters(brand=("知·行·健工作室", "茶桌")), brand=(("知行健", 3), ("马灯", 1)))
    assert told["brand"] == [("知·行·健工作室", 3, True), ("马灯工作法", 1, False), ("茶桌", 0, True)]


def test_a_hit_names_the_brands_of_its_article(analyzer: Analyzer) -> None:
    assert shown("“茶山”", analyzer).as_json()["brands"] == ["茶山法庭"]


def test_the_paragraphs_of_a_withheld_text_are_not_told(analyzer: Analyzer) -> None:
    markers = Markers.of(parse("“茶山”", analyzer), analyzer)
    hidden = hit_of(Found(VIEW | {"withheld": True}, 1.0, ()), markers)
    assert [passage.paragraph for passage in hidden.passages] == [None, None]
    assert None not in [passage.paragraph for passage in shown("“茶山”", analyzer).passages]
