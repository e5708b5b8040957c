"""Memory that a process shares with those it forks, under a lock that whoever dies lets go."""

from __future__ import annotations

import fcntl
import mmap
import os
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager


class SharedMemory:
    """So many bytes, zero at first; made before forking, the same in every process after it."""

    def __init__(self, size: int) -> None:
        self._file, name = tempfile.mkstemp(prefix="tashan-")
        weakref.finalize(self, os.close, self._file)
        os.unlink(name)
        os.truncate(self._file, size)
        self._view = memoryview(mmap.mmap(self._file, size))
        # The file's lock is one for the whole process; its threads have their own.
        self._threads = threading.Lock()

    def integers(self, first: int, last: int) -> memoryview[int]:
        """The bytes from first to before last as unsigned integers of 8 bytes each."""
        return self._view[first:last].cast("Q")

    def numbers(self, first: int, last: int) -> memoryview[float]:
        """The bytes from first to before last as floating-point numbers of 8 bytes each."""
        return self._view[first:last].cast("d")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other thread and process out; a killed process keeps nobody out."""
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)
