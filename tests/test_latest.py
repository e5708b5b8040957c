"""The latest commit of an index: the same while nothing is committed, another one after, and why there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Article
from index.datafolder import DataFolder
from index.engines.engine import EngineError
from index.generations import IndexMissing, IndexOutdated
from index.latest import LatestIndex
from index.opened import OpenedIndex
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


def test_while_a_later_commit_is_warmed_the_one_before_serves(library: OpenLibrary, folder: DataFolder) -> None:
    library(_article(1))
    latest = LatestIndex(folder)
    latest.renew(lambda opened: None)
    first = latest.get()
    library(_article(2))
    seen = [latest.get()]
    latest.renew(lambda opened: seen.append(latest.get()))
    assert seen == [first, first]
    assert len(latest.get().reader.texts()) == 2
    latest.close()


def test_what_is_the_latest_is_warmed_once(library: OpenLibrary, folder: DataFolder) -> None:
    library(_article(1))
    latest = LatestIndex(folder)
    cold = latest.get()
    warmed = list[OpenedIndex]()
    for _ in range(2):
        latest.renew(warmed.append)
    assert warmed == [latest.get()] != [cold]
    latest.close()


def test_where_renewing_fails_whoever_asks_looks_again(library: OpenLibrary, folder: DataFolder) -> None:
    library(_article(1))
    latest = LatestIndex(folder)
    latest.renew(lambda opened: None)
    library(_article(2))

    def fail(_: OpenedIndex) -> None:
        raise EngineError("It is damaged.")

    with pytest.raises(EngineError):
        latest.renew(fail)
    assert len(latest.get().reader.texts()) == 2
    latest.close()


def test_where_one_has_failed_the_latest_is_given(library: OpenLibrary, folder: DataFolder) -> None:
    library(_article(1))
    latest = LatestIndex(folder)
    latest.renew(lambda opened: None)
    first = latest.get()
    library(_article(2))
    assert latest.get() is first
    assert latest.get(failed=first) is not first
    latest.close()


def test_when_nobody_renews_any_more_whoever_asks_looks_again(library: OpenLibrary, folder: DataFolder) -> None:
    library(_article(1))
    latest = LatestIndex(folder)
    latest.renew(lambda opened: None)
    library(_article(2))
    latest.look_again()
    assert len(latest.get().reader.texts()) == 2
    latest.close()
