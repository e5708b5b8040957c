"""Lists of references: every article as it is cited, in UTF-8."""

from __future__ import annotations

from typing import BinaryIO

from index.exporting.contents import Contents


def write_gbt7714(contents: Contents, out: BinaryIO) -> None:
    """Write one reference by GB/T 7714-2025 a line."""
    for citation in contents.citations():
        out.write(f"{citation.gbt7714}\n".encode())


def write_bibtex(contents: Contents, out: BinaryIO) -> None:
    """Write BibTeX entries with an empty line between them."""
    for citation in contents.citations():
        out.write(f"{citation.bibtex}\n\n".encode())


def write_ris(contents: Contents, out: BinaryIO) -> None:
    """Write RIS records."""
    for citation in contents.citations():
        out.write(f"{citation.ris}\r\n".encode())
