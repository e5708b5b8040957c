"""Collected passages: their short names, and what stands behind them after the page was read again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.article import Article
from index.collected import (
    LENGTH,
    PassageId,
    State,
    UnknownPassage,
    collected,
    paragraph_named,
    passage_saying,
)
from index.document import Document, kept_document
from index.kept import KeptArticle
from index.knowledge.sections import Section, paragraph_anchors

BODY = "第一段讲缘起。\n第二段讲做法，把调解桌搬到茶园边。\n第三段讲成效。"
ARTICLE = Article(url="http://a.example/1", title="茶园里的法庭", body=BODY, court="青榕县人民法院")
ANCHORS = tuple(paragraph_anchors(BODY.split("\n")))


def kept(body: str = BODY, show: str = "text") -> KeptArticle:
    article = replace(ARTICLE, body=body)
    return KeptArticle(article=article, revision=1, source_name="a", show=show, first_seen="", last_seen="2026-03-01")


def named(paragraph: str = BODY.split("\n")[1]) -> PassageId:
    return paragraph_named(ARTICLE.url, paragraph)


def test_a_name_is_short_and_read_again() -> None:
    assert len(str(named())) == LENGTH
    assert PassageId.parse(str(named())) == named()


@pytest.mark.parametrize("written", ["", "x", "A" * LENGTH, "é" * LENGTH, "A" * (LENGTH + 4)])
def test_what_names_no_passage_is_refused(written: str) -> None:
    with pytest.raises(UnknownPassage):
        PassageId.parse(written)


def test_a_passage_is_found_with_its_source() -> None:
    found = collected(named(), kept(), kept_document(kept()))
    assert (found.state, found.text, found.anchor) == (State.SAME, BODY.split("\n")[1], ANCHORS[1])
    assert found.about
    assert "茶园里的法庭" in found.about.citation.gbt7714


def test_it_is_found_where_other_paragraphs_came_and_went() -> None:
    later = kept(f"新加的导语。\n{BODY.split(chr(10))[1]}")
    assert collected(named(), later, kept_document(later)).state is State.SAME


def test_a_change_behind_its_first_words_is_told() -> None:
    long = "讲做法，" * 30
    was = named(long)
    later = kept(f"{long}又添一句。")
    found = collected(was, later, kept_document(later))
    assert found.state is State.CHANGED
    assert found.text == later.article.body


def test_a_passage_that_is_no_more_there_is_told() -> None:
    later = kept("全都改写了。")
    found = collected(named(), later, kept_document(later))
    assert (found.state, found.text) == (State.CHANGED, None)
    assert found.about
    assert collected(named(), None, None).state is State.GONE


def test_of_paragraphs_that_begin_alike_the_right_one_is_found() -> None:
    start = "同一个开头，" * 20
    body = f"{start}甲。\n{start}乙。"
    second = tuple(paragraph_anchors(body.split("\n")))[1]
    found = collected(named(f"{start}乙。"), kept(body), kept_document(kept(body)))
    assert (found.state, found.text, found.anchor) == (State.SAME, f"{start}乙。", second)


def test_a_withheld_text_is_not_shown() -> None:
    hidden = kept(show="snippet")
    found = collected(named(), hidden, kept_document(hidden))
    assert (found.state, found.text) == (State.WITHHELD, None)


def test_a_sentence_stands_in_its_paragraph() -> None:
    body = "开头一段。先说一句。再说一句。\n一是走村入户。法官每周去一次，一年走遍全乡。\n结尾。"
    document = kept_document(kept(body))
    for sentence, paragraph in (("再说一句。", 0), ("结尾。", -1)):
        assert passage_saying(document, sentence) == named(body.split("\n")[paragraph])


def test_a_sentence_that_its_heading_opens_stands_in_the_paragraph_below() -> None:
    section = Section("一是走村入户。", 4, None, "p0", "法官每周去一次。\n第二段。")
    document = Document(ARTICLE, "", (section,), withheld=False)
    for sentence in ("一是走村入户。", "走村入户。法官每周去一次。"):
        assert passage_saying(document, sentence) == named("法官每周去一次。")


def test_a_sentence_of_the_title_or_of_a_withheld_text_stands_in_no_paragraph() -> None:
    document = kept_document(kept())
    assert passage_saying(document, ARTICLE.title or "") is None
    assert passage_saying(document, "") is None
    assert passage_saying(kept_document(kept(show="snippet")), "第三段讲成效。") is None
