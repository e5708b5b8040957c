"""Locks: one visit to a source at a time, whatever process makes it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_UNDER_WAY = b"under way\n"


@contextmanager
def locked(path: Path, after_a_kill: Callable[[], object]) -> Iterator[bool]:
    """Hold a lock file while a visit lasts; yields whether it was free.

    The file says that a visit is under way until it ends: where it says so and nobody holds it, the one before was
    killed, and ``after_a_kill`` is called. The operating system frees what a dead process held.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        if os.fstat(file.fileno()).st_size:
            after_a_kill()
            file.truncate(0)
        file.write(_UNDER_WAY)
        file.flush()
        try:
            yield True
        finally:
            file.truncate(0)
