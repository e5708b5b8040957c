"""Lists of references: entries apart from each other, and every line in its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

import pytest
from small_library import MENDED, SEEN, TEA

from index.exporting.articles import Articles
from index.exporting.contents import Contents
from index.exporting.entries import Entry
from index.exporting.referencelist import write_bibtex, write_gbt7714, write_ris
from index.kept import KeptArticle


@pytest.mark.parametrize(
    ("write", "between"),
    [(write_gbt7714, ".\n鏡像"), (write_bibtex, "\n}\n\n@online{"), (write_ris, "ER  - \r\nTY  - ELEC\r\n")],
)
def test_one_entry_follows_the_other(write: Callable[[Contents, BinaryIO], None], between: str) -> None:
    out = io.BytesIO()
    kept = [
        KeptArticle(article=article, revision=1, source_name="a", show="text", first_seen=SEEN, last_seen=SEEN)
        for article in (TEA, MENDED)
    ]
    write(Articles(map(Entry, kept)), out)
    assert out.getvalue().decode().count(between) == 1
