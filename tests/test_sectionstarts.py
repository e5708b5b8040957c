"""Where sections begin: at their own first word and at their own first unit, whatever stands before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.document import analysed, document_of
from index.text.analyzer import PARAGRAPH_GAP, Analyzer
from index.text.normal import normalise

BODY = """　　去年以来，该院走进茶山。
一、把板凳擺好
茶农坐下来说话。
  二、把账算清：一是量地界，请来了老邻居；二是对账本，一页页对齐。
下一步，该院将走遍每一个村。"""


def _article(body: str, title: str | None = "茶山上的法庭") -> Article:
    return Article(url="http://qingrong.example/1", title=title, body=body)


def _found(analyzer: Analyzer, body: str, title: str | None = "茶山上的法庭") -> list[tuple[str, str, str]]:
    """For each section its own first words, the text from its unit on, and the word at its position."""
    document = document_of(_article(body, title))
    cut = analysed(document, analyzer)
    text = document.normal_text.encode("utf-16-le")
    words = {term.position: term.text for term in reversed([*cut.terms("body")])}
    return [
        (
            normalise((section.heading or section.text).split("\n")[0]),
            text[2 * at.unit :].decode("utf-16-le"),
            words[at.position],
        )
        for section, at in zip(document.sections, cut.sections, strict=True)
    ]


def test_a_section_begins_with_its_heading_or_its_text(analyzer: Analyzer) -> None:
    found = _found(analyzer, BODY)
    assert len(found) > 4
    for own, text, _ in found:
        assert text.startswith(own)


def test_the_word_at_its_position_is_its_first(analyzer: Analyzer) -> None:
    for own, _, word in _found(analyzer, BODY):
        assert word == next(analyzer.words(own))


def test_units_are_those_of_utf_16(analyzer: Analyzer) -> None:
    (_, (own, text, _)) = _found(analyzer, "𠀀𠀀是一个字。\n一、甲事\n说的是它。")
    assert text.startswith(own)


def test_without_a_title_the_text_begins_after_an_empty_line(analyzer: Analyzer) -> None:
    cut = analysed(document_of(_article("甲说了乙。", title=None)), analyzer)
    assert [(start.position, start.unit) for start in cut.sections] == [(0, 1)]


def test_a_heading_that_is_quoted_before_is_not_taken_for_the_section(analyzer: Analyzer) -> None:
    body = "所谓“一、立案”是这样的事。\n一、立案\n材料都收下了。"
    cut = analysed(document_of(_article(body)), analyzer)
    assert [start.position for start in cut.sections][1] > PARAGRAPH_GAP


PIECES = [
    "一、立案",
    "二、审判工作",
    "一是走进茶山；二是对账。",
    "去年，法官来了。",
    "  ",
    "下一步，再去。",
    "(一)甲",
    "abc d",
]


@pytest.mark.parametrize("joint", ["\n", ""])
@given(paragraphs=st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_every_section_of_any_article_begins_as_it_says(analyzer: Analyzer, joint: str, paragraphs: list[str]) -> None:
    body = joint.join(paragraphs)
    if body.strip():
        for own, text, _ in _found(analyzer, f"{body}\n法官。"):
            assert text.startswith(own)
