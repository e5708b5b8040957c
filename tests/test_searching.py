"""Searching: quotations exactly, words as words, facets, order, stories, pages, what a hit shows, the time allowed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from index import building
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.engines.engine import FACETS
from index.engines.whoosh.segments import committing
from index.query import Filters, QueryError
from index.results import FacetValue, FacetValues, SearchResults
from index.runs import Run
from index.searching import Library, SearchRequest, Unfinished
from index.store import CorpusError
from index.text.normal import normalise

OpenLibrary = Callable[..., Library]
Keep = Callable[..., None]

QINGRONG, LINZHI = "青榕县人民法院", "临沚区人民法院"
SEARCH_KEYS = [
    *("query", "total", "stories", "page", "took_ms", "partial"),
    *("notes", "also", "hits", "facets", "suggestion", "related", "coverage"),
]
HIT_KEYS = [
    *("url", "title", "court", "province", "published", "kind", "score"),
    *("snippet", "passages", "brands", "reposts"),
]
WORDS = (
    "人民法院",
    "審判",
    "法官",
    "茶山",
    "開(kāi)庭",
    "“板凳”",
    "5·8",
    "党建+信访",
    "ＡＰＰ",
    "民",
    "法",
    "，",
    " ",
    "（试行）",
    "——",
)


def _article(number: int, body: str = "法官走进茶山。", **fields: Any) -> Article:
    return Article(url=f"http://qingrong.example/{number:03d}", body=body, **{"title": f"第{number}天"} | fields)


def _search(library: Library, query: str = "", *, budget: float = 60.0, **request: Any) -> SearchResults:
    return library.search(SearchRequest(query=query, **{"size": 100} | request), budget=budget)


def _numbers(results: SearchResults) -> list[int]:
    return [int(hit.url[-3:]) for hit in results.hits]


def _found(library: Library, query: str, **request: Any) -> set[int]:
    return set(_numbers(_search(library, query, group="none", **request)))


# Quotations


def _random_article(chance: random.Random, number: int) -> Article:
    def _paragraph() -> str:
        return "".join(chance.choices(WORDS, k=chance.randint(1, 8))) + "。"

    return _article(number, "\n".join(_paragraph() for _ in range(chance.randint(1, 4))), title=_paragraph())


def _random_needle(chance: random.Random, articles: list[Article]) -> str:
    article = chance.choice(articles)
    line = re.sub("[“”]", "", chance.choice([article.title or "", *article.paragraphs]))
    length = chance.randint(2, 12)
    start = chance.randint(0, max(0, len(line) - length))
    return line[start : start + length]


def _containing(needle: str, articles: list[Article]) -> set[int]:
    """The plain answer: every article whose title or one of whose paragraphs has the needle in its normal form."""
    normal = normalise(needle)
    return {
        int(article.url[-3:])
        for article in articles
        if any(normal in normalise(line) for line in (article.title or "", *article.paragraphs))
    }


@pytest.mark.parametrize("seed", range(6))
def test_a_quotation_finds_exactly_the_articles_that_contain_it(
    folder: DataFolder, keep: Keep, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "to_merge", lambda *_: [])
    chance = random.Random(seed)
    articles: dict[int, Article] = {}
    for _ in range(4):
        for number in chance.sample(range(30), k=9):
            articles[number] = _random_article(chance, number)
            keep(articles[number])
        building.update(folder, lambda done, total: None)
    now = list(articles.values())
    with Library.open(folder) as library:
        for _ in range(60):
            needle = _random_needle(chance, now)
            if len(normalise(needle)) > 1:
                assert _found(library, f"“{needle}”") == _containing(needle, now), needle


@pytest.mark.parametrize(
    "query", ["“審判員ＡＰＰ”", "“审判员app”", "「審判員 App」", '"审判员ａｐｐ"', "『审判員\u3000APP』"]
)
def test_a_quotation_is_the_same_in_any_script_and_setting(library: OpenLibrary, query: str) -> None:
    opened = library(
        _article(1, "用上了審判員ＡＰＰ。"), _article(2, "用上了审判员 app。"), _article(3, "审判员用app。")
    )
    assert _found(opened, query) == {1, 2}


@pytest.mark.parametrize(
    "body", ["法官走进茶\n山里来了。", "法官走进茶，山里来了。", "法官走进茶（山）。", "法官走进茶·山。"]
)
def test_a_quotation_crosses_no_paragraph_and_no_mark(library: OpenLibrary, body: str) -> None:
    assert _found(library(_article(1, body)), "“进茶山”") == set()


def test_a_quotation_does_not_cross_from_the_title_into_the_text(library: OpenLibrary) -> None:
    assert _found(library(_article(1, "茶山上来了人。", title="法官走进")), "“走进茶山”") == set()


def test_a_quotation_is_found_through_a_gloss(library: OpenLibrary) -> None:
    assert _found(library(_article(1, "今天開(kāi)庭了。")), "“开庭”") == {1}


def test_marks_in_a_query_are_found_as_written(library: OpenLibrary) -> None:
    opened = library(
        _article(1, "党建+信访的做法。"),
        _article(2, "党建和信访的做法。"),
        _article(3, "5·8这天。"),
        _article(4, "58件。"),
    )
    assert _found(opened, "党建+信访") == {1}
    assert _found(opened, "5•8") == {3}


# Words


def test_a_word_does_not_match_inside_another_word(library: OpenLibrary) -> None:
    opened = library(_article(1, "人民法院来人了。"), _article(2, "学习民法。"))
    assert _found(opened, "民法") == {2}
    assert _found(opened, "“民法”") == {1, 2}


def test_a_word_matches_the_compound_that_it_is_a_part_of(library: OpenLibrary) -> None:
    assert _found(library(_article(1, "人民法院来人了。"), _article(2, "茶农来人了。")), "法院") == {1}


def test_a_word_is_found_in_the_title_the_headings_and_the_text(library: OpenLibrary) -> None:
    opened = library(
        _article(1, title="茶山", body="甲。"),
        _article(2, "一、茶山\n乙。"),
        _article(3, "有座茶山。"),
        _article(4, "丙。"),
    )
    assert _found(opened, "茶山") == {1, 2, 3}


def test_a_lone_character_is_found_wherever_it_stands(library: OpenLibrary) -> None:
    assert _found(library(_article(1, "人民法院来人了。"), _article(2, "茶农来人了。")), "法") == {1}


@pytest.mark.parametrize("query", ["審判", "审判", "審 判"])
def test_a_word_is_the_same_in_any_script(library: OpenLibrary, query: str) -> None:
    assert _found(library(_article(1, "巡迴審判。"), _article(2, "茶农来人了。")), query) == {1}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("法官 茶山", {3}),
        ("法官 OR 茶山", {1, 2, 3}),
        ("法官 -茶山", {1}),
        ("法官 NOT “茶山”", {1}),
        ("-法官", {2, 4}),
        ("-法官 -茶山", {4}),
        ("(法官 OR 海港) -茶山", {1, 4}),
        ("法官 -(茶山 OR 海港)", {1}),
        ("NOT (法官 茶山)", {1, 2, 4}),
        ("-“法官” OR 茶山", {2, 3, 4}),
        ("--法官", {1, 3}),
        ("-" * 199 + "法", {2, 4}),
        ("(" * 60 + "法官" + ")" * 60, {1, 3}),
        ("-(a " * 39 + "法官" + ")" * 39, {1, 2, 3, 4}),
        ("“法官” " * 40, {1, 3}),
        ("", {1, 2, 3, 4}),
    ],
)
def test_operators_combine(library: OpenLibrary, query: str, found: set[int]) -> None:
    opened = library(
        _article(1, "有法官。"), _article(2, "有茶山。"), _article(3, "法官在茶山。"), _article(4, "海港。")
    )
    assert _found(opened, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("title:茶山", {2}),
        ("茶山 -标题：茶山", {1}),
        ("法院：青榕", {1}),
        ("茶山 NOT 法院:青榕", {2}),
        ("year:2019..2020 茶山", {1}),
        ("年份：2021 OR 法院：青榕", {1, 2}),
        ("日期:2019-05 茶山", {1}),
        ("茶山*", {1, 2}),
        ("“法官 茶山”~2", {1}),
        ("栏目：经验 法官", {1}),
        ("品牌：茶山", set()),
        ("品牌：夜话 OR 标题:茶山", {2, 3}),
        ("主题:诉源 含有:品牌", {3}),
    ],
)
def test_fields_dates_beginnings_and_nearness_combine(library: OpenLibrary, query: str, found: set[int]) -> None:
    opened = library(
        _article(1, "法官走进茶山。", court=QINGRONG, published="2019-05-06", column="经验交流"),
        _article(2, "法官没去。", title="茶山", published="2021-01-01"),
        _article(3, "该院推出“茶桌夜话”普法品牌，做实诉源治理。", title="诉源治理新路"),
    )
    assert _found(opened, query) == found


def test_a_brand_is_found_in_any_spelling_and_told_as_it_is_written(library: OpenLibrary) -> None:
    opened = library(
        _article(1, "该院推出“知·行·健”普法品牌，讲给乡亲听。"),
        _article(2, "该院推出“知·行·健”普法品牌，又讲给学生听。"),
        _article(3, "该院推出“知行健”普法品牌，再讲给工人听。"),
    )
    results = _search(opened)
    assert [*results.facets["brand"]] == [FacetValue("知·行·健", 3, False)]
    assert {hit.brands for hit in results.hits} == {("知·行·健",), ("知行健",)}
    chosen = _search(opened, filters=Filters(brand=("知行健工作法",)))
    assert (chosen.total, [*chosen.facets["brand"]]) == (3, [FacetValue("知行健工作法", 3, True)])


def test_what_is_asked_of_the_title_is_marked_there_alone(library: OpenLibrary) -> None:
    (hit,) = _search(library(_article(1, "走进茶山。", title="茶山的事")), "title:茶山").hits
    assert (hit.title_html, hit.snippet) == ("<mark>茶山</mark>的事", "走进茶山。")


def test_words_typed_in_one_piece_find_both_ways_and_the_whole_first(library: OpenLibrary) -> None:
    opened = library(_article(1, "茶山上来了一位法官。"), _article(2, "法官茶山走一回。"), _article(3, "法官。"))
    assert _numbers(_search(opened, "法官茶山")) == [2, 1]


def test_where_no_article_has_all_words_some_will_do_and_a_note_says_so(library: OpenLibrary) -> None:
    results = _search(library(_article(1, "有法官。"), _article(2, "有茶山。")), "法官 茶山")
    assert set(_numbers(results)) == {1, 2}
    assert "No article has all the words" in results.notes[0]


def test_where_no_article_has_any_of_the_words_each_is_named(library: OpenLibrary) -> None:
    results = _search(library(_article(1, "有法官。")), "海港 渔船")
    assert results.total == 0
    assert [word in note for word, note in zip(("海港", "渔船"), results.notes, strict=True)] == [True, True]


def test_where_a_word_stands_only_across_words_its_characters_are_suggested(library: OpenLibrary) -> None:
    results = _search(library(_article(1, "人民法院来人了。")), "民法")
    assert (results.total, results.suggestion) == (0, "“民法”")


@pytest.mark.parametrize("query", ["海港", "法院", "“法官走进”", "海港 OR 渔船"])
def test_nothing_is_suggested_where_that_would_not_help(library: OpenLibrary, query: str) -> None:
    assert _search(library(_article(1, "法官从人民法院走进来。")), query).suggestion is None


def test_the_longest_query_has_no_room_for_marks(library: OpenLibrary) -> None:
    assert _search(library(_article(1)), "民法 " * 66).suggestion is None


def test_a_query_combined_by_hand_is_taken_at_its_word(library: OpenLibrary) -> None:
    results = _search(library(_article(1, "有法官。"), _article(2, "有茶山。")), "法官 茶山 -海港")
    assert (results.total, results.notes) == (0, ())


# Order and pages


def test_the_title_counts_more_than_the_text(library: OpenLibrary) -> None:
    opened = library(_article(1, "茶山在东边。"), _article(2, "在东边。", title="茶山"), _article(3, "海港。"))
    assert _numbers(_search(opened, "茶山")) == [2, 1]
    assert _numbers(_search(opened, "“茶山”")) == [2, 1]


def test_sorting_by_date_puts_the_latest_first_and_the_undated_last(library: OpenLibrary) -> None:
    days = {1: "2023-01-01", 2: None, 3: "2024-05-06T07:00:00", 4: "2024-05-06T09:00:00", 5: "2024-05-07"}
    opened = library(*(_article(number, f"茶山{number}。", published=day) for number, day in days.items()))
    assert _numbers(_search(opened, "茶山", sort="date")) == [5, 4, 3, 1, 2]
    assert _numbers(_search(opened)) == [5, 4, 3, 1, 2]


@pytest.mark.parametrize(
    "request_",
    [
        {"query": "茶山"},
        {"sort": "date"},
        {"group": "none"},
        {"query": "“茶山”", "group": "none"},
        {"query": "茶山", "sort": "density"},
        {"query": "茶山", "sort": "date", "group": "passage"},
    ],
)
def test_pages_cover_every_card_exactly_once(library: OpenLibrary, request_: dict[str, Any]) -> None:
    opened = library(*(_article(number, f"茶山来了{number // 2}人。", title="茶山") for number in range(1, 24)))
    pages = [_search(opened, page=page, size=5, **request_) for page in range(1, 7)]
    shown = [hit.url for page in pages for hit in page.hits]
    shown += [repost.url for page in pages for hit in page.hits for repost in hit.reposts]
    assert len(shown) == len(set(shown)) == 23
    assert sum(len(page.hits) for page in pages) == pages[0].stories
    assert [page.page for page in pages] == [1, 2, 3, 4, 5, 6]
    assert pages[-1].hits == ()


@pytest.mark.parametrize("group", ["story", "none", "passage"])
@pytest.mark.parametrize("sort", ["relevance", "date", "density"])
def test_any_page_can_be_asked_for_and_one_beyond_the_last_is_empty(courts: Library, sort: str, group: str) -> None:
    first = _search(courts, "茶山", size=1, sort=sort, group=group)
    last = _search(courts, "茶山", size=1, sort=sort, group=group, page=first.pages)
    beyond = _search(courts, "茶山", size=1, sort=sort, group=group, page=999_999_999_999)
    assert (first.pages, len(last.hits), len(beyond.hits)) == (first.stories, 1, 0)
    assert first.total == beyond.total > 1
    assert first.facets == beyond.facets


@pytest.mark.parametrize(
    "request_",
    [
        *({"page": 0}, {"page": -1}, {"size": 0}, {"size": 101}, {"sort": "newest"}, {"group": "court"}),
        *({"values": -1}, {"values": 1001}),
    ],
)
def test_a_request_that_cannot_be_answered_is_refused(request_: dict[str, Any]) -> None:
    with pytest.raises(QueryError, match=r"\.$"):
        SearchRequest(**request_)


# Stories


def _same_story() -> tuple[Article, ...]:
    text = "法官走进茶山，坐在板凳上听茶农把采茶季的账算清。"
    later = _article(1, text, published="2024-05-06T09:00:00", court=LINZHI)
    first = _article(2, text, published="2024-05-06T07:00:00", court=QINGRONG)
    undated = _article(3, "法官走進 茶山，坐在板凳上聽茶農把採茶季的賬算清。")
    return later, first, undated, _article(4, "另一件事，法官没去。", published="2020-01-01")


def test_articles_of_the_same_text_are_one_card_and_the_earliest_is_its_original(library: OpenLibrary) -> None:
    results = _search(library(*_same_story()), "法官")
    (story,) = [hit for hit in results.hits if hit.reposts]
    assert story.url.endswith("002")
    assert [(repost.url[-3:], repost.court) for repost in story.reposts] == [("001", LINZHI), ("003", None)]
    assert (results.total, results.stories) == (4, 2)


def test_without_grouping_every_article_is_a_card(library: OpenLibrary) -> None:
    results = _search(library(*_same_story()), "法官", group="none")
    assert (results.total, results.stories, len(results.hits)) == (4, 4, 4)
    assert all(hit.reposts == () for hit in results.hits)


def test_where_the_original_is_filtered_out_the_earliest_match_is_shown(library: OpenLibrary) -> None:
    results = _search(library(*_same_story()), "法官", filters=Filters(court=(LINZHI,)))
    assert [(hit.url[-3:], hit.reposts) for hit in results.hits] == [("001", ())]


# Filters and facets


@pytest.fixture
def courts(library: OpenLibrary) -> Library:
    """Six articles of two provinces, three courts and two years; one knows nothing of itself."""
    return library(
        _article(1, "茶山一。", province="福建", city="榕南市", court=QINGRONG, published="2023-03-01", level="基层"),
        _article(2, "茶山二。", province="福建", city="榕南市", court=QINGRONG, published="2024-01-01", source="甲报"),
        _article(
            3, "茶山三。", province="福建", court="榕南市中级人民法院", published="2024-12-31T23:59:59", level="中级"
        ),
        _article(4, "茶山四。", province="江苏", court=LINZHI, published="2023-06-01", column="经验交流"),
        _article(5, "茶山五。", province="江苏", court=LINZHI, published="2024-06-01"),
        _article(6, "茶山六。"),
    )


def _counts(results: SearchResults, name: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets[name]}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(province=("福建",)), {1, 2, 3}),
        (Filters(province=("福建", "江苏")), {1, 2, 3, 4, 5}),
        (Filters(province=("福建",), year=("2024",)), {2, 3}),
        (Filters(province=("福建", "江苏"), year=("2023",), level=("基层",)), {1}),
        (Filters(city=("榕南市",)), {1, 2}),
        (Filters(source=("甲报",)), {2}),
        (Filters(column=("经验交流",)), {4}),
        (Filters(court=("无名法院",)), set()),
        (Filters(date_from="2024-01-01"), {2, 3, 5}),
        (Filters(date_to="2024-01-01"), {1, 2, 4}),
        (Filters(date_from="2024-06-01", date_to="2024-12-31"), {3, 5}),
        (Filters(date_from="2024-12-31", date_to="2024-12-31"), {3}),
        (Filters(province=("江苏",), date_to="2023-12-31"), {4}),
    ],
)
def test_filters_take_any_value_inside_a_field_and_every_field(
    courts: Library, filters: Filters, found: set[int]
) -> None:
    assert _found(courts, "茶山", filters=filters) == found
    assert _found(courts, "", filters=filters) == found


def test_the_kind_is_a_filter(courts: Library) -> None:
    assert _found(courts, "", filters=Filters(kind=("经验做法",))) == {4}


def test_facets_count_articles_most_first_and_leave_out_the_unknown(courts: Library) -> None:
    assert _search(courts).facets["province"] == FacetValues((("福建", 3), ("江苏", 2)))
    assert tuple(_search(courts).facets) == FACETS


def test_so_many_values_of_a_facet_are_told_as_were_asked_for_and_those_chosen(courts: Library) -> None:
    chosen = Filters(court=("榕南市中级人民法院",))
    assert _counts(_search(courts, filters=chosen, values=1), "court") == {LINZHI: 2, "榕南市中级人民法院": 1}
    assert _counts(_search(courts, values=1), "province") == {"福建": 3}
    assert not any(_search(courts, values=0).facets.values())


def test_a_chosen_value_leaves_the_counts_of_its_alternatives(courts: Library) -> None:
    results = _search(courts, filters=Filters(province=("福建",)))
    assert results.facets["province"] == FacetValues((("福建", 3), ("江苏", 2)), frozenset({"福建"}))


def test_a_chosen_value_narrows_the_other_facets(courts: Library) -> None:
    results = _search(courts, filters=Filters(province=("江苏",)))
    assert _counts(results, "court") == {LINZHI: 2}
    assert _counts(results, "year") == {"2023": 1, "2024": 1}


def test_values_chosen_in_two_fields_narrow_each_other(courts: Library) -> None:
    results = _search(courts, filters=Filters(province=("福建",), year=("2023",)))
    assert _counts(results, "province") == {"福建": 1, "江苏": 1}
    assert _counts(results, "year") == {"2023": 1, "2024": 2}
    assert _counts(results, "court") == {QINGRONG: 1}
    assert results.total == 1


def test_every_facet_count_is_what_choosing_it_gives(courts: Library) -> None:
    chosen = Filters(year=("2024",), date_from="2023-04-01")
    for name, values in _search(courts, filters=chosen).facets.items():
        for value in values:
            assert _search(courts, filters=replace(chosen, **{name: (value.value,)})).total == value.count  # type: ignore[arg-type]


def test_dates_narrow_facets_too(courts: Library) -> None:
    assert _counts(_search(courts, filters=Filters(date_from="2024-01-01")), "province") == {"福建": 2, "江苏": 1}


# What a hit shows


def test_a_hit_shows_its_article(library: OpenLibrary) -> None:
    known = {
        "court": QINGRONG,
        "province": "福建",
        "published": "2024-05-06T07:08:09",
        "source": "甲报",
        "repairs": ("x",),
    }
    (hit,) = _search(library(_article(1, "法官走进茶山。", **known)), "茶山").hits
    assert {name: getattr(hit, name) for name in known} == known
    assert (hit.title, hit.kind) == ("第1天", "新闻动态")
    assert hit.score > 0


def test_everything_shown_is_escaped_and_marked(library: OpenLibrary) -> None:
    (hit,) = _search(library(_article(1, "<script>茶山</script>", title="<b>茶山</b>")), "茶山").hits
    assert hit.title_html == "&lt;b&gt;<mark>茶山</mark>&lt;/b&gt;"
    assert hit.snippet == "&lt;script&gt;<mark>茶山</mark>&lt;/script&gt;"


def test_passages_are_the_sections_that_answer_those_with_most_matches_first(library: OpenLibrary) -> None:
    body = "开头的话。\n一、板凳\n茶山来人了。\n二、海港\n没有说到。\n三、船头\n茶山连着茶山。\n"
    (hit,) = _search(library(_article(1, body)), "茶山").hits
    assert [(passage.heading, passage.text) for passage in hit.passages] == [
        ("三、船头", "<mark>茶山</mark>连着<mark>茶山</mark>。"),
        ("一、板凳", "<mark>茶山</mark>来人了。"),
    ]
    assert hit.snippet == hit.passages[0].text


def test_a_passage_leads_to_its_section(library: OpenLibrary) -> None:
    opened = library(_article(1, "开头的话。\n一、板凳\n茶山来人了。"))
    (hit,) = _search(opened, "茶山").hits
    shown = opened.stacks.article(hit.url)
    assert shown is not None
    assert hit.passages[0].anchor == shown.sections[1].anchor


def test_no_more_than_three_passages_are_shown(library: OpenLibrary) -> None:
    body = "\n".join(f"{numeral}、板凳{numeral}\n茶山来人了。" for numeral in "一二三四五")
    assert len(_search(library(_article(1, body)), "茶山").hits[0].passages) == 3


def test_a_heading_that_answers_is_shown_with_its_text(library: OpenLibrary) -> None:
    (hit,) = _search(library(_article(1, "一、茶山\n来人了。")), "茶山").hits
    assert [(passage.heading, passage.text) for passage in hit.passages] == [("一、茶山", "来人了。")]


def test_a_heading_over_headings_stands_for_itself(library: OpenLibrary) -> None:
    (hit,) = _search(library(_article(1, "一、茶山\n（一）海港\n来人了。")), "茶山").hits
    assert hit.snippet == "一、<mark>茶山</mark>"


def test_the_heading_of_a_passage_is_marked_and_escaped(library: OpenLibrary) -> None:
    (hit,) = _search(library(_article(1, "一、<b>茶山</b>\n来人了。")), "茶山").hits
    assert hit.passages[0].heading_html == "一、&lt;b&gt;<mark>茶山</mark>&lt;/b&gt;"


@pytest.mark.parametrize("query", ["", "板凳"])
def test_where_no_section_answers_the_opening_is_shown(library: OpenLibrary, query: str) -> None:
    (hit,) = _search(library(_article(1, "开头的话。\n一、船头\n来人了。", title="板凳")), query).hits
    assert [passage.text for passage in hit.passages] == ["开头的话。"]


def test_an_article_of_headings_only_opens_with_its_first(library: OpenLibrary) -> None:
    (hit,) = _search(library(_article(1, "一、板凳", title="茶山")), "茶山").hits
    assert (len(hit.passages), hit.snippet) == (1, "一、板凳")


def test_an_article_without_a_title_is_found_and_shown(library: OpenLibrary) -> None:
    (hit,) = _search(library(_article(1, "茶山来人了。", title=None)), "“茶山”").hits
    assert (hit.title, hit.title_html) == (None, "")


# Results


def test_the_json_has_the_keys_of_the_contract(courts: Library) -> None:
    shown = _search(courts, "茶山").as_json()
    assert list(shown) == SEARCH_KEYS
    assert sorted(shown["hits"][0]) == sorted(HIT_KEYS)
    assert set(shown["hits"][0]["passages"][0]) == {"heading", "path", "role", "text", "anchor"}
    assert shown["facets"]["province"][0] == {"value": "福建", "count": 3}
    assert shown["coverage"] == asdict(courts.coverage())


def test_notes_tell_what_was_read_as_text(courts: Library) -> None:
    assert "「(((」" in _search(courts, "茶山 (((").notes[0]


@pytest.mark.parametrize("query", ["茶山", "“茶山”", "", "“茶山” “第1号”"])
def test_a_search_out_of_time_is_partial_and_says_nothing_untrue(library: OpenLibrary, query: str) -> None:
    opened = library(*(_article(number, f"茶山第{number}号。") for number in range(70)))
    results = _search(opened, query, budget=0)
    assert results.partial
    assert results.total < 70
    assert results.notes == ()


def test_a_search_in_time_is_whole(courts: Library) -> None:
    assert not _search(courts, "“茶山”").partial


def test_threads_may_share_a_library(courts: Library) -> None:
    queries = ["茶山", "“茶山三”", "法官 OR 茶山", "-“茶山”"] * 6
    expected = [_found(courts, query) for query in queries]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda query: _found(courts, query), queries)) == expected


# All that answers


def _every(library: Library, query: str = "", **request: Any) -> list[int]:
    with library.every(SearchRequest(query=query, **request)) as entries:
        return [int(entry.kept.article.url[-3:]) for entry in entries]


def _shown(library: Library, query: str, **request: Any) -> list[int]:
    """The numbers of all articles on all cards, a card's reposts after its first."""
    hits = _search(library, query, **request).hits
    return [int(url[-3:]) for hit in hits for url in (hit.url, *(repost.url for repost in hit.reposts))]


