"""The workforce: processes that prepare articles beside this one, in order and only a few tasks ahead of the writer.

Each reads tasks from its standard input until that ends, which it does with this process, however that ends. They
hold no lock and write nothing, so that one that dies takes nothing with it but the build.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import IO

from index.errors import TashanError
from index.preparing import Prepared, Preparer, Task
from index.text.analyzer import Analyzer
from index.text.tokenizer import tokenizer_with

# One is being done, the others keep it busy while a segment is written: as many articles as some seconds' work.
TASKS_A_PROCESS = 8
# Objects that were made and did not go by themselves.
_COLLECTED_AFTER = 1_000_000
_GONE = (EOFError, BrokenPipeError, pickle.UnpicklingError)


class WorkerDied(TashanError):
    """A process ended before its work was done."""


class Workforce:
    """A number of processes, to be had for the length of a ``with`` block, that cut by the same words.

    ``words`` are as the tokenizer takes them.
    """

    def __init__(self, size: int, words: tuple[str, ...]) -> None:
        self._command = (sys.executable, "-m", __name__)
        self._size = size
        self._words = words
        self._processes: list[subprocess.Popen[bytes]] = []
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        # A thread for each process waits for its pipes; none of them does any work.
        self._threads = ThreadPoolExecutor(size)

    def __enter__(self) -> Workforce:
        for _ in range(self._size):
            self._idle.put(self._started())
        return self

    def __exit__(
        self, failed: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if failed is not None:
            for process in self._processes:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            _ended(process)

    def prepared(self, tasks: Iterable[Task]) -> Iterator[Prepared]:
        """Do tasks, in their order; a task is asked for only when there is room for it. Raises WorkerDied."""
        ahead: deque[Future[Prepared]] = deque()
        for task in tasks:
            ahead.append(self._threads.submit(self._done, task))
            if len(ahead) >= TASKS_A_PROCESS * self._size:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()

    def _started(self) -> subprocess.Popen[bytes]:
        # In a group of its own, Ctrl-C does not reach it: this process ends it.
        process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0)
        self._processes.append(process)
        assert process.stdin is not None
        # One that dies at once is found out when it is given its first task.
        with suppress(BrokenPipeError):
            _send(process.stdin, self._words)
        return process

    def _done(self, task: Task) -> Prepared:
        process = self._idle.get()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            _send(process.stdin, task)
            answer = pickle.load(process.stdout)
        except _GONE as error:
            raise WorkerDied(
                "A process that prepares articles ended before its work was done, as one does that finds no more"
                " memory; the index is as it was before."
            ) from error
        finally:
            self._idle.put(process)
        if isinstance(answer, Exception):
            raise answer
        prepared: Prepared = answer
        return prepared


def _send(pipe: IO[bytes], value: object) -> None:
    pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _ended(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    # One that was killed does not take any more what was on its way to it.
    with suppress(BrokenPipeError):
        process.stdin.close()
    process.stdout.close()
    process.wait()


def main() -> None:
    """Do the tasks that come through the standard input until it ends."""
    taken, given = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    with suppress(*_GONE):
        analyzer = Analyzer(tokenizer_with(pickle.load(taken)))
        analyzer.hasten()
        preparer = Preparer(analyzer)
        # The dictionary stays: to look through it at every collection would cost a third of the time. Nor is there
        # much to collect: what a task leaves behind goes by itself, and looking for circles in it cost a twelfth.
        gc.freeze()
        gc.set_threshold(_COLLECTED_AFTER)
        while True:
            _send(given, _answer(preparer, pickle.load(taken)))
    # Whatever is still in a buffer, nobody reads it any more.
    os._exit(0)


def _answer(preparer: Preparer, task: Task) -> Prepared | Exception:
    try:
        return preparer(task)
    except Exception as error:
        # It is raised again where the build is, which ends with it.
        return error


if __name__ == "__main__":
    main()
