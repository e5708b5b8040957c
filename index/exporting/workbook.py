"""XLSX, written row by row: strings are strings, whatever they look like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from index.exporting.contents import Column, Contents, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS_OF_A_SHEET = 1_000_000
LONGEST_CELL = 32_767
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}
_CONTINUES = "（一格放不下的，续在右侧各格）"


def write(contents: Contents, out: BinaryIO) -> None:
    """Write one sheet of rows, and further ones where it is full; a text too long for a cell goes on beside it."""
    import xlsxwriter

    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        sheet, number = _new_sheet(book, contents.columns), 0
        for row in contents.rows():
            if number == ROWS_OF_A_SHEET:
                sheet, number = _new_sheet(book, contents.columns), 0
            number += 1
            _write_row(sheet, number, row)


def _new_sheet(book: Workbook, columns: Sequence[Column[Any]]) -> Worksheet:
    """A sheet with its headings, which stay in sight."""
    sheet = book.add_worksheet()
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    sheet.freeze_panes(1, 1)
    headings = [_shortened(column.heading) for column in columns]
    for at, heading in enumerate((*headings[:-1], headings[-1] + _CONTINUES)):
        sheet.write_string(0, at, heading)
    return sheet


def _write_row(sheet: Worksheet, number: int, row: Sequence[Value]) -> None:
    *short, text = row
    for at, value in enumerate(short):
        if isinstance(value, int | float):
            sheet.write_number(number, at, value)
        elif value:
            sheet.write_string(number, at, _shortened(value))
    for at, piece in enumerate(_pieces(str(text or "")), start=len(short)):
        sheet.write_string(number, at, piece)


def _shortened(text: str) -> str:
    first = next(_pieces(text))
    return first if first == text else f"{first[:-1]}…"


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that fit a cell, where a character beyond the first 65,536 counts twice."""
    length = LONGEST_CELL if text.isascii() or max(text, default="") <= "\uffff" else LONGEST_CELL // 2
    return (text[at : at + length] for at in range(0, len(text), length))
