"""Merging: segments joined by copying are what their documents would have given together."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_corpora import articles, cut

from index.article import Article
from index.engines.whoosh.segments import interleaving, storedcolumn
from index.engines.whoosh.segments.arrayfile import ArrayFile, writing
from index.engines.whoosh.segments.gathering import Gathering
from index.engines.whoosh.segments.merging import merge, sources_of
from index.engines.whoosh.segments.packing import packed
from index.text.analyzer import Analyzer

LONG = Article(url="long", body="\n".join(["茶。"] * 700))
OFTEN = Article(url="often", title="茶山", body="茶山，" * 300)
TOLD = Article(url="told", body="我院打造“茶山法官工作室”，荣获全国先进集体，首创“板凳法庭”工作法。")


def _written(path: Path, written: Sequence[Article], analyzer: Analyzer) -> Path:
    """A segment of these articles, which may not be none."""
    gathering = Gathering()
    gathering.take(packed([cut(article, analyzer) for article in written]))
    with writing(path) as file:
        gathering.write(file)
        storedcolumn.write(path.with_suffix(storedcolumn.EXTENSION), gathering.stored, file)
    return path


def _merged(folder: Path, parts: Sequence[tuple[Sequence[Article], Sequence[bool]]], analyzer: Analyzer) -> ArrayFile:
    paths = [_written(folder / f"{number}.arrays", part, analyzer) for number, (part, _) in enumerate(parts)]
    deleted = [np.array(own, np.bool_) for _, own in parts]
    with writing(folder / "merged.arrays") as file:
        merge(sources_of(list(zip(paths, deleted, strict=True))), file)
    return ArrayFile(folder / "merged.arrays")


def _assert_the_same(merged: ArrayFile, together: ArrayFile) -> None:
    assert merged.arrays.keys() == together.arrays.keys()
    for name, array in together.arrays.items():
        assert np.array_equal(merged.arrays[name], array), name
    kept = {name: figure for name, figure in together.figures.items() if not name.startswith("stored/")}
    assert merged.figures == kept


@settings(max_examples=30)
@given(st.lists(st.lists(st.tuples(articles, st.booleans()), min_size=1, max_size=5), min_size=1, max_size=4))
def test_what_is_merged_is_what_all_would_have_given_together(
    analyzer: Analyzer, parts: list[list[tuple[Article, bool]]]
) -> None:
    left = [article for part in parts for article, is_deleted in part if not is_deleted]
    if not left:
        return
    split = [([article for article, _ in part], [is_deleted for _, is_deleted in part]) for part in parts]
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(interleaving, "_POSTINGS_AT_A_TIME", 20):
        merged = _merged(Path(folder), split, analyzer)
        _assert_the_same(merged, ArrayFile(_written(Path(folder, "together.arrays"), left, analyzer)))


@pytest.mark.parametrize("order", [(LONG, OFTEN, TOLD), (TOLD, LONG, OFTEN), (OFTEN, TOLD, LONG)])
def test_long_frequent_and_telling_documents_are_merged(
    analyzer: Analyzer, tmp_path: Path, order: tuple[Article, ...]
) -> None:
    merged = _merged(tmp_path, [([article], [False]) for article in order], analyzer)
    _assert_the_same(merged, ArrayFile(_written(tmp_path / "together.arrays", order, analyzer)))
    assert merged.arrays["words/body/positions"].dtype == np.uint32
    assert sorted(merged.arrays["words/body/large"].tolist()) == [300, 700]


def test_documents_are_numbered_through_but_for_the_deleted_ones() -> None:
    first, second = sources_of([(Path("a"), np.array([False, True, False])), (Path("b"), np.array([True, False]))])
    assert first.becomes.tolist() == [0, -1, 1]
    assert second.becomes.tolist() == [-1, 2]
