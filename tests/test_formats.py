"""The formats: over a hostile corpus each gives a file that opens again and holds text only."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from hostile_articles import MEGABYTE, keep_hostile

from index.corpus import Corpus
from index.exporting.articles import Articles
from index.exporting.entries import Entries, Entry
from index.exporting.formats import FORMATS
from index.text.legible import in_one_line

csv.field_size_limit(10_000_000)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with Corpus.open(tmp_path_factory.mktemp("hostile") / "corpus.sqlite") as corpus:
        keep_hostile(corpus)
        yield corpus


@pytest.fixture(scope="module")
def entries(corpus: Corpus) -> list[Entry]:
    """Every hostile article, read once for all formats."""
    return list(Entries(corpus, [kept.article.url for kept in corpus.changed_since(0)]))


@pytest.fixture(scope="module")
def written(entries: list[Entry]) -> Callable[[str], bytes]:
    def _written(name: str) -> bytes:
        out = io.BytesIO()
        FORMATS[name].write(Articles(entries), out)
        return out.getvalue()

    return _written


def test_names_are_those_of_the_contract() -> None:
    assert set(FORMATS) == {"jsonl", "csv", "xlsx", "docx", "bibtex", "ris", "gbt7714"}
    assert len({each.suffix for each in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_of_nothing_is_a_file_too(corpus: Corpus, name: str) -> None:
    out = io.BytesIO()
    FORMATS[name].write(Articles(Entries(corpus, ())), out)
    if not FORMATS[name].is_text:
        assert ZipFile(out).testzip() is None


def test_json_lines_give_every_text_back_as_it_was(written: Callable[[str], bytes], entries: list[Entry]) -> None:
    lines = written("jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == [entry.document.as_json() for entry in entries]


def test_no_cell_of_a_csv_table_is_computed(written: Callable[[str], bytes], entries: list[Entry]) -> None:
    content = written("csv")
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    assert len(rows) == len(entries)
    assert {len(row) for row in rows} == {len(head)}
    cells = [cell for row in rows for cell in row if cell]
    assert not [cell[:20] for cell in cells if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r]", cell)]
    assert not [cell[:20] for cell in cells if re.search("[\x00-\x08\x0b-\x1f\u200b\u202e\ufeff\u2028]", cell)]
    assert MEGABYTE in rows[-1]


def test_every_cell_of_a_workbook_is_a_string_that_fits(written: Callable[[str], bytes], entries: list[Entry]) -> None:
    archive = ZipFile(io.BytesIO(written("xlsx")))
    assert archive.testzip() is None
    parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    assert not [name for name in parts if "vba" in name.lower() or "external" in name.lower()]
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert not [*sheet.iter(f"{SHEET}f"), *sheet.iter(f"{SHEET}hyperlink")]
    assert len([*sheet.iter(f"{SHEET}row")]) == len(entries) + 1
    texts = ["".join(cell.itertext()) for cell in sheet.iter(f"{SHEET}c")]
    assert max(map(len, texts)) == 32_767
    assert sum(len(text) for text in texts if set(text) == {"长"}) >= len(MEGABYTE)
    assert "=cmd|'/C calc'!A0" in texts
    assert "_x005F_x0041_ 与 _x005F_x003D_1" in texts


def test_a_word_document_holds_paragraphs_of_text_only(written: Callable[[str], bytes], entries: list[Entry]) -> None:
    content = written("docx")
    archive = ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    tags = {element.tag.split("}")[1] for element in ElementTree.fromstring(archive.read("word/document.xml")).iter()}
    assert tags <= {"document", "body", "p", "pPr", "pStyle", "r", "t", "sectPr", "pgSz", "pgMar", "cols", "docGrid"}
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    titles = [paragraph.text for paragraph in paragraphs if paragraph.style and paragraph.style.name == "Heading 1"]
    assert titles == [entry.citation.title for entry in entries]
    assert MEGABYTE in {paragraph.text for paragraph in paragraphs}
    assert in_one_line("]]></w:t></w:r><w:p/>&amp;&#0;<!-- --><?x ?>") in titles


@pytest.mark.parametrize("name", ["gbt7714", "bibtex", "ris"])
def test_a_list_has_one_reference_for_each_article(
    written: Callable[[str], bytes], entries: list[Entry], name: str
) -> None:
    content = written(name).decode()
    starts = {"gbt7714": r"^.", "bibtex": r"^@online\{", "ris": r"^TY  - ELEC\r$"}
    assert len(re.findall(starts[name], content, re.MULTILINE)) == len(entries)


@pytest.mark.parametrize("name", FORMATS)
def test_a_withheld_text_leaves_in_no_format(tmp_path: Path, name: str) -> None:
    from small_library import SNIPPET

    with Corpus.open(tmp_path / "corpus.sqlite") as corpus:
        with corpus.writing():
            corpus.keep(SNIPPET, source_name="river", seen="2025-03-01T08:00:00", show="snippet")
        out = io.BytesIO()
        FORMATS[name].write(Articles(Entries(corpus, [SNIPPET.url])), out)
    content = out.getvalue()
    told = content if FORMATS[name].is_text else b"".join(map(ZipFile(out).read, ZipFile(out).namelist()))
    assert SNIPPET.url.encode() in told
    assert "结尾的一句不得显示".encode() not in told
    assert ("开头的一句可以显示".encode() in told) == (name in {"csv", "xlsx", "docx"})
