"""The ledger file: what is kept of a transaction, and what a file of another time is told."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.engines.engine import EngineError
from index.generations import IndexOutdated
from index.ledgers.ledgerfile import LedgerFile

SCHEMA = "CREATE TABLE seen (name TEXT PRIMARY KEY)"


def _made(tmp_path: Path) -> Path:
    LedgerFile.create(tmp_path, (SCHEMA, "CREATE TABLE other (n INTEGER); CREATE INDEX o ON other (n)"))
    return tmp_path


def _names(file: LedgerFile) -> list[str]:
    return [name for (name,) in file.rows("SELECT name FROM seen")]


def _write_and_stop(file: LedgerFile) -> None:
    with file.writing():
        file.write_all("INSERT INTO seen VALUES (?)", iter([("乙",), ("丙",)]))
        raise KeyboardInterrupt


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    with LedgerFile.open(_made(tmp_path)) as file:
        with file.writing():
            file.write("INSERT INTO seen VALUES (?)", "甲")
        with pytest.raises(KeyboardInterrupt):
            _write_and_stop(file)
    with LedgerFile.open(tmp_path, read_only=True) as file:
        assert _names(file) == ["甲"]
        file.check()


def test_a_purge_leaves_no_byte_of_what_was_taken_out(tmp_path: Path) -> None:
    with LedgerFile.open(_made(tmp_path)) as file:
        with file.writing():
            file.write("INSERT INTO seen VALUES (?)", "板凳法庭" * 300)
        with file.writing():
            file.write("DELETE FROM seen")
        file.purge()
        assert not any("板凳法庭".encode() in path.read_bytes() for path in tmp_path.iterdir())


def test_what_is_being_written_is_not_read(tmp_path: Path) -> None:
    with LedgerFile.open(_made(tmp_path)) as file, file.writing():
        file.write("INSERT INTO seen VALUES (?)", "甲")
        with LedgerFile.open(tmp_path, read_only=True) as reader:
            assert _names(reader) == []


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with LedgerFile.open(_made(tmp_path), read_only=True) as file, pytest.raises(EngineError, match="readonly"):
        file.write("INSERT INTO seen VALUES (?)", "甲")


def test_a_generation_without_ledgers_is_to_be_rebuilt(tmp_path: Path) -> None:
    with pytest.raises(IndexOutdated, match=r"has no ledgers: run `tashan index --rebuild`\.$"):
        LedgerFile.open(tmp_path)


def test_ledgers_of_another_version_are_to_be_rebuilt(tmp_path: Path) -> None:
    (path,) = _made(tmp_path).glob("*.sqlite")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(IndexOutdated, match="The ledgers have schema 99, this program reads"):
        LedgerFile.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no database" * 100])
def test_a_damaged_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (path,) = _made(tmp_path).glob("*.sqlite")
    path.write_bytes(content)
    with pytest.raises((EngineError, IndexOutdated), match=r"run `tashan index --rebuild`\.$"):
        LedgerFile.open(tmp_path)
