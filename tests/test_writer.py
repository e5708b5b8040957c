"""The writer of the engine: one commit a call, by one process at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article
from index.document import analysed, document_of
from index.engines.engine import EngineError
from index.engines.whoosh.reader import open_index
from index.engines.whoosh.segments.packing import Batch, packed
from index.engines.whoosh.writer import WhooshWriter, create
from index.text.analyzer import Analyzer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "index")
    return tmp_path / "index"


def _batch(analyzer: Analyzer, *urls: str) -> Batch:
    return packed([analysed(document_of(Article(url=url, body="茶山。")), analyzer) for url in urls])


def test_packed_documents_are_counted(folder: Path, analyzer: Analyzer) -> None:
    assert WhooshWriter(folder).write_packed([_batch(analyzer, "a", "b"), _batch(analyzer, "c")], removed=["x"]) == 3
    assert WhooshWriter(folder).count() == 3


def test_of_a_url_that_comes_twice_in_one_call_the_later_document_stays(folder: Path, analyzer: Analyzer) -> None:
    WhooshWriter(folder).write_packed([_batch(analyzer, "a", "b", "a"), _batch(analyzer, "b")])
    assert WhooshWriter(folder).count() == 2


def test_two_do_not_write_at_once(folder: Path, analyzer: Analyzer) -> None:
    lock = open_index(folder).lock("WRITELOCK")
    assert lock.acquire()
    with pytest.raises(EngineError, match=r"is being written by another process\.$"):
        WhooshWriter(folder).write_packed([_batch(analyzer, "a")])
    lock.release()
    assert WhooshWriter(folder).write_packed([_batch(analyzer, "a")]) == 1


def test_what_is_whole_is_proven(folder: Path, analyzer: Analyzer) -> None:
    WhooshWriter(folder).check()
    WhooshWriter(folder).write_packed([_batch(analyzer, "a")])
    WhooshWriter(folder).check()


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    for use in (WhooshWriter(tmp_path).check, WhooshWriter(tmp_path).purge, WhooshWriter(tmp_path).count):
        with pytest.raises(EngineError, match="is damaged"):
            use()
