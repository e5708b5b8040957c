"""Rows as files: nothing is a formula, nothing is lost."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ledgers.rollfile import as_csv, as_json_lines

ROW: dict[str, Any] = {"name": "竹排法庭", "courts": 3, "flags": ["over_100"], "year": None, "change": -2.5}


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_csv_has_a_mark_a_head_and_a_line_for_each_row() -> None:
    text = "".join(as_csv([ROW, ROW]))
    assert text.startswith("\ufeffname,courts,")
    assert read(text)[1:] == [["竹排法庭", "3", '["over_100"]', "", "-2.5"]] * 2


def test_no_rows_are_no_bytes() -> None:
    assert "".join(as_csv([])) == "".join(as_json_lines([])) == ""


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert read("".join(as_csv([{"name": cell}])))[1] == [f"'{cell}"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    (line,) = as_json_lines([{"name": text}])
    assert json.loads(line) == {"name": text}
    assert line.count("\n") == 1
    (cell,) = read("".join(as_csv([{"name": text}])))[1] or [""]
    assert cell.removeprefix("'") == text.removeprefix("'")
