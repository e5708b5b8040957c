"""Tombstones: which articles were removed for good, in a file beside the corpus that outlives it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import TashanError

FILE = "tombstones.jsonl"


class TombstonesError(TashanError):
    """The file of tombstones cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An article that must not come back: its canonical URL, why, and when it was removed (ISO 8601)."""

    url: str
    reason: str
    at: str


class Tombstones:
    """The tombstones beside one corpus: a line of JSON each, only ever added to."""

    def __init__(self, corpus: Path) -> None:
        self._path = corpus.with_name(FILE)

    @property
    def size(self) -> int:
        """How many bytes there are; it only grows."""
        return self._path.stat().st_size if self._path.exists() else 0

    def add(self, tombstone: Tombstone) -> None:
        """Put up a tombstone; it is on the disk when this returns. Raises TombstonesError."""
        line = json.dumps(asdict(tombstone), ensure_ascii=False).encode() + b"\n"
        try:
            with self._path.open("ab+") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.seek(0)
                file.truncate(file.read().rfind(b"\n") + 1)
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise TombstonesError(f"The tombstones {self._path} cannot be written: {error.strerror}.") from error

    def all(self) -> Iterator[Tombstone]:
        """Iterate over the tombstones; a last one that a kill cut short was none. Raises TombstonesError."""
        if not self._path.exists():
            return
        try:
            *lines, _ = self._path.read_bytes().split(b"\n")
        except OSError as error:
            raise TombstonesError(f"The tombstones {self._path} cannot be read: {error.strerror}.") from error
        for number, line in enumerate(lines, start=1):
            try:
                yield Tombstone(**json.loads(line))
            except (ValueError, TypeError) as error:
                raise TombstonesError(f"Line {number} of {self._path} is no tombstone; mend it.") from error
