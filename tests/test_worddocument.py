"""Word documents: headings by rank, the citation under the title, Chinese fonts for Chinese."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from small_library import SEEN, SNIPPET, TEA

from index.article import Article
from index.exporting.articles import Articles
from index.exporting.entries import Entry
from index.exporting.worddocument import write
from index.kept import KeptArticle


def opened(article: Article, show: str = "text") -> WordDocument:
    """The document of one article, as a reader opens it."""
    kept = KeptArticle(article=article, revision=1, source_name="a", show=show, first_seen=SEEN, last_seen=SEEN)
    out = io.BytesIO()
    write(Articles([Entry(kept)]), out)
    return docx.Document(out)


def lines(document: WordDocument) -> list[tuple[str, str]]:
    """Style and text of every paragraph."""
    return [(paragraph.style.name or "", paragraph.text) for paragraph in document.paragraphs if paragraph.style]


def test_an_article_reads_from_its_title_to_its_last_paragraph() -> None:
    told = lines(opened(TEA))
    assert told[0] == ("Heading 1", TEA.title)
    assert told[1] == ("Subtitle", TEA.subtitle)
    assert told[2][0] == "Citation"
    assert told[2][1].startswith("沈知秋. 青岭法院设立")
    assert [line for style, line in told if style.startswith("Heading")][1:] == [
        "一、把法庭搬上山",
        "二、把道理讲进心里",
        "（一）先听后劝",
        "（二）先劝后判",
    ]
    assert ("Heading 2", "一、把法庭搬上山") in told
    assert ("Heading 3", "（一）先听后劝") in told
    assert "\n".join(line for _, line in told[3:]) == TEA.body


def test_a_withheld_text_is_announced_and_cut() -> None:
    *_, notice, text = lines(opened(SNIPPET, show="snippet"))
    assert notice[1].startswith("此来源只展示片段")
    assert text[1].endswith("……")


@pytest.mark.parametrize(
    ("style", "font"), [("Normal", "宋体"), ("Heading 1", "黑体"), ("Heading 3", "黑体"), ("Citation", "楷体")]
)
def test_chinese_is_set_in_a_chinese_font(style: str, font: str) -> None:
    fonts = opened(TEA).styles[style].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == font
    assert not [name for name in fonts.attrib if name.endswith("Theme")]
