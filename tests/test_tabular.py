"""Rows: a column for each fact, the text in the last one."""

from __future__ import annotations

from small_library import SEEN, TEA

from index.exporting.entries import Entry
from index.exporting.tabular import COLUMNS, row
from index.kept import KeptArticle


def test_a_row_has_a_value_for_every_column() -> None:
    kept = KeptArticle(article=TEA, revision=1, source_name="hill", show="text", first_seen=SEEN, last_seen=SEEN)
    values = dict(zip((column.name for column in COLUMNS), row(Entry(kept)), strict=True))
    assert values["title"] == TEA.title
    assert values["court"] == TEA.court
    assert values["views"] == TEA.views
    assert "茶山法庭" in str(values["brands"])
    assert str(values["citation"]).startswith("沈知秋. 青岭法院设立")
    assert (values["url"], values["seen"], values["county"]) == (TEA.url, SEEN, None)
    assert list(values)[-1] == "text"
    assert values["text"] == TEA.body
