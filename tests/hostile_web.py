"""A hostile web on loopback: what no well-meaning server sends, byte by byte."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli

ZEROS = bytes(1024 * 1024)
TEN_GB = 10 * 1024
HTML = "Content-Type: text/html; charset=utf-8\r\n"

Send = Callable[[bytes], None]
Attack = Callable[[Send], None]


@dataclass(slots=True)
class HostileWeb:
    """One server: what each path does, when it was asked for, how many bytes it could send."""

    attacks: dict[str, Attack] = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)
    port: int = 0

    @property
    def root(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def add(self, path: str, attack: Attack | str) -> str:
        """Let a path answer with a page or an attack; returns the path."""
        self.attacks[path] = page(attack) if isinstance(attack, str) else attack
        return path

    def times(self, path: str) -> list[float]:
        """When a path was asked for."""
        return [moment for moment, asked in self.asked if asked == path]


@contextmanager
def hostile_web() -> Iterator[HostileWeb]:
    """Serve a hostile web for as long as the context lasts."""
    web = HostileWeb()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            web.asked.append((time.monotonic(), self.path))
            web.sent[self.path] = 0

            def send(data: bytes) -> None:
                self.wfile.write(data)
                web.sent[self.path] += len(data)

            with suppress(OSError):
                web.attacks.get(self.path, answer(404))(send)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is what the tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        web.port = server.server_port
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield web
        server.shutdown()


def answer(status: int, headers: str = "", body: bytes = b"nothing") -> Attack:
    """A whole answer of any status."""
    head = f"HTTP/1.1 {status} X\r\n{headers}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return lambda send: send(head.encode("latin-1") + body)


def page(text: str) -> Attack:
    """An honest page."""
    return answer(200, HTML, text.encode())


def redirect(location: str) -> Attack:
    """A redirect."""
    return answer(302, f"Location: {location}\r\n")


def raw(head: str, body: bytes = b"") -> Attack:
    """A head as it stands, and what follows it."""
    return lambda send: send(f"HTTP/1.1 200 OK\r\n{HTML}{head}\r\n".encode("latin-1") + body)


def chunked(pieces: Callable[[], Iterator[bytes]], headers: str = "") -> Attack:
    """Pieces without end or length."""

    def attack(send: Send) -> None:
        send(f"HTTP/1.1 200 OK\r\n{HTML}{headers}Transfer-Encoding: chunked\r\n\r\n".encode())
        for piece in pieces():
            send(b"%x\r\n%s\r\n" % (len(piece), piece))
        send(b"0\r\n\r\n")

    return attack


def endless_head(send: Send) -> None:
    """One header after the other."""
    send(b"HTTP/1.1 200 OK\r\n")
    for number in range(1_000_000):
        send(b"X-%d: %s\r\n" % (number, b"a" * 8000))


def gzip_bomb(megabytes: int = TEN_GB) -> Iterator[bytes]:
    """Zeros in gzip, made as fast as they are taken."""
    packer = zlib.compressobj(9, wbits=31)
    for _ in range(megabytes):
        yield packer.compress(ZEROS) or b""
        yield packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()


def some(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces that are not empty, since an empty chunk ends a body."""
    return (piece for piece in pieces if piece)


@cache
def deflate_bomb() -> bytes:
    """128 MB of zeros in 128 kB."""
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(ZEROS) for _ in range(128)), packer.flush()])


@cache
def brotli_bomb() -> bytes:
    """128 MB of zeros in some hundred bytes."""
    packer = brotli.Compressor(quality=2)
    return b"".join([*(packer.process(ZEROS) for _ in range(128)), packer.finish()])


@cache
def nested_bomb() -> bytes:
    """128 MB of zeros, packed twice."""
    return gzip.compress(gzip.compress(bytes(128 * 1024 * 1024), 1), 9)


def drip(seconds: float = 0.2) -> Attack:
    """A page that never quite stops."""

    def attack(send: Send) -> None:
        send(f"HTTP/1.1 200 OK\r\n{HTML}Content-Length: 100000\r\n\r\n".encode())
        for _ in range(100_000):
            send(b"x")
            time.sleep(seconds)

    return attack
