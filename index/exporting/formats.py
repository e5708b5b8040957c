"""The formats of an export by their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
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


def _by(module: str, name: str = "write") -> Callable[[Contents, BinaryIO], None]:
    """A writer that is loaded when something is to be written."""

    def write(contents: Contents, file: BinaryIO) -> None:
        getattr(import_module(f"index.exporting.{module}"), name)(contents, file)

    return write


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("xlsx", ".xlsx", f"{_OFFICE}.spreadsheetml.sheet", "Excel", False, _by("workbook")),
        Format("csv", ".csv", "text/csv", "CSV", True, _by("csvtable")),
        Format("docx", ".docx", f"{_OFFICE}.wordprocessingml.document", "Word", False, _by("worddocument")),
        Format("gbt7714", ".txt", "text/plain", "GB/T 7714", True, _by("referencelist", "write_gbt7714")),
        Format("bibtex", ".bib", "application/x-bibtex", "BibTeX", True, _by("referencelist", "write_bibtex")),
        Format("ris", ".ris", "application/x-research-info-systems", "RIS", True, _by("referencelist", "write_ris")),
        Format("jsonl", ".jsonl", "application/x-ndjson", "JSON Lines", True, _by("jsonlines")),
    )
}
