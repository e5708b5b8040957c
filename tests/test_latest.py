"""The latest commit of an index: the same while nothing is committed, another one after, and why there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Article
from index.datafolder import DataFolder
from index.generations import IndexMissing, IndexOutdated
from index.latest import LatestIndex
from index.searching import Library

OpenLibrary = Callable[..., Library]


def _article(number: int) -> Article:
    return Article(url=f"http://a.example/{number}", body=f"第{number}张板凳。")


def test_it_is_opened_once_for_each_commit(library: OpenLibrary, folder: DataFolder) -> None:
    library(_article(1))
    latest = LatestIndex(folder)
    first = latest.get()
    assert latest.get() is first
    assert latest.serves(first)
    library(_article(2))
    assert not latest.serves(first)
    assert [len(opened.reader.texts()) for opened in (first, latest.get())] == [1, 2]
    latest.close()


def test_after_closing_it_is_opened_again(library: OpenLibrary, folder: DataFolder) -> None:
    library(_article(1))
    latest = LatestIndex(folder)
    first = latest.get()
    latest.close()
    latest.close()
    assert latest.get() is not first
    latest.close()


def test_without_an_index_it_is_missing(folder: DataFolder) -> None:
    with pytest.raises(IndexMissing):
        LatestIndex(folder).get()


def test_of_another_schema_it_is_outdated(
    library: OpenLibrary, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    library(_article(1))
    monkeypatch.setattr("index.latest.SCHEMA_VERSION", -1)
    with pytest.raises(IndexOutdated):
        LatestIndex(folder).get()
