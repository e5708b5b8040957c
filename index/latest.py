"""The latest commit of an index, opened as soon as there is one."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TypeGuard

from index.changes import UntilChanged
from index.datafolder import DataFolder
from index.engines.whoosh.schema import SCHEMA_VERSION
from index.errors import TashanError
from index.generations import Generations, require_readable
from index.opened import OpenedIndex
from index.text.analyzer import analyzer_with
from index.text.tokenizer import VERSION


class LatestIndex:
    """Opened anew at each commit, never refreshed, for Whoosh's refresh is not to be trusted; threads may share it."""

    def __init__(self, folder: DataFolder) -> None:
        self.generations = Generations(folder.index)
        self._current = UntilChanged(self.generations.current, self.generations.pointer)
        self._opened: OpenedIndex | None = None
        self._opening = threading.Lock()

    def close(self) -> None:
        """Release the index."""
        if self._opened is not None:
            self._opened.reader.close()
            self._opened = None

    def get(self) -> OpenedIndex:
        """The commit that serves; raises IndexMissing and IndexOutdated."""
        while True:
            current = self._current.get()
            try:
                return self._opened_from(current)
            except (TashanError, OSError):
                # It may have been removed between the look at the pointer and the opening; its successor is there.
                if self.generations.current() == current:
                    raise

    def serves(self, opened: OpenedIndex) -> bool:
        """Tell whether what was opened is still the latest."""
        return _serves(opened, self._current.get())

    def _opened_from(self, current: Path) -> OpenedIndex:
        """Threads that still search an earlier commit keep it open until they have their answers."""
        opened = self._opened
        if _serves(opened, current):
            return opened
        with self._opening:
            if not _serves(self._opened, current):
                require_readable(current, schema=SCHEMA_VERSION, analyzer=VERSION)
                self._opened = OpenedIndex(current, analyzer_with)
            return self._opened


def _serves(opened: OpenedIndex | None, current: Path) -> TypeGuard[OpenedIndex]:
    return opened is not None and opened.folder == current and opened.is_current
