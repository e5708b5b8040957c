"""The cache of facts: the findings of each article under the rules, so that a rebuild draws only from what changed.

A row for each URL, valid for the digest of one content; all rows are of one version of the rules and of one corpus.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.errors import TashanError
from index.kept import KeptArticle
from index.knowledge.facts import rules_version
from index.sqlitefile import wants_room

FILE = "facts.sqlite"
BUSY_SECONDS = 60.0
# New facts wait for so many others: a commit for each would cost more than the rules do.
BATCH = 200
# Raised with every change of how findings are kept.
_FORM = 2
_SCHEMA = "CREATE TABLE facts (url TEXT PRIMARY KEY, digest TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID"


class FactCacheError(TashanError):
    """The cache cannot be used."""


class FactCache:
    """The facts of one corpus under the rules in force; what was kept under others is dropped as it is opened."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._new: list[tuple[str, str, bytes]] = []

    @classmethod
    def open(cls, folder: Path, *, corpus: str) -> FactCache:
        """Open the cache in a folder, for the corpus of this identity; a damaged file is made anew.

        Raises FactCacheError where the folder cannot be written.
        """
        path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            try:
                return cls._opened(path, version_of(corpus))
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                _remove(path)
                return cls._opened(path, version_of(corpus))
        except (OSError, sqlite3.Error) as error:
            raise _unusable(path, error) from error

    def __enter__(self) -> FactCache:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        try:
            if failed is None:
                self._write()
        finally:
            self._connection.close()

    def known(self, articles: Iterable[KeptArticle]) -> tuple[bytes | None, ...]:
        """For each of some kept articles its findings as kept, None where there are none of its very content."""
        return tuple(map(self._known, articles))

    def keep(self, drawn: Iterable[tuple[str, str, bytes]]) -> None:
        """Keep what was drawn from articles: URL, digest of the content, findings."""
        self._new.extend(drawn)
        if len(self._new) >= BATCH:
            self._write()

    def remove(self, urls: Iterable[str]) -> None:
        """Drop what was drawn from articles that are no more to be seen."""
        self._change("DELETE FROM facts WHERE url = ?", [(url,) for url in urls])

    def purge(self) -> None:
        """Leave nothing on the disk of what was dropped."""
        try:
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error

    @classmethod
    def _opened(cls, path: Path, version: str) -> FactCache:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            if tables != ["facts", "version"] or connection.execute("SELECT name FROM version").fetchall() != [
                (version,)
            ]:
                for table in tables:
                    connection.execute(f'DROP TABLE "{table}"')
                connection.execute(_SCHEMA)
                connection.execute("CREATE TABLE version (name TEXT NOT NULL)")
                connection.execute("INSERT INTO version VALUES (?)", (version,))
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return cls(connection, path)

    def _known(self, kept: KeptArticle) -> bytes | None:
        try:
            row = self._connection.execute(
                "SELECT content FROM facts WHERE url = ? AND digest = ?", (kept.article.url, kept.digest)
            ).fetchone()
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error
        return bytes(row[0]) if row else None

    def _write(self) -> None:
        self._change("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", self._new)
        self._new = []

    def _change(self, statement: str, rows: Sequence[tuple[str | bytes, ...]]) -> None:
        if not rows:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(statement, rows)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error


def version_of(corpus: str) -> str:
    """What the cache of a corpus is called under the rules in force."""
    return f"{rules_version()} {_FORM} {corpus}"


def _remove(path: Path) -> None:
    for file in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        file.unlink(missing_ok=True)


def _unusable(path: Path, error: Exception) -> FactCacheError:
    if isinstance(error, sqlite3.Error) and wants_room(error):
        return FactCacheError(f"The disk has no room for the cache of facts {path} ({error}).")
    return FactCacheError(f"The cache of facts {path} cannot be used ({error}): remove it, it is made anew.")
