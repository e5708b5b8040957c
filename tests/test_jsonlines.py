"""JSON Lines: one line an article for every reader of lines, and the same JSON as everywhere."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from small_library import SEEN, TEA

from index.document import document_of
from index.exporting.articles import Articles
from index.exporting.entries import Entry
from index.exporting.jsonlines import write
from index.kept import KeptArticle


def test_a_line_is_one_to_every_reader_and_loses_nothing() -> None:
    article = replace(TEA, body="甲\u2028乙\x85丙\u2029丁\r\n戊\u202e")
    out = io.BytesIO()
    write(
        Articles(
            [
                Entry(
                    KeptArticle(
                        article=article, revision=1, source_name="a", show="text", first_seen=SEEN, last_seen=SEEN
                    )
                )
            ]
        ),
        out,
    )
    (line,) = out.getvalue().decode().splitlines()
    assert json.loads(line) == document_of(article).as_json()
    assert "茶山法庭" in line
