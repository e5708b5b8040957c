"""Rows as files: JSON Lines, and CSV that a spreadsheet opens right and does not execute."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from index.exporting.csvtable import harmless

BYTE_ORDER_MARK = "\ufeff"


def as_json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_csv(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Comma-separated lines behind a byte-order mark, the names of the columns first; nothing for no rows.

    What is no plain value is JSON; a text that could be a formula gets an apostrophe before it.
    """
    names: list[str] = []
    for row in rows:
        if not names:
            names = list(row)
            yield BYTE_ORDER_MARK + _line(names)
        yield _line([_cell(row[name]) for name in names])


FORMATS: dict[str, Callable[[Iterable[dict[str, Any]]], Iterator[str]]] = {"jsonl": as_json_lines, "csv": as_csv}


def _line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    return str(harmless(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)))
