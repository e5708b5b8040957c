"""The sample server: one small server on loopback that stands as a proxy for every sample site."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from crawlers.samples.samplesites import Answer, SampleSite

_NO_SUCH_HOST = Answer(502, "text/plain", b"This proxy stands for the sample sites only.\n")


class SampleServer(ThreadingHTTPServer):
    """Answers for the hosts of ``sites``, asked as a proxy or directly with a Host header."""

    daemon_threads = True

    def __init__(self, sites: Mapping[str, SampleSite], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self._sites = sites

    @property
    def address(self) -> str:
        """The address to give as proxy."""
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, host: str, path: str, form: Mapping[str, str] | None) -> Answer:
        """Find the site and let it answer."""
        site = self._sites.get(host)
        return site.answer(path, form) if site else _NO_SUCH_HOST


@contextmanager
def serving(sites: Mapping[str, SampleSite], port: int = 0) -> Iterator[SampleServer]:
    """Serve sample sites from a thread for as long as the context lasts."""
    with SampleServer(sites, port) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 64 * 1024
    server: SampleServer

    def do_GET(self) -> None:
        self._respond(None)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self._respond(dict(parse_qsl(self.rfile.read(length).decode("ascii", "replace"))))

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: the crawl has its own progress display."""

    def _respond(self, form: Mapping[str, str] | None) -> None:
        parts = urlsplit(self.path)
        host = parts.hostname or (self.headers.get("Host") or "").partition(":")[0].lower()
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        answer = self.server.answer(host, parts.path if form is not None else path, form)
        zipped = "gzip" in (self.headers.get("Accept-Encoding") or "")
        body = gzip.compress(answer.body, 6, mtime=0) if zipped else answer.body
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
