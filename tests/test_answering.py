"""Answering: other names, mended words, which part nobody has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from index.answering import Asking
from index.article import Article
from index.engines.engine import Answer
from index.query import Filters, Query
from index.results import SearchResults
from index.searching import Library, SearchRequest

OpenLibrary = Callable[..., Library]


def _article(number: int, body: str, **fields: Any) -> Article:
    return Article(url=f"http://a.example/{number}", body=body, **{"title": f"第{number}天"} | fields)


@pytest.fixture
def opened(library: OpenLibrary) -> Library:
    """Five articles."""
    return library(
        _article(1, "推进诉源治理。", court="雅安市名山区人民法院", published="2020-01-01"),
        _article(2, "名山区人民法院的板凳。", published="2021-01-01"),
        _article(3, "名山县的茶山。"),
        _article(4, "诉讼服务中心来了茶农。"),
        _article(5, "枫桥经验，诉讼，原来，治理。"),
    )


def _search(library: Library, query: str, **request: Any) -> SearchResults:
    return library.search(SearchRequest(query=query, **request), budget=60.0)


def _found(results: SearchResults) -> set[str]:
    return {hit.url[-1] for hit in results.hits}


def test_other_names_are_found_told_and_marked(opened: Library) -> None:
    results = _search(opened, "诉服中心")
    assert _found(results) == {"4"}
    assert "诉讼服务中心" in results.also
    assert results.hits[0].snippet.startswith("<mark>诉讼服务中心</mark>")


def test_other_names_can_be_switched_off(opened: Library) -> None:
    assert _found(_search(opened, "名山县")) == {"2", "3"}
    results = _search(opened, "名山县", also=False)
    assert (_found(results), results.also) == ({"3"}, ())


@pytest.mark.parametrize(
    ("query", "better"),
    [
        ("诉原治理", "诉源治理"),
        ("訴原治理", "诉源治理"),
        ("sùyuánzhìlǐ", None),
        ("suyuanzhili", "诉源治理"),
        ("枫侨经验", "枫桥经验"),
        ("诉源治里", "诉源治理"),
        ("名山区 版凳", "名山区 板凳"),
        ("推进诉原治理", "推进诉源治理"),
        ("诉源治理", None),
    ],
)
def test_a_word_of_the_same_sound_or_one_off_is_suggested(opened: Library, query: str, better: str | None) -> None:
    assert _search(opened, query).suggestion == better


@pytest.mark.parametrize("typed", ["jingyexianzhi", "JingYeXianZhi", "jyxz", "ｊｙｘｚ"])
def test_pinyin_of_what_is_no_word_is_read_by_the_titles(library: OpenLibrary, typed: str) -> None:
    opened = library(_article(1, "竞业限制的违约金。", title="员工的竞业限制"), _article(2, "甲。", title="茶山"))
    assert _search(opened, typed).suggestion == "竞业限制"


def test_a_title_that_looks_like_a_field_is_suggested_in_quotation_marks(library: OpenLibrary) -> None:
    opened = library(_article(1, "甲。", title="法院：把板凳搬到田边"))
    results = _search(opened, "法院：把板凳搬到田边")
    assert (results.total, results.suggestion) == (0, "“法院：把板凳搬到田边”")


def test_out_of_time_nothing_is_suggested(opened: Library) -> None:
    results = opened.search(SearchRequest(query="诉原治理 OR “诉源”"), budget=0)
    assert (results.partial, results.suggestion, results.notes) == (True, None, ())


def test_each_part_that_nobody_has_is_named(opened: Library) -> None:
    notes = _search(opened, "茶山 海港 “雪山上” 法院：渔村").notes
    assert [part in "".join(notes) for part in ("茶山", "海港", "雪山上", "法院：渔村")] == [False, True, True, True]


def test_of_words_typed_in_one_piece_those_that_nobody_has_are_named(opened: Library) -> None:
    notes = ("No article has 「海港」.", "No article has 「雪山」.")
    assert _search(opened, "茶山海港雪山").notes[:2] == notes


def test_of_a_long_question_the_words_that_nobody_has_are_named(opened: Library) -> None:
    notes = _search(opened, "名山县的茶山有没有诉讼服务中心和海港以及推进治理的经验").notes
    named = [note for note in notes if note.startswith("No article has 「")]
    assert "No article has 「海港」." in named
    assert not [note for note in named if "茶山" in note or "经验" in note]
    assert "these have some of them" in notes[-1]


def test_a_part_that_only_the_filters_leave_out_is_not_named(opened: Library) -> None:
    results = _search(opened, "茶山", filters=Filters(year=("2020",)))
    assert (results.total, results.notes) == (0, ())


def test_any_part_may_do_and_the_missing_one_is_named(opened: Library) -> None:
    results = _search(opened, "板凳 海港")
    assert _found(results) == {"2"}
    assert "海港" in results.notes[0]
    assert "No article has all the words" in results.notes[-1]


@pytest.mark.parametrize(
    ("query", "others"),
    [
        ("诉源治理", ["訴源治理", "訴源治理\u3000", "“訴源治理”"]),
        ("名山县 OR 茶农", ["名山縣 ＯＲ 茶農", "名山縣\u3000OR\u3000茶农"]),
        ("title:第1天", ["標題：第１天", "标题：第1天", "ｔｉｔｌｅ：第１天"]),
        ("“名山区人民法院 板凳”~3", ["「名山區人民法院\u3000板凳」～３", "＂名山区人民法院 板凳＂~3"]),
    ],
)
def test_queries_of_any_script_and_width_find_the_same(opened: Library, query: str, others: list[str]) -> None:
    found = _found(_search(opened, query))
    assert found
    assert [_found(_search(opened, other)) for other in others] == [found] * len(others)


def test_nothing_found_is_no_answer_where_there_was_no_time_to_look_for_any_part(
    opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_time = Asking._ask

    def ask(self: Asking, query: Query, filters: Filters | None = None) -> Answer:
        answer = in_time(self, query, filters)
        return replace(answer, total=0, stories=0, found=(), partial=True) if answer.total else answer

    assert _found(_search(opened, "茶山 竹排")) == {"3"}
    monkeypatch.setattr(Asking, "_ask", ask)
    results = _search(opened, "茶山 竹排")
    assert (results.total, results.partial) == (0, True)
