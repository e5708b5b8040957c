"""The arrays of a segment in their file."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import numpy as np
import pytest

from index.article import Article
from index.document import analysed, document_of
from index.engines.whoosh.reader import open_index
from index.engines.whoosh.schema import COLUMNS, NUMBERS, TEXT_FIELDS
from index.engines.whoosh.segments.arrayfile import DamagedFile, writing
from index.engines.whoosh.segments.layout import Column, Terms
from index.engines.whoosh.segments.segmentfile import (
    NOTHING,
    add,
    arrays_of,
    deleted_in,
    opened,
    stored_path_of,
    verify,
)
from index.engines.whoosh.writer import WhooshWriter, create
from index.text.analyzer import Analyzer


@pytest.fixture
def folder(tmp_path: Path, analyzer: Analyzer) -> Path:
    create(tmp_path / "index")
    articles = [Article(url=url, body="茶山。") for url in "abcdefgh"]
    WhooshWriter(tmp_path / "index").write(analysed(document_of(article), analyzer) for article in articles)
    return tmp_path / "index"


def test_a_segment_has_all_its_parts(folder: Path) -> None:
    with open_index(folder).reader() as reader:
        arrays = arrays_of(reader)
    assert arrays.count == 8
    assert set(arrays.words) == set(TEXT_FIELDS)
    assert set(arrays.columns) == set(COLUMNS)
    assert set(arrays.numbers) == set(NUMBERS)
    assert len(arrays.sections.starts) == len(arrays.exact.text_starts) == 9


def test_arrays_are_mapped_once_as_long_as_somebody_has_them(folder: Path) -> None:
    (path,) = folder.glob("*.arrays")
    first = opened(path)
    assert opened(path) is first
    held = weakref.ref(first)
    del first
    gc.collect()
    assert held() is None


def test_an_index_without_segments_has_nothing(tmp_path: Path) -> None:
    create(tmp_path / "index")
    with open_index(tmp_path / "index").reader() as reader:
        assert arrays_of(reader) is NOTHING


def test_deleted_documents_are_marked(folder: Path) -> None:
    WhooshWriter(folder).write([], removed=["b"])
    with open_index(folder).reader() as reader:
        assert deleted_in(reader.segment()).tolist() == [False, True, *[False] * 6]


def test_damage_to_the_stored_fields_is_found_and_named(folder: Path) -> None:
    with open_index(folder).reader() as reader:
        storage, segment = reader.storage(), reader.segment()
        verify(storage, segment)
        path = stored_path_of(storage, segment)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedFile, match="_stored.col"):
        verify(storage, segment)
    with pytest.raises(DamagedFile, match="_stored.col"):
        opened(next(folder.glob("*.arrays")))


def test_what_is_no_segment_is_not_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "MAIN_x.arrays"
    with writing(path) as file:
        add(file, "columns/court", Column(Terms.of([b"x"]), np.zeros(1, np.uint16)))
    (tmp_path / "MAIN_x._stored.col").touch()
    with pytest.raises(DamagedFile, match="table"):
        opened(path)
