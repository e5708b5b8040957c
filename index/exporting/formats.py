"""The formats of an export by their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from index.exporting import csvtable, jsonlines, referencelist, worddocument, workbook
from index.exporting.contents import Contents


@dataclass(frozen=True, slots=True)
class Format:
    """How contents are written: ``suffix`` of the file, its media type, what readers call it, who writes it."""

    name: str
    suffix: str
    media_type: str
    label: str
    is_text: bool
    write: Callable[[Contents, BinaryIO], None]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("xlsx", ".xlsx", f"{_OFFICE}.spreadsheetml.sheet", "Excel", False, workbook.write),
        Format("csv", ".csv", "text/csv", "CSV", True, csvtable.write),
        Format("docx", ".docx", f"{_OFFICE}.wordprocessingml.document", "Word", False, worddocument.write),
        Format("gbt7714", ".txt", "text/plain", "GB/T 7714", True, referencelist.write_gbt7714),
        Format("bibtex", ".bib", "application/x-bibtex", "BibTeX", True, referencelist.write_bibtex),
        Format("ris", ".ris", "application/x-research-info-systems", "RIS", True, referencelist.write_ris),
        Format("jsonl", ".jsonl", "application/x-ndjson", "JSON Lines", True, jsonlines.write),
    )
}
