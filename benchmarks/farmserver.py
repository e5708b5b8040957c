"""The farm's server: a proxy in a process of its own that stands for every site, and answers from memory."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.farmsites import FarmSite, Trouble, farm_sites

CONTROL = "farm.control"
METADATA = "169.254.169.254"
_BOMB_PIECES = 10_240
_ROBOTS = b"/robots.txt"
_CACHED = b"\r\nif-none-match: "


@dataclass(slots=True)
class Asked:
    """What was asked for since the last round: requests by status, and between which moments (seconds)."""

    statuses: Counter[str] = field(default_factory=Counter)
    first: float = 0.0
    last: float = 0.0
    metadata: int = 0

    def count(self, answer: bytes) -> None:
        """Count one answer."""
        self.last = time.monotonic()
        self.first = self.first or self.last
        self.statuses[answer[9:12].decode("ascii")] += 1

    def as_json(self) -> bytes:
        """The counts, for whoever runs the farm."""
        facts = {"requests": self.statuses.total(), "seconds": self.last - self.first, "metadata": self.metadata}
        return json.dumps({**facts, "statuses": self.statuses}).encode()


class Farm:
    """The pages of all sites as whole answers, ready to be written."""

    def __init__(self, sites: Sequence[FarmSite]) -> None:
        self._sites = sites
        self._answers: dict[bytes, tuple[bytes, bytes, bytes]] = {}
        self._troubles: dict[bytes, bytes] = {}
        self.asked = Asked()
        self.become(is_changed=False)

    def become(self, *, is_changed: bool) -> None:
        """Publish what the sites have before or after their change."""
        self._answers = {
            f"http://{site.host}{path}".encode(): _answers(body, is_validated=site.skin.validated)
            for site in self._sites
            for path, body in site.pages(is_changed=is_changed)
        }
        kinds = {Trouble.REFUSING: _REFUSAL, Trouble.LEADING_AWAY: _LEADING_AWAY, Trouble.BOMBING: _bomb()}
        self._troubles = {
            site.host.encode(): kinds[site.trouble] for site in self._sites if is_changed and site.trouble in kinds
        }

    def answer(self, head: bytes) -> bytes:
        """Answer the head of a request."""
        url = head.split(b" ", 2)[1]
        host = url.split(b"/", 3)[2]
        if host == CONTROL.encode():
            return self._next_round(url)
        self.asked.metadata += host == METADATA.encode()
        trouble = None if url.endswith(_ROBOTS) else self._troubles.get(host)
        answer = trouble or self._page(url, head)
        self.asked.count(answer)
        return answer

    def _page(self, url: bytes, head: bytes) -> bytes:
        if url not in self._answers:
            return _MISSING
        whole, unchanged, etag = self._answers[url]
        at = head.lower().find(_CACHED)
        return unchanged if etag and at >= 0 and head.startswith(etag, at + len(_CACHED)) else whole

    def _next_round(self, url: bytes) -> bytes:
        counts, self.asked = self.asked.as_json(), Asked()
        if url.endswith(b"/changed"):
            self.become(is_changed=True)
        return _answer(b"200 OK", counts, b"Content-Type: application/json")


class _Connection(asyncio.Protocol):
    def __init__(self, farm: Farm) -> None:
        self._farm = farm
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received and self._transport is not None:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            self._transport.write(self._farm.answer(head))


def _answers(body: bytes, *, is_validated: bool) -> tuple[bytes, bytes, bytes]:
    """A page's whole answer, the one that says it is unchanged, and its ETag, empty where there is none."""
    etag = f'"{zlib.crc32(body):08x}"'.encode() if is_validated else b""
    field_line = (b"ETag: " + etag,) if etag else ()
    return _answer(b"200 OK", body, *field_line), _answer(b"304 Not Modified", b"", *field_line), etag


def _answer(status: bytes, body: bytes, *fields: bytes) -> bytes:
    kind = () if any(field.startswith(b"Content-Type") for field in fields) else (b"Content-Type: text/html",)
    lines = [b"HTTP/1.1 " + status, *kind, *fields, b"Content-Length: %d" % len(body)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def _bomb() -> bytes:
    """An answer of 10 MB that unpacks to 10 GB of zeros, and does not say beforehand how long it is."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    fields = b"Content-Type: text/html\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
    return b"HTTP/1.1 200 OK\r\n" + fields + head + piece * _BOMB_PIECES


_MISSING = _answer(b"404 Not Found", b"nothing there")
_REFUSAL = _answer(b"503 Service Unavailable", b"too much to do")
_LEADING_AWAY = _answer(b"302 Found", b"", f"Location: http://{METADATA}/latest/meta-data/".encode())


async def _serve(farm: Farm) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(farm), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


def main() -> None:
    """Serve a farm of the sizes given, having printed the port."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    for name in ("sites", "articles", "each"):
        parser.add_argument(name, type=int)
    parser.add_argument("until", type=date.fromisoformat)
    asked = parser.parse_args()
    asyncio.run(_serve(Farm(farm_sites(asked.sites, asked.articles, asked.each, asked.until))))


if __name__ == "__main__":
    main()
