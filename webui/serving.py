"""The server: waitress, stopped without cutting an answer short."""

from __future__ import annotations

import gc
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
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask, WSGITask

from index.errors import TashanError
from webui.headers import ALWAYS
from webui.renewing import renewed

SIGNALS = (signal.SIGINT, signal.SIGTERM)
THREADS = 8
PATIENCE = 10.0
TICK = 1.0
MOMENT = 0.1
LARGEST_PORT = 65535
LIMITS = {
    "ident": None,
    "clear_untrusted_proxy_headers": True,
    "max_request_header_size": 1 << 16,
    "max_request_body_size": 1 << 16,
    # A few that say nothing must not keep all others out, nor all files that a process may usually open be used up.
    "connection_limit": 500,
    # What a slow client has not read waits on the disk, and no thread with it.
    "outbuf_high_watermark": 1 << 40,
    # Longer than proxies keep a connection that waits, so that it is they who end it.
    "channel_timeout": 75,
    "cleanup_interval": 15,
}
# Objects made and not gone by themselves: a page leaves some dozens, most of which are kept on purpose.
COLLECTED_AFTER = 10_000
# What a declared proxy may say: for whom it asks, and whether that connection is sealed.
OF_PROXY = frozenset({"x-forwarded-for", "x-forwarded-proto"})
WAITING_CONNECTIONS = 1024


class ServingError(TashanError):
    """The server cannot listen where it was told to."""


class Server:
    """A web server bound to its port, answering once it runs; use as a context manager."""

    def __init__(
        self,
        app: Flask,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        listener: socket.socket | None = None,
        proxy: str | None = None,
        threads: int = THREADS,
    ) -> None:
        """Bind, or take a socket that is bound; port 0 takes a free one; ``proxy`` is the address of a trusted one.

        Raises ServingError where the address cannot be had.
        """
        # It warns of every request that waits for a thread, which is no news on a busy server.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._app = app
        self._sockets: dict[int, Any] = {}
        self._stopping = threading.Event()
        trusted = {"trusted_proxy": proxy, "trusted_proxy_headers": OF_PROXY} if proxy else {}
        sockets = [listener or bound(host, port)]
        self._server = create_server(app, map=self._sockets, sockets=sockets, threads=threads, **LIMITS, **trusted)
        self._server.channel_class = _Channel

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._server.effective_port)

    def run(self) -> None:
        """Serve until ``stop``, and in the main thread until SIGINT or SIGTERM; then finish what was begun.

        Nothing is answered before the library is warm: who asks earlier waits to be accepted.
        """
        with self, self._catching_signals(), renewed(self._app):
            if threading.current_thread() is threading.main_thread():
                settle()
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
        return any(channel.requests or channel.request or channel.total_outbufs_len for channel in channels)

    def _turn(self, timeout: float = TICK) -> None:
        wasyncore.loop(timeout=timeout, use_poll=True, map=self._sockets, count=1)

    def _finish(self) -> None:
        """Take the connections that wait and no more, then serve until every request that had come in is answered."""
        for _ in range(WAITING_CONNECTIONS):
            known = len(self._sockets)
            self._server.handle_accept()
            if len(self._sockets) == known:
                break
        self._server.accepting = False
        self._server.is_ending = True
        self._server.del_channel()
        self._server.socket.close()
        deadline = time.monotonic() + PATIENCE
        self._turn(MOMENT)
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


class _GuardedErrorTask(ErrorTask):  # type: ignore[misc]
    """What waitress itself refuses leaves with the headers of every other response."""

    def execute(self) -> None:
        """Refuse."""
        self.response_headers.extend(ALWAYS.items())
        super().execute()


class _Task(WSGITask):  # type: ignore[misc]
    """An answer that, once the server is ending, tells its client to bring the next request to another connection."""

    def execute(self) -> None:
        """Answer."""
        if getattr(self.channel.server, "is_ending", False):
            self.request.headers["CONNECTION"] = "close"
        super().execute()


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """An address that is none is a mistake of the request, and not one of the server that ends the connection."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the request line and the headers; raises ParsingError."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            raise ParsingError("Bad URI") from error


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Parser
    task_class = _Task
    error_task_class = _GuardedErrorTask


def settle() -> None:
    """Have the collector of circles pass over all that is there, and come by seldom, in a process that only serves.

    Dictionaries and index stay, and to look through them keeps every reader waiting; a page leaves next to no circles.
    They are not looked through once more before: nothing was found, and it takes a tenth of a second.
    """
    gc.freeze()
    gc.set_threshold(COLLECTED_AFTER)


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; raises ServingError where it cannot be had."""
    if not 0 <= port <= LARGEST_PORT:
        raise ServingError(f"A port is a number from 0 to {LARGEST_PORT}, not {port}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ServingError(f"Nothing can be served at {host}:{port}: {error.strerror}.") from error
