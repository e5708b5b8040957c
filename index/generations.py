"""Index generations: folders built aside, one pointer that names the serving one, and the locks between writers."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import TashanError

_POINTER = "CURRENT"
_STATE = "state.json"
_PREFIX = "generation-"
_NAME = re.compile(rf"{_PREFIX}\d{{6}}", re.ASCII)
# The serving one and the one before it: a reader may still be looking at that.
_GENERATIONS_KEPT = 2


class IndexMissing(TashanError):
    """There is no index to search."""


class IndexOutdated(TashanError):
    """The index was built in another way than this program reads."""


class IndexBusy(TashanError):
    """Another process is rebuilding the index."""


@dataclass(frozen=True, slots=True)
class State:
    """What a generation was built with, the corpus revision it holds, that corpus's identity, its rules."""

    schema: int
    analyzer: str
    revision: int
    corpus: str = ""
    rules: str = ""


class Generations:
    """The generations inside one index folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Path:
        """The folder that serves; raises IndexMissing where none was built yet."""
        name = self._serving()
        if name is None:
            raise IndexMissing("There is no index yet: run `tashan index`.")
        return self._folder / name

    @property
    def pointer(self) -> Path:
        """The file that names the folder that serves."""
        return self._folder / _POINTER

    @property
    def exists(self) -> bool:
        """Tell whether any generation serves."""
        return self._serving() is not None

    def new_folder(self) -> Path:
        """Name a folder for a generation to build aside, and clear what a killed build left."""
        serving = self._serving() or f"{_PREFIX}000000"
        for leftover in self._folder.glob(f"{_PREFIX}*"):
            if leftover.name > serving:
                shutil.rmtree(leftover)
        return self._folder / f"{_PREFIX}{int(serving.removeprefix(_PREFIX)) + 1:06d}"

    def switch_to(self, generation: Path) -> None:
        """Let a generation serve from now on, in one atomic step, and remove those long past."""
        write_whole(self.pointer, generation.name)
        self._remove_all_but(_GENERATIONS_KEPT)

    def remove_earlier(self) -> None:
        """Remove every generation before the serving one, whoever may still be looking at it."""
        self._remove_all_but(1)

    def _remove_all_but(self, count: int) -> None:
        serving = self._serving() or ""
        for old in [each for each in sorted(self._folder.glob(f"{_PREFIX}*")) if each.name <= serving][:-count]:
            shutil.rmtree(old)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write the serving generation, waiting for it."""
        with self._locked("write.lock", fcntl.LOCK_EX):
            yield

    @contextmanager
    def rebuilding(self, *, wait: bool = False) -> Iterator[None]:
        """Hold the right to rebuild; raises IndexBusy at once where another process has it, unless told to wait."""
        try:
            with self._locked("rebuild.lock", fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB):
                yield
        except BlockingIOError as error:
            raise IndexBusy("The index is being rebuilt by another process; wait for it to finish.") from error

    def _serving(self) -> str | None:
        """The name that the pointer holds; a pointer that names no generation points nowhere."""
        try:
            name = self.pointer.read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            return None
        return name if _NAME.fullmatch(name) else None

    @contextmanager
    def _locked(self, name: str, mode: int) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / name).open("a") as lock:
            fcntl.flock(lock, mode)
            yield


def read_state(generation: Path) -> State:
    """Read what a generation was built with; raises IndexOutdated where that cannot be read."""
    try:
        return State(**json.loads((generation / _STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexOutdated(
            f"The index {generation} does not say what it holds: run `tashan index --rebuild`."
        ) from error


def write_state(generation: Path, state: State) -> None:
    """Write what a generation was built with."""
    write_whole(generation / _STATE, json.dumps(asdict(state)))


def require_readable(generation: Path, *, schema: int, analyzer: str) -> State:
    """Return a generation's state; raises IndexOutdated where it was built with another schema or another cut."""
    state = read_state(generation)
    if state.schema != schema:
        raise IndexOutdated(
            f"The index has schema {state.schema}, this program reads {schema}: run `tashan index --rebuild`."
        )
    if state.analyzer != analyzer:
        raise IndexOutdated(
            f"The index was cut by {state.analyzer}, queries are cut by {analyzer}: run `tashan index --rebuild`."
        )
    return state


def write_whole(path: Path, text: str) -> None:
    """Replace a file so that a reader sees the old text or the new one, whatever happens."""
    aside = path.with_name(f"{path.name}.new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
