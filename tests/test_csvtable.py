"""CSV: what a spreadsheet would compute is shown instead."""

from __future__ import annotations

import pytest

from index.exporting.contents import Value
from index.exporting.csvtable import harmless


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a", " =1", "\n=1", "\t1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["", " ", "5·8", "党建+信访", "2021-04-02", 12, None])
def test_everything_else_stays(value: Value) -> None:
    assert harmless(value) == value
