"""The article page: ranks of headings, run-in headings, the outline."""

from __future__ import annotations

from urllib.parse import quote, unquote

from small_library import TEA, filled

from index.article import Article
from index.articleview import ArticleView
from index.document import Document, document_of
from index.kept import KeptArticle, Version
from index.knowledge.sections import Section
from webui import create_app
from webui.articlepage import ArticlePage, Paragraph


def made(*headings: tuple[str | None, int], withheld: bool = False) -> ArticlePage:
    """A page of sections with these headings and depths."""
    sections = tuple(
        Section(heading, depth, None, f"p{number}", "第一段。\n\n第二段。")
        for number, (heading, depth) in enumerate(headings)
    )
    article = Article(url="http://a.example/", body="第一段。")
    kept = KeptArticle(article=article, revision=1, source_name="a", show="text", first_seen="", last_seen="")
    return ArticlePage(ArticleView(Document(article, "新闻动态", sections, withheld), kept, ()))


def told(paragraph: Paragraph) -> str:
    """All words of a paragraph."""
    return "".join(piece.text for piece in paragraph.pieces)


def page_of(body: str, *, shared: frozenset[str] = frozenset(), versions: tuple[Version, ...] = ()) -> ArticlePage:
    """The page of an article as it is read from the corpus."""
    article = Article(url="http://a.example/", body=body, court="青榕县人民法院", published="2026-03-01")
    kept = KeptArticle(article=article, revision=1, source_name="a", show="text", first_seen="", last_seen="")
    return ArticlePage(ArticleView(document_of(article), kept, versions), shared)


def test_marked_firsts_honours_and_brands_lead_to_what_is_known_of_them() -> None:
    page = page_of("该院建成全省首个茶乡巡回法庭。该院获评“全国优秀法院”称号。推行“茶乡和议”工作法，调解5件。")
    with create_app(filled()).test_request_context():
        pieces = [piece for part in page.parts for paragraph in part.paragraphs for piece in paragraph.pieces]
        led = {piece.kind: unquote(piece.leads_to or "") for piece in pieces}
    assert led == {
        None: "",
        "claim": "/firsts?q=茶乡巡回法庭",
        "honour": "/honours?q=全国优秀法院",
        "brand": "/brand?name=茶乡和议",
        "figure": "",
    }


def test_no_rank_of_heading_is_skipped() -> None:
    page = made((None, 1), ("一、甲", 1), ("1、乙", 3), ("（1）丙", 4), ("二、丁", 1), ("（1）戊", 4))
    assert [part.rank for part in page.parts if part.heading] == [2, 3, 4, 2, 3]


def test_a_heading_that_is_a_sentence_runs_into_its_paragraph() -> None:
    page = made(("一是跟着节气走。", 4), ("一、甲", 1))
    assert [part.run_in for part in page.parts] == [True, False]
    assert [told(paragraph) for paragraph in page.parts[0].paragraphs] == ["第一段。", "第二段。"]


def test_the_outline_has_real_headings_and_more_than_one() -> None:
    assert [part.heading for part in made((None, 1), ("甲", 1), ("乙。", 2), ("丙", 2)).outline] == ["甲", "丙"]
    assert made((None, 1), ("甲", 1)).outline == ()


def test_nothing_is_shown_of_a_text_that_is_withheld() -> None:
    page = made(("甲", 1), ("乙", 1), withheld=True)
    assert page.parts == ()
    assert page.outline == ()


def test_facts_are_marked_and_all_words_are_kept() -> None:
    text = "该院建成全省首个茶乡巡回法庭，2025年化解纠纷426件，打造“茶乡和议”工作法。"
    page = page_of(text)
    [paragraph] = page.parts[0].paragraphs
    assert told(paragraph) == text
    assert ("brand", "茶乡和议") in [(piece.kind, piece.name) for piece in paragraph.pieces]
    assert "426" in [piece.name for piece in paragraph.pieces if piece.kind == "figure"]
    assert page.marked == tuple(kind for kind in ("brand", "claim", "honour", "figure") if kind in page.marked)


def test_a_plan_is_told_from_a_result() -> None:
    page = page_of("2026年，力争新建“茶乡和议”工作室12个。")
    assert page.has_plans
    assert not page_of("2025年，建成“茶乡和议”工作室12个。").has_plans


def test_shared_sentences_are_pieces_of_their_own() -> None:
    page = page_of("坚持以人民为中心。本院首创茶园议事。", shared=frozenset({"坚持以人民为中心。"}))
    [paragraph] = page.parts[0].paragraphs
    assert [piece.text for piece in paragraph.pieces if piece.is_shared] == ["坚持以人民为中心。"]


def test_every_paragraph_has_an_anchor_from_its_own_words() -> None:
    one, other = (
        [paragraph.anchor for paragraph in page_of(body).parts[0].paragraphs]
        for body in ("第一段话。\n重复。\n重复。", "新加的导语。\n第一段话。\n重复。\n重复。")
    )
    assert len(set(one)) == 3
    assert other[1:] == one


def test_an_earlier_version_tells_what_was_changed() -> None:
    earlier = Version(
        article=Article(url="http://a.example/", body="化解纠纷12件。"), replaced_at="2026-03-02T00:00:00"
    )
    [version] = page_of("化解纠纷15件。", versions=(earlier,)).versions
    assert version.changed is not None
    assert [(each.was, each.now) for each in version.changed] == [("化解纠纷12件。", "化解纠纷15件。")]


def test_a_marked_brand_leads_to_its_file() -> None:
    client = create_app(filled()).test_client()
    page = client.get("/article?url=" + quote(TEA.url, safe="")).text
    address = "/brand?name=" + quote("茶山法庭")
    assert f'<a href="{address}">茶山法庭</a></mark>' in page
    assert client.get(address).status_code == 200
