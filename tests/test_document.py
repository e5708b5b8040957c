"""The document: what follows from an article alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.article import Article
from index.document import analysed, analysed_together, document_of, kept_document
from index.kept import KeptArticle
from index.text.analyzer import Analyzer

ARTICLE = Article(
    url="http://qingrong.example/1",
    title="茶山上的板凳法庭",
    body="法官走進茶山。\n一、把板凳擺好\n茶農坐下來說話。",
    court="青榕县人民法院",
    published="2024-05-06T07:08:09",
)


def test_the_year_is_that_of_the_publication() -> None:
    assert document_of(ARTICLE).year == "2024"


def test_an_article_without_a_date_has_no_year() -> None:
    assert document_of(replace(ARTICLE, published=None)).year is None


def test_headings_are_those_of_the_sections() -> None:
    assert document_of(ARTICLE).headings == ("一、把板凳擺好",)


def test_the_normal_text_has_the_title_and_every_paragraph_on_a_line_of_its_own() -> None:
    assert document_of(ARTICLE).normal_text.split("\n") == [
        "茶山上的板凳法庭",
        "法官走进茶山。",
        "一、把板凳摆好",
        "茶农坐下来说话。",
    ]


def test_without_a_title_the_first_line_of_the_normal_text_is_empty() -> None:
    assert document_of(replace(ARTICLE, title=None, body="甲。\n乙。")).normal_text == "\n甲。\n乙。"


def test_articles_of_the_same_text_share_a_story_however_set() -> None:
    long = replace(ARTICLE, body=ARTICLE.body * 3)
    reset = replace(
        long,
        url="http://linzhi.example/2",
        title="另一个题目",
        body="法官走进 茶山。\n一、把板凳摆好\n\n茶农坐下来说话。" * 3,
    )
    assert document_of(reset).story == document_of(long).story


def test_a_text_of_a_few_words_is_a_story_with_its_title_only() -> None:
    film = replace(ARTICLE, body="点击观看视频。")
    assert document_of(film).story == document_of(replace(film, url="http://linzhi.example/2")).story
    assert document_of(film).story != document_of(replace(film, title="另一段视频")).story


def test_articles_of_other_texts_share_no_story() -> None:
    assert document_of(replace(ARTICLE, body="别的事。")).story != document_of(ARTICLE).story


@pytest.mark.parametrize(
    ("name", "values"),
    [("court", ("青榕县人民法院",)), ("year", ("2024",)), ("kind", (document_of(ARTICLE).kind,)), ("province", ())],
)
def test_a_facet_is_a_field_of_the_article_or_what_follows(name: str, values: tuple[str, ...]) -> None:
    assert document_of(ARTICLE).facets(name) == values


def test_json_has_the_article_its_kind_and_its_sections() -> None:
    shown = document_of(ARTICLE).as_json()
    assert shown["body"] == ARTICLE.body
    assert [section["heading"] for section in shown["sections"]] == [None, "一、把板凳擺好"]
    assert set(shown["sections"][0]) == {"heading", "depth", "role", "anchor", "text"}
    assert shown["kind"] == document_of(ARTICLE).kind


@pytest.mark.parametrize("key", ["topics", "brands", "claims", "honours", "figures", "repairs"])
def test_json_has_a_list_for_every_fact_of_the_contract(key: str) -> None:
    assert document_of(replace(ARTICLE, title=None)).as_json()[key] == []


def test_json_has_the_facts() -> None:
    told = document_of(replace(ARTICLE, body="该院推出“茶山夜话”普法品牌。")).as_json()["brands"]
    assert ("茶山夜话", "该院推出“茶山夜话”普法品牌。") in [(brand["name"], brand["sentence"]) for brand in told]


def test_facts_are_drawn_once() -> None:
    document = document_of(ARTICLE)
    assert document.facts is document.facts


def test_a_source_that_shows_snippets_only_gives_no_text() -> None:
    shown = document_of(ARTICLE, show="snippet").as_json()
    assert (shown["body"], shown["sections"]) == (None, [])


def test_nor_is_it_shown_sentence_by_sentence() -> None:
    article = replace(ARTICLE, body="该院推出“茶山夜话”普法品牌。")
    (brand,) = document_of(article, show="snippet").as_json()["brands"]
    assert (brand["name"], brand["sentence"]) == ("茶山夜话", "")


def test_a_kept_article_is_shown_as_its_source_allows() -> None:
    kept = KeptArticle(
        article=ARTICLE, revision=1, source_name="qingrong", show="snippet", first_seen="2024", last_seen="2024"
    )
    assert kept_document(kept).withheld


def test_a_document_is_cut_field_by_field(analyzer: Analyzer) -> None:
    cut = analysed(document_of(ARTICLE), analyzer)
    assert "板凳法庭" in {term.text for term in cut.terms("title")}
    assert "板凳" in {term.text for term in cut.terms("headings")}
    assert {"法官", "板凳", "说话"} <= {term.text for term in cut.terms("body")}


@pytest.mark.parametrize("body", [ARTICLE.body, "Open  Court\n審判 開庭(kāi tíng)", "。"])
def test_its_words_are_those_of_its_paragraphs(analyzer: Analyzer, body: str) -> None:
    article = replace(ARTICLE, body=body)
    cut = analysed(document_of(article), analyzer)
    assert list(cut.terms("body")) == list(analyzer.terms(article.paragraphs))


def test_an_article_without_a_title_has_no_words_in_it(analyzer: Analyzer) -> None:
    assert len(analysed(document_of(replace(ARTICLE, title=None)), analyzer).title) == 0


def test_documents_cut_together_share_their_vocabulary(analyzer: Analyzer) -> None:
    one, other = analysed_together([document_of(ARTICLE), document_of(replace(ARTICLE, title="法官"))], analyzer)
    assert one.vocabulary is other.vocabulary
    assert [term.text for term in other.terms("title")] == ["法官"]


def test_a_facet_is_told_in_simplified_characters_and_the_article_as_it_is() -> None:
    document = document_of(replace(ARTICLE, column="新聞中心", source="臨河縣人民法院"))
    assert (document.facets("column"), document.facets("source")) == (("新闻中心",), ("临河县人民法院",))
    assert document.as_json()["column"] == "新聞中心"


def test_a_court_written_with_and_without_its_city_is_one_facet_value() -> None:
    written = ("福建省福州市鼓楼区人民法院", "福州市鼓楼区人民法院", "鼓楼区法院")
    articles = (replace(ARTICLE, court=name, province="福建", city="福州市") for name in written)
    assert {document_of(article).facets("court") for article in articles} == {("福州市鼓楼区人民法院",)}


def test_an_article_keeps_the_name_of_its_court_as_it_was_written() -> None:
    document = document_of(replace(ARTICLE, court="名山县人民法院"))
    assert document.facets("court") == ("雅安市名山区人民法院",)
    assert document.as_json()["court"] == "名山县人民法院"


def test_an_article_of_no_court_has_no_such_facet() -> None:
    assert document_of(replace(ARTICLE, court=None)).facets("court") == ()


FULL = replace(
    ARTICLE,
    title="青榕法院“知·行·健”工作法",
    body="青榕法院在全省率先推出“知·行·健”工作法，做实诉源治理。\n该院打造“知行健”普法品牌，全年化解纠纷320件。\n"
    "青榕法院荣获全省法院先进集体称号。力争成为全国首个无讼县。",
)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("brand", ("知行健",)),
        ("scope", ("全省",)),
        ("honour", ("省",)),
        ("has", ("figures", "claims", "honours", "brands")),
    ],
)
def test_a_document_has_several_values_in_a_field_of_facts_each_once(name: str, values: tuple[str, ...]) -> None:
    assert document_of(FULL).facets(name) == values


def test_topics_are_values_and_a_document_without_facts_has_none() -> None:
    assert "诉源治理" in document_of(FULL).facets("topic")
    plain = document_of(replace(ARTICLE, title="散文", body="风吹过山。"))
    assert {plain.facets(name) for name in ("brand", "topic", "scope", "honour", "has")} == {()}


def test_density_is_the_share_of_the_text_that_tells_facts() -> None:
    assert document_of(replace(ARTICLE, title=None, body="风吹过山。")).density == 0.0
    telling, padding = "该院全年化解纠纷320件。", "风吹过山。" * 100
    dense = document_of(replace(ARTICLE, title=None, body=f"{telling}\n{padding}"))
    assert dense.density == pytest.approx(len(telling) / (len(telling) + len(padding)))
