"""Lists of references: every article as it is cited, in UTF-8."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from index.exporting.entries import Entry


def write_gbt7714(entries: Iterable[Entry], out: BinaryIO) -> None:
    """Write one reference by GB/T 7714-2025 a line."""
    for entry in entries:
        out.write(f"{entry.citation.gbt7714}\n".encode())


def write_bibtex(entries: Iterable[Entry], out: BinaryIO) -> None:
    """Write BibTeX entries with an empty line between them."""
    for entry in entries:
        out.write(f"{entry.citation.bibtex}\n\n".encode())


def write_ris(entries: Iterable[Entry], out: BinaryIO) -> None:
    """Write RIS records."""
    for entry in entries:
        out.write(f"{entry.citation.ris}\r\n".encode())