@pytest.mark.parametrize("query", ["茶山", "", "“茶山三” OR 茶山四", "茶山 海底", "没有这个词"])
@pytest.mark.parametrize(
    "request_", [{}, {"sort": "date"}, {"group": "none"}, {"filters": Filters(province=("福建",), year=("2024",))}]
)
def test_all_that_answers_is_what_the_pages_show_one_after_the_other(
    courts: Library, query: str, request_: dict[str, Any]
) -> None:
    assert _every(courts, query, **request_) == _shown(courts, query, **request_)


def test_all_that_answers_has_no_end_where_a_page_has_one(library: OpenLibrary) -> None:
    opened = library(*(_article(number, f"茶山第{number}号。") for number in range(130)))
    assert sorted(_every(opened, "茶山", page=2, size=10)) == list(range(130))


def test_reposts_follow_their_original(library: OpenLibrary) -> None:
    assert _every(library(*_same_story()), "法官", sort="date") == [2, 1, 3, 4]


def test_all_are_given_or_none(library: OpenLibrary) -> None:
    opened = library(*(_article(number, f"茶山第{number}号。") for number in range(70)))
    with pytest.raises(Unfinished, match="narrow the search"), opened.every(SearchRequest(query="茶山"), budget=0):
        pytest.fail("some were given")


