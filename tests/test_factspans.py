"""Fact spans: the words of facts in a paragraph, exactly and never one over another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.document import document_of
from index.knowledge.brands import Brand
from index.knowledge.facts import Facts
from index.knowledge.factspans import fact_spans
from index.knowledge.figures import Figure


def spans(body: str) -> list[tuple[str, str]]:
    """The kinds and words that are marked in a paragraph of its own."""
    article = Article(url="http://a.example/", body=body, court="青榕县人民法院", published="2026-03-01")
    return [(span.kind, body[span.start : span.end]) for span in fact_spans(body, document_of(article).facts)]


def figure(number: str, sentence: str) -> Figure:
    """A figure of nothing but its number."""
    return Figure(number, 1.0, None, None, None, "done", None, (), sentence)


def test_a_brand_is_marked_wherever_it_is_named() -> None:
    facts = Facts(brands=(Brand("茶乡和议", "工作法", None, "首句。", "“茶乡和议”工作法", None),))
    text = "茶乡和议好。推行“茶乡和议”工作法，茶乡和议。"
    assert [text[span.start : span.end] for span in fact_spans(text, facts)] == ["“茶乡和议”工作法"]
    assert len(fact_spans("茶乡和议好，茶乡和议妙。", facts)) == 2


def test_a_first_is_marked_with_its_scope() -> None:
    assert ("claim", "全省首个") in spans("该院建成全省首个茶乡巡回法庭。")


def test_a_first_is_named_by_what_is_claimed() -> None:
    article = Article(url="http://a.example/", body="该院建成全省首个茶乡巡回法庭。", court="青榕县人民法院")
    assert ("claim", "茶乡巡回法庭") in {
        (span.kind, span.name) for span in fact_spans(article.body, document_of(article).facts)
    }


def test_a_number_inside_another_is_not_marked() -> None:
    facts = Facts(figures=(figure("5", "调解15件，5件撤诉。"),))
    text = "调解15件，5件撤诉。"
    assert [(span.start, span.end) for span in fact_spans(text, facts)] == [
        (text.index("，5") + 1, text.index("，5") + 2)
    ]


def test_facts_of_other_sentences_are_not_marked() -> None:
    assert fact_spans("别的一段，5件。", Facts(figures=(figure("5", "撤诉5件。"),))) == ()


def test_a_part_of_a_sentence_has_its_facts_marked() -> None:
    whole = "一是化解纠纷5件；二是走访7户。"
    assert len(fact_spans("化解纠纷5件；", Facts(figures=(figure("5", whole), figure("7", whole))))) == 1


@given(
    st.lists(
        st.sampled_from(["首个", "法庭", "5", "15", "件", "。", "“茶乡”", "工作室", "获评", "先进集体", "，"])
    ).map("".join)
)
def test_spans_never_overlap_and_stay_inside(text: str) -> None:
    article = Article(url="http://a.example/", body=text or "空", court="青榕县人民法院")
    edge = 0
    for span in fact_spans(text, document_of(article).facts):
        assert edge <= span.start < span.end <= len(text)
        edge = span.end
