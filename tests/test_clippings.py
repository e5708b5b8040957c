"""Clippings: a basket as Markdown and as a Word document with footnotes of its own."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from test_collected import BODY, kept, named

from index.basket import Heading
from index.collected import Collected, State, collected
from index.document import kept_document
from index.exporting.clippings import CHANGED, LOST, write_docx, write_markdown

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOUND = collected(named(), kept(), kept_document(kept()))
GONE = Collected(named(), State.GONE)
HOSTILE = Heading("<b>*甲*</b> & [乙](javascript:丙)\u202e")


def markdown(*clippings: Heading | Collected) -> str:
    out = io.BytesIO()
    write_markdown(clippings, out)
    return out.getvalue().decode()


def word(*clippings: Heading | Collected) -> ZipFile:
    out = io.BytesIO()
    write_docx(clippings, out)
    docx.Document(out)
    return ZipFile(out)


def test_markdown_has_headings_passages_and_footnotes() -> None:
    text = markdown(Heading("做法"), FOUND, FOUND)
    line = BODY.split("\n")[1]
    assert f"## 做法\n\n{line}[^1]\n\n{line}[^2]\n" in text
    assert text.count("[^1]: ") == 1
    assert "茶园里的法庭" in text.split("[^1]: ")[1]


def test_marks_of_markdown_are_plain_characters() -> None:
    assert "## \\<b\\>\\*甲\\*\\</b\\> & \\[乙\\](javascript:丙)\n" in markdown(HOSTILE)


def test_what_is_lost_says_why() -> None:
    assert LOST[State.GONE] in markdown(GONE)
    later = kept(BODY.replace("第二段讲做法，", "第二段讲做法："))
    assert LOST[State.CHANGED] in markdown(collected(named(), later, kept_document(later)))


def test_a_changed_text_is_said_to_be_so() -> None:
    changed = Collected(FOUND.id, State.CHANGED, FOUND.about, FOUND.anchor, None, "新的话。")
    assert f"新的话。\n\n{CHANGED}[^1]" in markdown(changed)


def test_word_has_footnotes_of_its_own() -> None:
    with word(Heading("做法"), FOUND, FOUND) as package:
        notes = ET.fromstring(package.read("word/footnotes.xml"))
        body = package.read("word/document.xml").decode()
        assert b"footnotes+xml" in package.read("[Content_Types].xml")
        assert b"footnotes.xml" in package.read("word/_rels/document.xml.rels")
    assert [note.get(f"{WORD}id") for note in notes] == ["-1", "0", "1", "2"]
    assert body.count("footnoteReference") == 2
    assert body.index("Heading2") < body.index(BODY.split("\n")[1])


@pytest.mark.parametrize("clippings", [(), (HOSTILE,), (GONE,), (HOSTILE, FOUND, GONE)])
def test_every_basket_opens_again(clippings: tuple[Heading | Collected, ...]) -> None:
    with word(*clippings) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(package.read(name))
