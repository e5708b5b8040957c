"""The file that the ledgers of one index generation share: opening, its schema's version, transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.engines.engine import EngineError
from index.generations import IndexOutdated
from index.sqlitefile import connected, wants_room

# To be raised with every change of a table, or of the rules by which one is filled.
SCHEMA_VERSION = 5
BUSY_SECONDS = 60.0
_NAME = "ledgers.sqlite"
# A batch of articles touches leaves all over an inverted table; they must find room.
_CACHE = "PRAGMA cache_size = -65536"

Value = str | int | float | bytes | None


class LedgerFile:
    """One SQLite file; a generation without one was built before there were ledgers, or was not built to its end."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def create(cls, generation: Path, schemas: Iterable[str], lookups: Iterable[str] = ()) -> None:
        """Make the file of a new generation with the tables of all ledgers and the indexes by which rows are found."""
        with cls.begun(generation, schemas) as file:
            file.finish(lookups)

    @classmethod
    def begun(cls, generation: Path, schemas: Iterable[str]) -> LedgerFile:
        """Begin the file of a new generation, to be filled before it is finished.

        All of that is one transaction without a journal: a file that was not finished is never looked at.
        """
        file = cls(_connected(generation / _NAME, "rwc"), generation / _NAME)
        try:
            file.write("PRAGMA journal_mode = OFF")
            file.write("BEGIN IMMEDIATE")
            file.make(schemas)
        except BaseException:
            file.close()
            raise
        return file

    def finish(self, lookups: Iterable[str]) -> None:
        """Finish a file that was begun; an index made of all rows costs a part of one that is kept as they come."""
        self.make(lookups)
        self.write(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self.write("COMMIT")
        self.write("PRAGMA journal_mode = WAL")

    @staticmethod
    def exists(generation: Path) -> bool:
        """Tell whether a generation has a file."""
        return (generation / _NAME).exists()

    @classmethod
    def open(cls, generation: Path, *, read_only: bool = False) -> LedgerFile:
        """Open a generation's file; raises IndexOutdated where it is missing or of another version."""
        path = generation / _NAME
        if not cls.exists(generation):
            raise IndexOutdated(f"The index {generation} has no ledgers: run `tashan index --rebuild`.")
        file = cls(_connected(path, "ro" if read_only else "rw"), path)
        try:
            file._require_version()
        except BaseException:
            file.close()
            raise
        return file

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def __enter__(self) -> LedgerFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make everything inside one transaction: all of it is entered, or none."""
        self.write("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.write("ROLLBACK")
            raise
        self.write("COMMIT")

    def rows(self, query: str, *values: Value) -> list[Any]:
        """All rows of an answer; raises EngineError."""
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error

    def each(self, query: str, *values: Value) -> Iterator[Any]:
        """Iterate over the rows of an answer, however many there are; raises EngineError."""
        try:
            yield from self._connection.execute(query, values)
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error

    def row(self, query: str, *values: Value) -> Any:
        """The first row of an answer, or None."""
        return next(iter(self.rows(query, *values)), None)

    def write(self, statement: str, *values: Value) -> int:
        """Change the file; returns the id of the row that was added last."""
        try:
            return self._connection.execute(statement, values).lastrowid or 0
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error

    def write_all(self, statement: str, rows: Iterable[tuple[Value, ...]]) -> None:
        """Change the file once for each row of values."""
        try:
            self._connection.executemany(statement, rows)
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error

    def make(self, schemas: Iterable[str]) -> None:
        """Make tables or indexes."""
        for schema in schemas:
            for statement in schema.split(";"):
                self.write(statement)

    def purge(self) -> None:
        """Leave nothing on the disk of what was taken out."""
        self.write("VACUUM")
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def check(self) -> None:
        """Prove that the file is whole; raises EngineError."""
        [(finding,)] = self.rows("PRAGMA quick_check(1)")
        if finding != "ok":
            raise EngineError(f"The ledgers {self._path} are damaged ({finding}): run `tashan index --rebuild`.")

    def _require_version(self) -> None:
        [(found,)] = self.rows("PRAGMA user_version")
        if found != SCHEMA_VERSION:
            raise IndexOutdated(
                f"The ledgers have schema {found}, this program reads {SCHEMA_VERSION}: run `tashan index --rebuild`."
            )


def _unusable(path: Path, error: sqlite3.Error) -> EngineError:
    if wants_room(error):
        return EngineError(f"The disk has no room for the ledgers {path} ({error}).")
    return EngineError(f"The ledgers {path} cannot be used ({error}): run `tashan index --rebuild`.")


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    try:
        connection = connected(path, mode, timeout=BUSY_SECONDS)
        connection.isolation_level = None
        connection.execute(_CACHE)
    except sqlite3.Error as error:
        raise _unusable(path, error) from error
    return connection
