"""The reader process: pages are read beside the crawl, so that reading one keeps no other waiting."""

from __future__ import annotations

import asyncio
import pickle
import signal
import sys
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crawlers.loader import SourceLoader, load_sources
from crawlers.reading.page import Page
from crawlers.reading.pagereader import PageReading
from index.datafolder import DataFolder
from index.errors import TashanError

# A visit of fewer pages is over before the process has begun.
WORTH_A_PROCESS = 30
_LENGTH = 4


class ReaderDied(TashanError):
    """The process ended while it read a page, which is therefore left to the next visit."""


@dataclass(frozen=True, slots=True)
class _Task:
    source: str
    page: Page


class ReaderProcess:
    """Reads the pages of any source, in the order in which they are given: the first few here, all others beside.

    The process ends with this one, however that ends, since it reads until its input does.
    """

    def __init__(self, folder: DataFolder, tables: Iterable[Path] = ()) -> None:
        self._arguments = [str(folder.path), *map(str, tables)]
        self._given = 0
        self._process: asyncio.subprocess.Process | None = None
        self._receiving: asyncio.Task[None] | None = None
        self._waiting: deque[asyncio.Future[PageReading | None]] = deque()
        self._starting = asyncio.Lock()

    async def read(self, source: str, page: Page) -> PageReading | None:
        """What a page of a source says; None where it is as well read here. Raises ReaderDied."""
        self._given += 1
        if self._given <= WORTH_A_PROCESS:
            return None
        process = await self._started()
        assert process.stdin is not None
        found: asyncio.Future[PageReading | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(found)
        process.stdin.write(_framed(_Task(source, page)))
        return await found

    async def close(self) -> None:
        """Let the process end."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        if self._receiving is not None:
            await self._receiving

    async def _started(self) -> asyncio.subprocess.Process:
        async with self._starting:
            if self._process is None:
                pipe = asyncio.subprocess.PIPE
                command = (sys.executable, "-m", __name__, *self._arguments)
                self._process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
                self._receiving = asyncio.create_task(self._receive(self._process))
            return self._process

    async def _receive(self, process: asyncio.subprocess.Process) -> None:
        """Hand out what comes; when nothing does any more, the process has ended and another may be started."""
        assert process.stdout is not None
        try:
            while True:
                length = int.from_bytes(await process.stdout.readexactly(_LENGTH))
                reading = pickle.loads(await process.stdout.readexactly(length))
                found = self._waiting.popleft()
                if not found.done():
                    found.set_result(reading)
        except asyncio.IncompleteReadError:
            await process.wait()
            self._process = None
            self._give_up()

    def _give_up(self) -> None:
        waiting, self._waiting = self._waiting, deque()
        for found in waiting:
            if not found.done():
                found.set_exception(ReaderDied("The process that reads pages ended before it had read this one."))


def main(folder: str, *tables: str) -> None:
    """Read pages from the standard input until it ends."""
    # Ctrl-C is meant for the crawl, which finishes what it has begun.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sources = load_sources(DataFolder(Path(folder)), map(Path, tables))
    taken, given = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while length := taken.read(_LENGTH):
        task: _Task = pickle.loads(taken.read(int.from_bytes(length)))
        _give(given, sources, task)


def _give(given: BinaryIO, sources: SourceLoader, task: _Task) -> None:
    try:
        reading = sources.source(task.source).reading_of(task.page)
    except Exception:
        # An error of ours: the spider meets it again where the visit can count and tell it.
        reading = None
    given.write(_framed(reading))
    given.flush()


def _framed(value: object) -> bytes:
    frame = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(frame).to_bytes(_LENGTH) + frame


if __name__ == "__main__":
    main(*sys.argv[1:])
