"""XLSX, written row by row: strings are strings, whatever they look like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from index.exporting.entries import Entry
from index.exporting.tabular import COLUMNS, row

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS_OF_A_SHEET = 1_000_000
LONGEST_CELL = 32_767
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WIDE = {"title": 48, "url": 36, "citation": 48, "text": 80}
_USUAL_WIDTH = 14
_CONTINUES = "（一格放不下的，续在右侧各格）"


def write(entries: Iterable[Entry], out: BinaryIO) -> None:
    """Write one sheet of articles, and further ones where it is full; a text too long for a cell goes on beside it."""
    import xlsxwriter

    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        sheet, number = _new_sheet(book), 0
        for entry in entries:
            if number == ROWS_OF_A_SHEET:
                sheet, number = _new_sheet(book), 0
            number += 1
            _write_row(sheet, number, entry)


def _new_sheet(book: Workbook) -> Worksheet:
    """A sheet with its headings, which stay in sight."""
    sheet = book.add_worksheet()
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, _WIDE.get(column.name, _USUAL_WIDTH))
    sheet.freeze_panes(1, 1)
    headings = [column.heading for column in COLUMNS]
    for at, heading in enumerate((*headings[:-1], headings[-1] + _CONTINUES)):
        sheet.write_string(0, at, heading)
    return sheet


def _write_row(sheet: Worksheet, number: int, entry: Entry) -> None:
    *short, text = row(entry)
    for at, value in enumerate(short):
        if isinstance(value, int):
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
