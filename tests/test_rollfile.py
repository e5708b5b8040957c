"""Rolls as files: every ledger in every format, nothing is a formula, nothing is lost, every article cited once."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from small_brands import RIVER
from small_ledgers import filled
from small_rolls import ROLLS, roll_of, table_of, written

from index.datafolder import DataFolder
from index.exporting.contents import Column
from index.ledgers.desk import Desk
from index.ledgers.rollfile import Roll
from index.searching import Library

csv.field_size_limit(10_000_000)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Library.open(DataFolder(filled())) as library:
        yield Desk(library)


@pytest.mark.parametrize("name", ROLLS)
def test_json_lines_are_the_rows_and_a_table_has_as_many(desk: Desk, name: str) -> None:
    rows = [json.loads(line) for line in written(desk, roll_of(desk, name), "jsonl").decode().splitlines()]
    assert rows == json.loads(json.dumps(list(roll_of(desk, name).rows)))
    content = written(desk, roll_of(desk, name), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    table = table_of(content)
    assert len(table) == len(rows) > 1
    cells = [cell for row in table for cell in row.values()]
    assert not [cell[:20] for cell in cells if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r]", cell)]


@pytest.mark.parametrize("name", ROLLS)
def test_a_workbook_and_a_document_hold_every_row_as_text(desk: Desk, name: str) -> None:
    rows = len(list(roll_of(desk, name).rows))
    sheet = ZipFile(io.BytesIO(written(desk, roll_of(desk, name), "xlsx"))).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == rows + 1
    assert "<f>" not in sheet
    document = docx.Document(io.BytesIO(written(desk, roll_of(desk, name), "docx")))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") == rows


@pytest.mark.parametrize("name", ROLLS)
@pytest.mark.parametrize(("form", "start"), [("gbt7714", r"^.+\[EB/OL\]"), ("bibtex", "^@online{"), ("ris", "^TY  - ")])
def test_every_article_that_a_row_cites_is_cited_once(desk: Desk, name: str, form: str, start: str) -> None:
    roll = roll_of(desk, name)
    cited = {url for row in roll.rows for url in roll.cites(row)}
    content = written(desk, roll_of(desk, name), form).decode()
    assert len(re.findall(start, content, re.MULTILINE)) == len(cited) > 0


def test_what_contradicts_and_what_came_of_a_plan_is_cited_too(desk: Desk) -> None:
    rows = [row for row in roll_of(desk, "firsts").rows if row["object"] == "渡口驿站" and row["contradicts"]]
    [cited] = {row["contradicts"][0]["url"] for row in rows if row["court"] == RIVER}
    roll = roll_of(desk, "firsts")
    assert cited in {url for row in rows for url in roll.cites(row)}
    table = table_of(written(desk, roll, "csv"))
    assert [row for row in table if cited in row["contradicts"]]
    planned = [row for row in table_of(written(desk, roll_of(desk, "figures"), "csv")) if row["result"]]
    assert planned[0]["result"].startswith("236件 2021-12-20 http://")


def test_no_rows_are_a_file_too(desk: Desk) -> None:
    empty: Roll = Roll("无", (Column("name", "名", lambda row: None),), str, lambda row: (), ())
    assert written(desk, empty, "csv").decode("utf-8-sig") == "name\r\n"
    assert written(desk, empty, "jsonl") == b""
    assert ZipFile(io.BytesIO(written(desk, empty, "docx"))).testzip() is None


def test_an_article_that_is_gone_is_not_cited(desk: Desk) -> None:
    row: dict[str, Any] = {"url": "http://gone.example/"}
    gone: Roll = Roll(
        "无", (Column("name", "名", lambda row: "甲"),), lambda row: "甲", lambda row: [row["url"]], [row]
    )
    assert written(desk, gone, "gbt7714") == b""
