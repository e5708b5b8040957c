"""Relating: what is told together, and which articles are alike, by counts that anybody can check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from index.article import Article
from index.document import bare_document
from index.engines.engine import Answer
from index.relating import RelatedTerm, related_terms, telling_words
from index.searching import Library, SearchRequest
from index.text.analyzer import Analyzer
from index.vocabulary import Vocabulary

OpenLibrary = Callable[..., Library]


def _answer(total: int, brands: dict[str, int], topics: dict[str, int]) -> Answer:
    facets = {"brand": tuple(brands.items()), "topic": tuple(topics.items())}
    return Answer(total=total, stories=total, found=(), facets=facets, partial=False)


def _related(answer: Answer, everything: Answer, query: str) -> tuple[RelatedTerm, ...]:
    counts = {name: dict(counted) for name, counted in everything.facets.items()}
    return related_terms(answer, everything.total, counts, query)


def test_what_answers_have_more_often_than_articles_is_related() -> None:
    everything = _answer(100, {"茶山法庭": 4, "板凳法庭": 9, "海港驿站": 50}, {"巡回审判": 10})
    answer = _answer(10, {"海港驿站": 5, "茶山法庭": 4, "板凳法庭": 1}, {"巡回审判": 5})
    assert _related(answer, everything, "") == (
        RelatedTerm("茶山法庭", "brand", 4, 4),
        RelatedTerm("巡回审判", "topic", 5, 10),
    )


def test_what_the_query_names_is_not_related_to_it() -> None:
    everything = _answer(100, {"茶山法庭": 4}, {})
    assert _related(_answer(4, {"茶山法庭": 4}, {}), everything, "“茶山法庭” 调解") == ()


def test_all_articles_together_have_nothing_related() -> None:
    everything = _answer(100, {"茶山法庭": 4}, {"巡回审判": 10})
    assert _related(everything, everything, "") == ()


def test_where_nothing_answers_nothing_is_related_whatever_other_choices_would_give() -> None:
    everything = _answer(100, {"茶山法庭": 4}, {"巡回审判": 10})
    assert _related(_answer(0, {"茶山法庭": 4}, {}), everything, "板凳") == ()


def test_rare_words_tell_more_and_words_of_the_title_count_more(analyzer: Analyzer) -> None:
    known = Vocabulary.of([("茶山", 2), ("板凳", 2), ("法院", 90), ("海港", 1), ("邻居", 2)])
    document = bare_document(Article(url="http://a.example/1", title="板凳", body="法院的邻居在茶山，茶山，海港。"))
    assert telling_words(document, analyzer, known, 100) == ("板凳", "茶山", "邻居", "法院")


TEA = Article(url="http://a.example/1", title="茶山上的板凳", body="茶山的板凳搬到了采茶的田边，邻居坐下来评理。" * 4)
REPOST = replace(TEA, url="http://b.example/1")
NEIGHBOUR = Article(url="http://a.example/2", title="采茶季", body="采茶的邻居在茶山评理，板凳坐满了人，案子当天办结。")
HARBOUR = Article(url="http://a.example/3", title="海港的仓库", body="执行干警在海港腾退仓库，货物当天装船。")


def test_similar_articles_share_telling_words_and_are_of_other_stories(library: OpenLibrary) -> None:
    found = library(TEA, REPOST, NEIGHBOUR, HARBOUR).similar(TEA.url)
    assert found is not None
    assert [article.url for article in found] == [NEIGHBOUR.url]
    assert set(found[0].words) <= {"茶山", "板凳", "采茶", "邻居", "评理", "坐下"}
    assert "茶山" in found[0].words


def test_an_unknown_address_has_no_similar_articles(library: OpenLibrary) -> None:
    assert library(TEA).similar("http://a.example/none") is None
    assert library(HARBOUR).similar(HARBOUR.url) == ()


def test_words_of_a_withheld_text_are_not_told(library: OpenLibrary) -> None:
    library(TEA, HARBOUR)
    found = library(NEIGHBOUR, show="snippet").similar(TEA.url)
    assert found is not None
    assert [(article.url, "评理" in article.words) for article in found] == [(NEIGHBOUR.url, False)]


def test_a_search_tells_what_is_told_together(library: OpenLibrary) -> None:
    told = [
        Article(url=f"http://c.example/{n}", title=f"第{n}天", body="法院设立“茶山调解工作室”，巡回审判进茶园。" * 3)
        for n in range(3)
    ]
    others = [Article(url=f"http://d.example/{n}", title=f"海港{n}", body=f"海港第{n}号仓库。") for n in range(9)]
    opened = library(*told, *others)
    related = opened.search(SearchRequest(query="茶园"), budget=60.0).related
    assert ("茶山调解工作室", "brand", 3, 3) in {(t.value, t.field, t.count, t.total) for t in related}
    assert opened.search(SearchRequest(query="海港"), budget=60.0).related == ()


def test_a_brand_and_a_topic_of_one_name_are_two_related_terms() -> None:
    everything = _answer(100, {"枫桥经验": 4}, {"枫桥经验": 4})
    answer = _answer(10, {"枫桥经验": 4}, {"枫桥经验": 4})
    assert [term.field for term in _related(answer, everything, "")] == ["brand", "topic"]
