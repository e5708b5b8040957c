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

SCHEMA_VERSION = 3
BUSY_SECONDS = 60.0

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    url TEXT PRIMARY KEY,
    revision INTEGER NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    source_name TEXT NOT NULL,
    show TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    published TEXT,
    content TEXT NOT NULL,
    vanished TEXT,
    hidden INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX article_source ON article (source_name, published);
CREATE INDEX article_vanished ON article (vanished) WHERE vanished IS NOT NULL;
CREATE VIEW shown AS SELECT * FROM article WHERE NOT hidden;
CREATE TABLE validator (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT
) WITHOUT ROWID;
CREATE TABLE holding (
    url TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    file TEXT NOT NULL,
    start INTEGER NOT NULL,
    digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX holding_file ON holding (file);
CREATE TABLE tombstone (
    url TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE unread (
    source_name TEXT NOT NULL,
    url TEXT NOT NULL,
    seen TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (source_name, url)
) WITHOUT ROWID;
CREATE TABLE version (
    url TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    digest TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX version_url ON version (url);
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    source_name TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL,
    outcome TEXT NOT NULL,
    pages INTEGER NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    same INTEGER NOT NULL,
    known INTEGER NOT NULL,
    late INTEGER NOT NULL,
    late_from TEXT,
    late_until TEXT,
    late_examples TEXT,
    vanished INTEGER NOT NULL,
    swept INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    read INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    untitled INTEGER NOT NULL,
    undated INTEGER NOT NULL,
    newest TEXT,
    problem TEXT,
    field TEXT,
    example TEXT
);
CREATE INDEX run_source ON run (source_name, id);
CREATE TABLE stage (
    source_name TEXT NOT NULL,
    url TEXT NOT NULL,
    held INTEGER NOT NULL,
    seen TEXT NOT NULL,
    show TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT,
    reason TEXT,
    etag TEXT,
    modified TEXT,
    PRIMARY KEY (source_name, url)
) WITHOUT ROWID;
"""


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
        except sqlite3.Error as error:
            raise CorpusError(f"The corpus {self._path} cannot be opened: {error}.") from error

    def _create_if_new(self) -> None:
        if self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
        with self.writing():
            if self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return
            for statement in _SCHEMA.split(";"):
                self._connection.execute(statement)
            self.set_meta("schema", str(SCHEMA_VERSION))
            self.set_meta("identity", secrets.token_hex(8))

    def _require_version(self) -> None:
        found = self.meta("schema")
        if found != str(SCHEMA_VERSION):
            raise CorpusError(
                f"The corpus {self._path} has schema {found}, this program reads {SCHEMA_VERSION}:"
                " move it away and bring the archive beside it in again with `tashan ingest`."
            )
