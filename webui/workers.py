"""Workers: processes that serve one socket, each replaced when it dies, ended together and gracefully."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import threading
import time
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess, parent_process
from types import FrameType

from flask import Flask

from webui.serving import PATIENCE, SIGNALS, Server, bound, settle

# One that dies as soon as it is made is not made again in a loop.
RESPITE = 1.0


class Workers:
    """So many servers of one application and one bound socket.

    They are forked, so that the dictionary of words and all that is shared is there once; each opens the index itself,
    whose files are mapped.
    """

    def __init__(self, app: Flask, *, count: int, host: str, port: int, proxy: str | None = None) -> None:
        """Bind; port 0 takes a free one.  Raises ServingError where the address cannot be had."""
        self._app, self._count, self._proxy = app, count, proxy
        self._listener = bound(host, port)
        self._processes: list[BaseProcess] = []
        self._woken, self._waker = multiprocessing.Pipe(duplex=False)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._listener.getsockname()[1])

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM; then let every worker finish what it began.  Runs in the main thread."""
        for number in SIGNALS:
            signal.signal(number, self._signalled)
        # What is there already stays so in pages that the workers share, too.
        settle()
        while not self._woken.poll():
            self._fill_up()
            gone = wait([*(process.sentinel for process in self._processes), self._woken])
            if self._woken not in gone:
                time.sleep(RESPITE)
        self._listener.close()
        self._end()

    def _fill_up(self) -> None:
        self._processes = [process for process in self._processes if process.is_alive()]
        while len(self._processes) < self._count:
            process = multiprocessing.get_context("fork").Process(
                target=_serve, args=(self._app, self._listener, self._proxy), daemon=True
            )
            process.start()
            self._processes.append(process)

    def _end(self) -> None:
        for process in self._processes:
            process.terminate()
        deadline = time.monotonic() + PATIENCE + RESPITE
        for process in self._processes:
            process.join(max(0.0, deadline - time.monotonic()))
            process.kill()

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        self._waker.send_bytes(b"!")

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()


def serving(app: Flask, *, workers: int, host: str, port: int, proxy: str | None = None) -> Server | Workers:
    """A bound server of one process or of several."""
    if workers == 1:
        return Server(app, host=host, port=port, proxy=proxy)
    return Workers(app, count=workers, host=host, port=port, proxy=proxy)


def _serve(app: Flask, listener: socket.socket, proxy: str | None) -> None:
    """Serve in a worker, until told to stop or nobody is left to tell."""
    with Server(app, listener=listener, proxy=proxy) as server:
        threading.Thread(target=_stop_when_orphaned, args=(server,), daemon=True).start()
        server.run()


def _stop_when_orphaned(server: Server) -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        server.stop()
