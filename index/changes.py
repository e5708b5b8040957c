"""Changes: whether files are still as they were, told without opening them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

Value = TypeVar("Value")

# File systems tell times in steps of up to so many nanoseconds: two changes in one step look like one.
CLOCK_STEP = 2_000_000_000

Looks = tuple[tuple[int, int, int], ...]


def looks_of(*paths: Path) -> Looks | None:
    """What is different after any change of files or folders; None where the last one is too near to tell the next."""
    looks = tuple([_look(path) for path in paths])
    changed, _, _ = max(looks)
    return None if time.time_ns() - changed < CLOCK_STEP else looks


class UntilChanged(Generic[Value]):
    """What is drawn from some files, and drawn again only when they look otherwise; threads may share it."""

    def __init__(self, draw: Callable[[], Value], *paths: Path) -> None:
        self._draw = draw
        self._paths = paths
        self._known: tuple[Looks, Value] | None = None

    def get(self) -> Value:
        """What the files hold now; raises whatever drawing it raises."""
        looks, known = looks_of(*self._paths), self._known
        if looks is not None and known is not None and known[0] == looks:
            return known[1]
        value = self._draw()
        self._known = None if looks is None else (looks, value)
        return value


def _look(path: Path) -> tuple[int, int, int]:
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return 0, 0, 0
    return status.st_mtime_ns, status.st_size, status.st_ino
