"""The article page: ranks of headings, run-in headings, the outline."""

from __future__ import annotations

from index.article import Article
from index.articleview import ArticleView
from index.document import Document
from index.kept import KeptArticle
from index.knowledge.sections import Section
from webui.articlepage import ArticlePage


def made(*headings: tuple[str | None, int], withheld: bool = False) -> ArticlePage:
    """A page of sections with these headings and depths."""
    sections = tuple(
        Section(heading, depth, None, f"p{number}", "第一段。\n\n第二段。")
        for number, (heading, depth) in enumerate(headings)
    )
    article = Article(url="http://a.example/", body="第一段。")
    kept = KeptArticle(article=article, revision=1, source_name="a", show="text", first_seen="", last_seen="")
    return ArticlePage(ArticleView(Document(article, "新闻动态", sections, withheld), kept, ()))


def test_no_rank_of_heading_is_skipped() -> None:
    page = made((None, 1), ("一、甲", 1), ("1、乙", 3), ("（1）丙", 4), ("二、丁", 1), ("（1）戊", 4))
    assert [part.rank for part in page.parts if part.heading] == [2, 3, 4, 2, 3]


def test_a_heading_that_is_a_sentence_runs_into_its_paragraph() -> None:
    page = made(("一是跟着节气走。", 4), ("一、甲", 1))
    assert [part.run_in for part in page.parts] == [True, False]
    assert page.parts[0].paragraphs == ("第一段。", "第二段。")


def test_the_outline_has_real_headings_and_more_than_one() -> None:
    assert [part.heading for part in made((None, 1), ("甲", 1), ("乙。", 2), ("丙", 2)).outline] == ["甲", "丙"]
    assert made((None, 1), ("甲", 1)).outline == ()


def test_nothing_is_shown_of_a_text_that_is_withheld() -> None:
    page = made(("甲", 1), ("乙", 1), withheld=True)
    assert page.parts == ()
    assert page.outline == ()
