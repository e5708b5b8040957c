"""The server: waitress, stopped without cutting an answer short."""

from __future__ import annotations

import logging
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from flask import Flask
from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel

from index.errors import TashanError

SIGNALS = (signal.SIGINT, signal.SIGTERM)
THREADS = 8
PATIENCE = 10.0
TICK = 1.0
LARGEST_PORT = 65535
LIMITS = {
    "ident": None,
    "clear_untrusted_proxy_headers": True,
    "max_request_header_size": 1 << 16,
    "max_request_body_size": 1 << 16,
}


class ServingError(TashanError):
    """The server cannot listen where it was told to."""


class Server:
    """A web server bound to its port, answering once it runs; use as a context manager."""

    def __init__(self, app: Flask, *, host: str, port: int, threads: int = THREADS) -> None:
        """Bind; port 0 takes a free one.  Raises ServingError where the address cannot be had."""
        # It warns of every request that waits for a thread, which is no news on a busy server.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._sockets: dict[int, Any] = {}
        self._stopping = threading.Event()
        self._server = create_server(app, map=self._sockets, sockets=[_bound(host, port)], threads=threads, **LIMITS)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._server.effective_port)

    def run(self) -> None:
        """Serve until ``stop``, and in the main thread until SIGINT or SIGTERM; then finish what was begun."""
        with self, self._catching_signals():
            while not self._stopping.is_set():
                self._turn()
            self._finish()

    def stop(self) -> None:
        """Ask the server to stop, from any thread or signal handler."""
        self._stopping.set()
        if self._sockets:
            self._server.pull_trigger()

    def close(self) -> None:
        """Release port and threads; to do so twice is no error."""
        self._server.task_dispatcher.shutdown(timeout=TICK)
        wasyncore.close_all(self._sockets)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _busy(self) -> bool:
        channels = [item for item in self._sockets.values() if isinstance(item, HTTPChannel)]
        return any(channel.requests or channel.total_outbufs_len for channel in channels)

    def _turn(self) -> None:
        wasyncore.loop(timeout=TICK, use_poll=True, map=self._sockets, count=1)

    def _finish(self) -> None:
        """Take no new connection, then serve on until every request that had come in is answered."""
        self._server.accepting = False
        self._server.del_channel()
        self._server.socket.close()
        deadline = time.monotonic() + PATIENCE
        while self._busy and time.monotonic() < deadline:
            self._turn()

    @contextmanager
    def _catching_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._signalled) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        self.stop()


def _bound(host: str, port: int) -> socket.socket:
    if not 0 <= port <= LARGEST_PORT:
        raise ServingError(f"A port is a number from 0 to {LARGEST_PORT}, not {port}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ServingError(f"Nothing can be served at {host}:{port}: {error.strerror}.") from error