def test_what_is_written_meanwhile_is_not_seen(library: OpenLibrary, corpus: Corpus) -> None:
    opened = library(_article(1, "旧的话。"), _article(2, "另一句。"))
    with opened.every(SearchRequest(sort="date")) as entries:
        reading = iter(entries)
        assert next(reading).kept.article.body == "旧的话。"
        with corpus.writing():
            corpus.forget(_article(2).url, reason="asked for", at="2026-04-01")
        assert [entry.kept.article.body for entry in reading] == ["另一句。"]
    assert _every(opened) == [1]


# The rest of the library


def test_sources_tell_their_articles_and_their_last_run(library: OpenLibrary, corpus: Corpus) -> None:
    run = Run(source_name="linzhi", started="2026", finished="2026", outcome="failed", problem="The list was empty.")
    corpus.record_run(run)
    opened = library(_article(1, published="2024-05-06T07:08:09"), source="qingrong")
    assert [(one.name, one.articles, one.newest, one.run) for one in opened.sources()] == [
        ("linzhi", 0, None, run),
        ("qingrong", 1, "2024-05-06", None),
    ]
    assert opened.coverage().stale == ("linzhi",)


def test_sample_data_says_that_it_is(library: OpenLibrary, corpus: Corpus) -> None:
    opened = library(_article(1))
    assert not opened.is_sample
    corpus.set_meta("sample", "1")
    assert opened.is_sample


def test_the_generation_stays_while_nothing_changes(courts: Library) -> None:
    before = courts.generation
    _search(courts, "茶山")
    assert courts.generation == before


def test_a_library_searches_again_after_it_was_closed(courts: Library) -> None:
    _search(courts)
    courts.close()
    assert _search(courts).total == 6


def test_a_folder_without_a_corpus_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="crawl or ingest first"):
        Library.open(DataFolder(tmp_path))


def test_half_a_character_breaks_nothing(library: OpenLibrary) -> None:
    opened = library(_article(1, "茶山\ud83d来人了。", title="茶\udc00山", court="青榕\ud83d法院"))
    assert [hit.court for hit in _search(opened, "“来人了”").hits] == ["青榕\ufffd法院"]
    assert _search(opened, "“茶\ud83d”").total == 1
