"""The tables of the corpus: a file of before a column came is read as it is, and has it once it is written to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.runs import Run
from index.tables import LATER, additions

RUN = Run(source_name="hill", started="2026-01-01", finished="2026-01-02", outcome="healthy", new=3, read=3, undated=1)
COUNTED = Run(source_name="hill", started="2026-01-03", finished="2026-01-04", outcome="healthy", read=3, unsigned=2)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A corpus with a run, as it was before authors, courts and columns were counted."""
    path = tmp_path / "corpus.sqlite"
    with Corpus.open(path) as corpus, corpus.writing():
        corpus.record_run(RUN)
    with sqlite3.connect(path) as connection:
        for name in LATER["run"]:
            connection.execute(f"ALTER TABLE run DROP COLUMN {name}")
    connection.close()
    return path


def test_an_older_file_is_read_without_being_changed(older: Path) -> None:
    with Corpus.open(older, read_only=True) as corpus:
        [state] = corpus.sources()
        assert (corpus.runs("hill"), state.run) == ((RUN,), RUN)
        assert [(run.published, run.author, run.column) for run in state.history] == [(2, None, None)]
        assert not corpus.columns("run") & {*LATER["run"]}


def test_an_older_file_has_what_came_later_once_it_is_written_to(older: Path) -> None:
    with Corpus.open(older) as corpus:
        with corpus.writing():
            corpus.record_run(COUNTED)
        assert corpus.runs("hill") == (COUNTED, RUN)
    with Corpus.open(older) as again:
        assert again.columns("run") >= {*LATER["run"]}


def test_a_reader_that_was_there_before_sees_the_runs_of_after(older: Path) -> None:
    with Corpus.open(older, read_only=True) as reader:
        assert reader.runs("hill") == (RUN,)
        with Corpus.open(older) as corpus, corpus.writing():
            corpus.record_run(COUNTED)
        assert reader.runs("hill") == (COUNTED, RUN)


def test_only_what_is_not_there_is_added() -> None:
    assert additions("run", frozenset({"unsigned", "uncolumned", "title"})) == [
        "ALTER TABLE run ADD COLUMN uncourted INTEGER"
    ]
    assert additions("run", frozenset(LATER["run"]) - {"title"}) == ["ALTER TABLE run ADD COLUMN title TEXT"]
    assert additions("run", frozenset(LATER["run"])) == []
