"""Apart: work in a process of its own, with the memory that it and its children take together."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_SHORTEST_WAIT = 0.1
# Looking at much memory takes long: so many times that is waited in between, so that what is measured is not disturbed.
_WAITS = 30
_KILOBYTE = 1024
_PROCESSES = Path("/proc")


class WorkFailed(Exception):
    """The work ended with an exception or was killed."""


@dataclass(frozen=True, slots=True)
class Work:
    """What work gave, how many seconds it took without the start of its process, and its peak of memory in bytes.

    The memory is the proportional set size of all processes together: what they share is counted once. It is None
    where the system does not tell.
    """

    result: Any
    seconds: float
    peak: int | None


def apart(function: Callable[..., Any], *arguments: Any) -> Work:
    """Call a function of a module in a new process, which inherits nothing; raises WorkFailed where it fails."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_call, args=(sender, function, arguments))
    process.start()
    sender.close()
    assert process.pid is not None
    with _Watch(process.pid) as watch:
        try:
            outcome = receiver.recv()
        except EOFError:
            outcome = WorkFailed("it was killed")
        except BaseException:
            process.terminate()
            raise
        process.join()
    if isinstance(outcome, BaseException):
        raise WorkFailed(f"{function.__name__}: {outcome}") from outcome
    result, seconds = outcome
    return Work(result, seconds, watch.peak)


def _call(sender: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    started = time.perf_counter()
    try:
        result = function(*arguments)
    except Exception as error:  # noqa: BLE001 - told where the work was asked for
        sender.send(WorkFailed(f"{type(error).__name__}: {error}"))
        return
    sender.send((result, time.perf_counter() - started))


class _Watch:
    """Looks at a process and its descendants from time to time while it is entered."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.peak: int | None = None

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        wait = _SHORTEST_WAIT
        while not self._over.wait(wait):
            started = time.perf_counter()
            total = sum(map(proportional_size, family(self._pid)))
            self.peak = max(total, self.peak or 0) or None
            wait = max(_SHORTEST_WAIT, _WAITS * (time.perf_counter() - started))


def family(pid: int) -> Iterator[int]:
    """A process and all that descend from it, as far as they still live."""
    yield pid
    try:
        children = [tasks.read_text().split() for tasks in (_PROCESSES / str(pid) / "task").glob("*/children")]
    except OSError:
        return
    for child in (int(number) for numbers in children for number in numbers):
        yield from family(child)


def proportional_size(pid: int) -> int:
    """The bytes of a process, those that it shares divided by how many share them; nought once it has ended."""
    try:
        lines = (_PROCESSES / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * _KILOBYTE for line in lines if line.startswith("Pss:"))
