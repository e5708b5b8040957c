"""SQLite files that several processes share: a full disk is told from other faults, and what is there is still read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

# All who have a file open share an index of its log, a file of its own, for which there is no room.
_WITHOUT_ROOM = frozenset({"SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMMAP", "SQLITE_FULL"})


def connected(path: Path, mode: str, *, timeout: float) -> sqlite3.Connection:
    """Open a file in one of SQLite's modes: ``ro``, ``rw``, ``rwc``; raises sqlite3.Error.

    Where the disk is full and the log is empty, the file alone says all, and is read without a look at the log: there
    is no room for changes to it.
    """
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=timeout, check_same_thread=False)
    if mode == "ro" and not _has_room(connection) and not _has_log(path):
        connection.close()
        return sqlite3.connect(f"{address}&immutable=1", uri=True, check_same_thread=False)
    return connection


def wants_room(error: sqlite3.Error) -> bool:
    """Tell whether it is for want of room on the disk that something failed."""
    return getattr(error, "sqlite_errorname", "") in _WITHOUT_ROOM


def _has_room(connection: sqlite3.Connection) -> bool:
    """Whether it is not for want of room that nothing can be read; whatever else is wrong, a question will tell."""
    try:
        connection.execute("PRAGMA schema_version").fetchall()
    except sqlite3.Error as error:
        return not wants_room(error)
    return True


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
