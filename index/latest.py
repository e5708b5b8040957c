"""The latest commit of an index, opened as soon as there is one."""

from __future__ import annotations

import threading
from collections.abc import Callable
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
    """Opened anew at each commit, never refreshed, for Whoosh's refresh is not to be trusted; threads may share it.

    Whoever asks looks for a later commit and opens it, unless somebody renews it for all.
    """

    def __init__(self, folder: DataFolder, *, for_many: bool = False) -> None:
        self.generations = Generations(folder.index)
        self._for_many = for_many
        self._current = UntilChanged(self.generations.current, self.generations.pointer)
        self._opened: OpenedIndex | None = None
        self._opening = threading.Lock()
        self._is_renewed = False

    def close(self) -> None:
        """Release the index."""
        if self._opened is not None:
            self._opened.reader.close()
            self._opened = None

    def get(self, failed: OpenedIndex | None = None) -> OpenedIndex:
        """The commit that serves, the latest where another one has failed; raises IndexMissing and IndexOutdated."""
        opened = self._opened
        if self._is_renewed and opened is not None and opened is not failed:
            return opened
        while True:
            current = self._current.get()
            try:
                return self._opened_from(current)
            except (TashanError, OSError):
                # It may have been removed between the look at the pointer and the opening; its successor is there.
                if self.generations.current() == current:
                    raise

    def renew(self, warm: Callable[[OpenedIndex], object]) -> bool:
        """Open the latest commit where there is a later one, warm it, then have it serve; tells whether there was.

        Whoever asks meanwhile is given the one before, and nobody looks for a later one, until this fails: it raises
        what ``get`` then raises.
        """
        try:
            current = self.generations.current()
            is_later = not (self._is_renewed and _serves(self._opened, current))
            if is_later:
                opened = self._open(current)
                warm(opened)
                self._opened = opened
            self._is_renewed = True
            return is_later
        except BaseException:
            self.look_again()
            raise

    def look_again(self) -> None:
        """Have whoever asks look for a later commit: nobody renews it."""
        self._is_renewed = False

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
                self._opened = self._open(current)
            return self._opened

    def _open(self, current: Path) -> OpenedIndex:
        require_readable(current, schema=SCHEMA_VERSION, analyzer=VERSION)
        opened = OpenedIndex(current, analyzer_with)
        if self._for_many:
            opened.analyzer.hasten()
        return opened


def _serves(opened: OpenedIndex | None, current: Path) -> TypeGuard[OpenedIndex]:
    return opened is not None and opened.folder == current and opened.is_current
