"""CSV that every spreadsheet opens as it is: UTF-8 with its mark, and no cell that would be computed."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from index.exporting.contents import Contents, Value

# Full-width marks too: some spreadsheets take them for the narrow ones.
_FORMULA_MARKS = tuple("=+-@＝＋－＠")


def write(contents: Contents, out: BinaryIO) -> None:
    """Write a heading of column names and one row for each item."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    try:
        table = csv.writer(text)
        table.writerow([column.name for column in contents.columns])
        table.writerows([harmless(value) for value in row] for row in contents.rows())
    finally:
        text.detach()


def harmless(value: Value) -> Value:
    """A value that a spreadsheet shows and does not compute: an apostrophe stands before what looks like a formula."""
    if isinstance(value, str) and (value.startswith(("\t", "\r")) or value.lstrip().startswith(_FORMULA_MARKS)):
        return f"'{value}"
    return value
