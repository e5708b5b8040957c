"""SQLite files: read as others write them, and as they stand where there is no room beside them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index import sqlitefile
from index.sqlitefile import connected, wants_room


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one row, its log empty."""
    with closing(connected(tmp_path / "a.sqlite", "rwc", timeout=1.0)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("CREATE TABLE court (name TEXT)")
        file.execute("INSERT INTO court VALUES ('青榕')")
        file.commit()
    return tmp_path / "a.sqlite"


def _rows(file: sqlite3.Connection) -> list[Any]:
    return file.execute("SELECT name FROM court").fetchall()


def test_a_reader_sees_what_is_written_and_writes_nothing(path: Path) -> None:
    with closing(connected(path, "ro", timeout=1.0)) as reader, closing(connected(path, "rw", timeout=1.0)) as writer:
        writer.execute("INSERT INTO court VALUES ('沙泉')")
        writer.commit()
        assert len(_rows(reader)) == 2
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.execute("DELETE FROM court")


def test_without_room_a_file_is_read_as_it_stands(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlitefile, "_has_room", lambda _: False)
    with closing(connected(path, "ro", timeout=1.0)) as reader:
        assert _rows(reader) == [("青榕",)]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_only_the_log_has_is_never_passed_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(connected(path, "rw", timeout=1.0)) as writer:
        writer.execute("INSERT INTO court VALUES ('沙泉')")
        writer.commit()
        monkeypatch.setattr(sqlitefile, "_has_room", lambda _: False)
        with closing(connected(path, "ro", timeout=1.0)) as reader:
            assert len(_rows(reader)) == 2


def test_a_file_that_is_none_is_told_by_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "b.sqlite").write_text("no database at all, but long enough to be looked at" * 30)
    with closing(connected(tmp_path / "b.sqlite", "ro", timeout=1.0)) as reader:
        with pytest.raises(sqlite3.DatabaseError) as raised:
            _rows(reader)
        assert not wants_room(raised.value)
