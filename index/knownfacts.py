"""Known facts: the cache of facts as readers use it, who neither wait for it nor change it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.document import Document, kept_document
from index.factcache import FILE, version_of
from index.findings import Findings
from index.kept import KeptArticle
from index.sqlitefile import connected

_MOST_WAITED = 5.0


class KnownFacts:
    """What the cache tells of one corpus under the rules in force; nothing where it cannot be read."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, folder: Path, *, corpus: str) -> Iterator[KnownFacts]:
        """Open the cache in a folder for reading, for the corpus of this identity."""
        connection = _connected(folder / FILE, version_of(corpus))
        try:
            yield cls(connection)
        finally:
            if connection is not None:
                connection.close()

    def document(self, kept: KeptArticle) -> Document:
        """The document of a kept article; facts that are not known are drawn from it when they are asked for."""
        findings = self._findings(kept)
        return findings.document(kept) if findings else kept_document(kept)

    def _findings(self, kept: KeptArticle) -> Findings | None:
        if self._connection is None:
            return None
        row = None
        # A cache that breaks off while it is read is one that knows nothing of this article.
        with suppress(sqlite3.Error):
            row = self._connection.execute(
                "SELECT content FROM facts WHERE url = ? AND digest = ?", (kept.article.url, kept.digest)
            ).fetchone()
        return Findings.unpacked(row[0]) if row else None


def _connected(path: Path, version: str) -> sqlite3.Connection | None:
    """The cache of this version, None where there is none that can be read."""
    try:
        connection = connected(path, "ro", timeout=_MOST_WAITED)
    except sqlite3.Error:
        return None
    try:
        if connection.execute("SELECT name FROM version").fetchall() == [(version,)]:
            return connection
    except sqlite3.Error:
        pass
    connection.close()
    return None
