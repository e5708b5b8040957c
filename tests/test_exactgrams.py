"""Grams of the exact layer by their text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.article import Article
from index.document import analysed, document_of
from index.engines.whoosh.exactgrams import documents_with, frequency
from index.engines.whoosh.inverting import inverted_text
from index.engines.whoosh.reader import open_index
from index.engines.whoosh.writer import WhooshWriter, create
from index.text.analyzer import Analyzer

TEXTS = ("茶山\n", "山茶𠮷\n山\n", "\n", "𠮷茶山\n")


@pytest.mark.parametrize(
    ("gram", "found"),
    [
        ("茶山", [0, 3]),
        ("山茶", [1]),
        ("山", [0, 1, 3]),
        ("茶", [0, 1, 3]),
        ("𠮷", [1, 3]),
        ("山\n", [0, 1, 3]),
        ("雪", []),
    ],
)
def test_a_gram_has_its_documents(gram: str, found: list[int]) -> None:
    encoded = [text.encode("utf-16-le") for text in TEXTS]
    counts = np.array([len(text) // 2 for text in encoded], np.uint32)
    exact = inverted_text(np.frombuffer(b"".join(encoded), np.uint16), counts)
    assert documents_with(exact, gram).tolist() == found


def test_all_segments_count(tmp_path: Path, analyzer: Analyzer) -> None:
    create(tmp_path / "index")
    with open_index(tmp_path / "index").reader() as empty:
        assert frequency(empty, "茶山") == 0
    for urls in ("abcd", "ea"):
        articles = [Article(url=url, body="茶山。") for url in urls]
        WhooshWriter(tmp_path / "index").write(analysed(document_of(article), analyzer) for article in articles)
    with open_index(tmp_path / "index").reader() as reader:
        assert frequency(reader, "茶山") == reader.doc_count_all()
