"""Gathering batches into a segment."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.article import Article
from index.document import analysed_together, document_of
from index.engines.whoosh.segments.arrayfile import ArrayFile, writing
from index.engines.whoosh.segments.gathering import Gathering
from index.engines.whoosh.segments.packing import packed
from index.text.analyzer import Analyzer

ARTICLES = [
    Article(url=f"a{number}", title="茶山", body=f"法官走进{place}。" * number, court=court)
    for number, (place, court) in enumerate(
        [("茶山", "临沚区人民法院"), ("海港", None), ("渔船", "青榕县人民法院"), ("茶山", "临沚区人民法院")], start=1
    )
]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_documents_are_the_same_in_batches_of_any_size(analyzer: Analyzer, tmp_path: Path, size: int) -> None:
    whole, parted = (_gathered(tmp_path / f"{step}.arrays", step, analyzer) for step in (len(ARTICLES), size))
    assert whole.arrays.keys() == parted.arrays.keys()
    for name, array in whole.arrays.items():
        assert np.array_equal(array, parted.arrays[name]), name
    assert whole.figures == parted.figures


def _gathered(path: Path, step: int, analyzer: Analyzer) -> ArrayFile:
    gathering = Gathering()
    for at in range(0, len(ARTICLES), step):
        documents = [document_of(article) for article in ARTICLES[at : at + step]]
        gathering.take(packed(analysed_together(documents, analyzer)))
    assert gathering.count == len(gathering.stored) == len(ARTICLES)
    with writing(path) as file:
        gathering.write(file)
    return ArrayFile(path)


def test_a_field_has_its_own_words_alone(analyzer: Analyzer, tmp_path: Path) -> None:
    arrays = _gathered(tmp_path / "x.arrays", 2, analyzer).arrays
    assert bytes(arrays["words/title/terms/content"]).decode() == "茶山"
    assert "海港" in bytes(arrays["words/body/terms/content"]).decode()


def test_its_size_is_what_there_is_to_invert(analyzer: Analyzer) -> None:
    gathering = Gathering()
    batch = packed(analysed_together([document_of(ARTICLES[0])], analyzer))
    gathering.take(batch)
    gathering.take(batch)
    assert gathering.size == 2 * batch.size
