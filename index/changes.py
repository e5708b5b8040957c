"""Changes: whether files are still as they were, told without opening them."""

from __future__ import annotations

import time
from pathlib import Path

# File systems tell times in steps of up to so many nanoseconds: two changes in one step look like one.
CLOCK_STEP = 2_000_000_000

Looks = tuple[tuple[int, int, int], ...]


def looks_of(*paths: Path) -> Looks | None:
    """What is different after any change of files or folders; None where the last one is too near to tell the next."""
    looks = tuple(map(_look, paths))
    return None if any(time.time_ns() - changed < CLOCK_STEP for changed, _, _ in looks) else looks


def _look(path: Path) -> tuple[int, int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return status.st_mtime_ns, status.st_size, status.st_ino
