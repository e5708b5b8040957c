"""Workbooks: further sheets where one is full, numbers as numbers, long titles cut and long texts continued."""

from __future__ import annotations

import io
from dataclasses import replace
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from small_library import SEEN, TEA

from index.article import Article
from index.exporting import workbook
from index.exporting.articles import Articles
from index.exporting.entries import Entry
from index.exporting.tabular import COLUMNS
from index.kept import KeptArticle

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(*articles: Article) -> list[list[list[str]]]:
    """The cells that are read again from a workbook of articles: sheets of rows."""
    out = io.BytesIO()
    kept = (
        KeptArticle(article=article, revision=1, source_name="a", show="text", first_seen=SEEN, last_seen=SEEN)
        for article in articles
    )
    workbook.write(Articles(map(Entry, kept)), out)
    archive = ZipFile(out)
    return [
        [["".join(cell.itertext()) for cell in row] for row in ElementTree.fromstring(part).iter(f"{NAMESPACE}row")]
        for name in sorted(archive.namelist())
        if name.startswith("xl/worksheets/sheet") and (part := archive.read(name))
    ]


def test_a_sheet_begins_with_headings_for_readers() -> None:
    ((head, cells),) = sheets(TEA)
    assert head[0] == "标题"
    assert head[-1].startswith("正文")
    assert cells[0] == TEA.title
    assert str(TEA.views) in cells
    assert cells[-1] == TEA.body


def test_a_full_sheet_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_OF_A_SHEET", 2)
    assert [len(rows) for rows in sheets(TEA, TEA, TEA)] == [3, 2]


@pytest.mark.parametrize(("char", "most"), [("长", 32_767), ("a", 32_767), ("𠮷", 16_383)])
def test_a_long_text_goes_on_in_the_cells_beside_it(char: str, most: int) -> None:
    ((_, cells),) = sheets(replace(TEA, body=char * 70_000))
    pieces = [cell for cell in cells if set(cell) == {char}]
    assert "".join(pieces) == char * 70_000
    assert max(map(len, pieces)) == most


def test_a_long_title_says_that_it_is_cut() -> None:
    ((_, cells),) = sheets(replace(TEA, title="长" * 40_000))
    assert cells[0] == "长" * 32_766 + "…"
    assert len(cells) <= len(COLUMNS)
