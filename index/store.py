"""The store: the file of the corpus, its tables, its transactions and its proofs."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from index.errors import TashanError
from index.sqlitefile import connected
from index.tables import LATER, SCHEMA_VERSION, additions, statements

BUSY_SECONDS = 60.0


class CorpusError(TashanError):
    """The corpus cannot be read or written."""


class Store:
    """One SQLite file with the tables of the corpus; a writer waits for another up to a minute."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open the corpus, making it where it is missing unless ``read_only``.

        Raises CorpusError where the file is missing, no corpus, of another version or not accessible.
        """
        if read_only and not path.exists():
            raise CorpusError(f"There is no corpus at {path}: crawl or ingest first.")
        try:
            connection = connected(path, "ro" if read_only else "rwc", timeout=BUSY_SECONDS)
        except sqlite3.Error as error:
            raise CorpusError(f"The corpus {path} cannot be opened: {error}.") from error
        corpus = cls(connection, path)
        try:
            corpus._prepare(read_only=read_only)
        except BaseException:
            corpus.close()
            raise
        return corpus

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def trust_the_power(self) -> None:
        """Let commits return before the disk has them: a kill still loses nothing, a power cut the last ones."""
        self._connection.execute("PRAGMA synchronous = NORMAL")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make everything inside one transaction: all of it is kept, or none."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise CorpusError(f"The corpus {self._path} cannot be written: {error}.") from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Show one and the same state of the corpus everywhere inside, whatever others write meanwhile."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    @property
    def identity(self) -> str:
        """What tells this corpus from one made anew in its place."""
        return self.meta("identity") or ""

    def meta(self, key: str) -> str | None:
        """Read one of the corpus's own notes, such as ``sample``."""
        row = self.row("SELECT value FROM meta WHERE key = ?", key)
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Write one of the corpus's own notes."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def check(self) -> None:
        """Prove that the file is whole; raises CorpusError with SQLite's first finding."""
        try:
            finding = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.Error as error:
            finding = str(error)
        if finding != "ok":
            raise CorpusError(f"The corpus {self._path} is damaged: {finding}.")

    def scrub(self) -> None:
        """Write the file anew without what was deleted, and empty its log, so that no byte of it is left.

        Raises CorpusError where that cannot be, as while somebody reads an earlier state.
        """
        try:
            self._connection.execute("VACUUM")
            is_busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error as error:
            raise CorpusError(f"The corpus {self._path} cannot be written anew: {error}.") from error
        if is_busy:
            raise CorpusError(f"The log of the corpus {self._path} cannot be emptied while it is read; try again.")

    def rows(self, query: str, *values: str | int) -> Iterator[Any]:
        """Ask the file itself; for the tables of this room's other modules. Raises CorpusError."""
        try:
            cursor = self._connection.execute(query, values)
            # Not `yield from`: that would close the cursor of a connection which may be closed by then.
            while (row := cursor.fetchone()) is not None:
                yield row
        except sqlite3.Error as error:
            raise CorpusError(f"The corpus {self._path} cannot be read: {error}.") from error

    def columns(self, table: str) -> frozenset[str]:
        """The columns that a table has in this file: an older one that is only read lacks what came later."""
        return frozenset(name for (name,) in self.rows("SELECT name FROM pragma_table_info(?)", table))

    def row(self, query: str, *values: str | int) -> Any:
        """The first row of an answer, or None."""
        return next(self.rows(query, *values), None)

    def write(self, statement: str, *values: str | int | None) -> int:
        """Change the file itself inside a ``writing`` block, for this room's other modules; returns how many rows."""
        return self._connection.execute(statement, values).rowcount

    def _prepare(self, *, read_only: bool) -> None:
        try:
            self._connection.isolation_level = None
            if not read_only:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._create_if_new()
            self._require_version()
            if not read_only:
                self._add_later_columns()
        except sqlite3.Error as error:
            raise CorpusError(f"The corpus {self._path} cannot be opened: {error}.") from error

    def _create_if_new(self) -> None:
        if self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
        with self.writing():
            if self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return
            for statement in statements():
                self._connection.execute(statement)
            self.set_meta("schema", str(SCHEMA_VERSION))
            self.set_meta("identity", secrets.token_hex(8))

    def _add_later_columns(self) -> None:
        """Give the tables of an older file what came later."""
        if not self._additions():
            return
        with self.writing():
            for statement in self._additions():
                self._connection.execute(statement)

    def _additions(self) -> list[str]:
        return [each for table in LATER for each in additions(table, self.columns(table))]

    def _require_version(self) -> None:
        found = self.meta("schema")
        if found != str(SCHEMA_VERSION):
            raise CorpusError(
                f"The corpus {self._path} has schema {found}, this program reads {SCHEMA_VERSION}:"
                " move it away and bring the archive beside it in again with `tashan ingest`."
            )
