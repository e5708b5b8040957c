"""Renewing: the commit before answers until the later one is warm, which is taken up without being asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from small_library import SEEN, TEA, copied_to

from index import building
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.opened import OpenedIndex
from index.searching import SearchRequest
from webui import create_app, renewing
from webui.current import library_of
from webui.renewing import renewed

PATIENCE = 20.0


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A folder of its own that is served."""
    return DataFolder(copied_to(tmp_path))


@pytest.fixture
def app(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An application that is kept at the latest commit, and looks for one often."""
    monkeypatch.setattr(renewing, "SECONDS_APART", 0.01)
    served = create_app(folder.path)
    with renewed(served):
        yield served


def a_further_article(folder: DataFolder) -> None:
    """Keep an article and index it."""
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        corpus.keep(Article(url="http://further.example/1", body=TEA.body), source_name="hill", seen=SEEN)
    building.update(folder, lambda *_: None)


def found_by(app: Flask) -> int:
    """How many articles a search finds now."""
    return library_of(app).search(SearchRequest(query="茶山", group="none")).total


def until(done: Callable[[], bool]) -> bool:
    """Wait for something to come true."""
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        time.sleep(0.01)
    return done()


def test_what_is_served_is_warm_before_anybody_asks(app: Flask) -> None:
    opened = library_of(app)._latest._opened
    assert opened is not None
    assert {"suggestions", "vocabulary", "counts", "everything"} <= set(vars(opened))


def test_a_later_commit_is_taken_up_without_being_asked_for(app: Flask, folder: DataFolder) -> None:
    before = found_by(app)
    a_further_article(folder)
    assert until(lambda: found_by(app) == before + 1)


def test_until_the_later_commit_is_warm_the_one_before_answers(
    app: Flask, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, meanwhile = found_by(app), list[int]()
    gather = OpenedIndex.gather

    def observed(opened: OpenedIndex) -> None:
        gather(opened)
        meanwhile.append(found_by(app))

    monkeypatch.setattr(OpenedIndex, "gather", observed)
    a_further_article(folder)
    assert until(lambda: found_by(app) == before + 1)
    assert meanwhile == [before]


def test_an_index_that_is_not_there_yet_is_taken_up_when_it_is(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renewing, "SECONDS_APART", 0.01)
    pointer = folder.index / "CURRENT"
    aside = pointer.rename(folder.path / "aside")
    served = create_app(folder.path)
    with renewed(served):
        assert served.test_client().get("/api/v1/search?q=茶山").status_code == 503
        aside.rename(pointer)
        assert until(lambda: served.test_client().get("/api/v1/search?q=茶山").status_code == 200)


def test_when_the_server_has_ended_each_question_looks_for_itself(folder: DataFolder) -> None:
    served = create_app(folder.path)
    with renewed(served):
        before = found_by(served)
    a_further_article(folder)
    assert until(lambda: found_by(served) == before + 1)


def test_an_application_without_a_library_has_nothing_to_renew() -> None:
    with renewed(Flask("x")):
        pass
