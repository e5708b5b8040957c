"""Serving: a bound port, answers until told to stop, and none cut short."""

from __future__ import annotations

import gc
import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from flask import Flask, request

from webui.serving import COLLECTED_AFTER, Server, ServingError


def slow_app(started: threading.Event | None = None) -> Flask:
    """An application whose one answer takes a moment."""
    app = Flask(__name__)

    @app.get("/")
    def slow() -> str:
        if started:
            started.set()
        time.sleep(0.4)
        return "whole" * 50_000

    return app


@contextmanager
def running(server: Server) -> Iterator[threading.Thread]:
    """Run a server beside the test."""
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield thread
    finally:
        server.stop()
        thread.join(10)
        assert not thread.is_alive()


def fetched(port: int) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as response:
        body: bytes = response.read()
    return body


def test_a_request_under_way_is_finished_after_stop() -> None:
    started = threading.Event()
    server = Server(slow_app(started), host="127.0.0.1", port=0)
    answers: list[bytes] = []
    with running(server) as thread:
        reader = threading.Thread(target=lambda: answers.append(fetched(server.port)))
        reader.start()
        assert started.wait(10)
        server.stop()
        reader.join(10)
        thread.join(10)
    assert answers == [b"whole" * 50_000]


def test_requests_that_wait_for_a_thread_are_no_news(caplog: pytest.LogCaptureFixture) -> None:
    server = Server(slow_app(), host="127.0.0.1", port=0, threads=1)
    with running(server):
        readers = [threading.Thread(target=fetched, args=(server.port,)) for _ in range(3)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(10)
    assert not caplog.records


def test_after_the_end_the_port_is_free() -> None:
    server = Server(slow_app(), host="127.0.0.1", port=0)
    port = server.port
    with running(server):
        assert fetched(port)
    with Server(slow_app(), host="127.0.0.1", port=port) as again:
        assert again.port == port


def test_a_port_in_use_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServingError, match=rf"^Nothing can be served at 127.0.0.1:{port}: .*\.$"):
            Server(slow_app(), host="127.0.0.1", port=port)


@pytest.mark.parametrize(("host", "port"), [("256.1.1.1", 0), ("127.0.0.1", 70_000)])
def test_an_impossible_address_is_told_in_one_sentence(host: str, port: int) -> None:
    with pytest.raises(ServingError):
        Server(slow_app(), host=host, port=port)


@pytest.mark.parametrize("said", [b"GET / HTTP/1.1\r\nBad Header\r\n\r\n", b"GET http://[::1/ HTTP/1.1\r\n\r\n"])
def test_what_is_no_request_is_refused_with_the_headers_of_every_response(said: bytes) -> None:
    server = Server(slow_app(), host="127.0.0.1", port=0)
    with running(server), socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall(said)
        answer = b"".join(iter(lambda: client.recv(4096), b""))
    assert answer.split()[1] == b"400"
    assert b"Content-Security-Policy: default-src 'none'" in answer
    assert b"X-Content-Type-Options: nosniff" in answer


def test_many_that_say_nothing_keep_nobody_out() -> None:
    server = Server(slow_app(), host="127.0.0.1", port=0)
    with running(server), ExitStack() as silent:
        for _ in range(120):
            begun = silent.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            begun.sendall(b"GET / HTTP/1.1\r\n")
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
            client.sendall(b"GET /nothing HTTP/1.0\r\n\r\n")
            assert client.recv(12).endswith(b" 404")


def test_a_client_that_does_not_read_keeps_no_thread() -> None:
    app = Flask(__name__)

    @app.get("/much")
    def much() -> Iterator[bytes]:
        return (b"x" * (1 << 20) for _ in range(40))

    @app.get("/")
    def little() -> str:
        return "little"

    server = Server(app, host="127.0.0.1", port=0, threads=1)
    with running(server), socket.create_connection(("127.0.0.1", server.port)) as idle:
        idle.sendall(b"GET /much HTTP/1.1\r\nHost: a\r\n\r\n")
        assert idle.recv(4, socket.MSG_PEEK)
        assert fetched(server.port) == b"little"
        idle.close()


def client_seen(server: Server, header: str) -> str:
    asking = urllib.request.Request(f"http://127.0.0.1:{server.port}/", headers={"X-Forwarded-For": header})
    with urllib.request.urlopen(asking, timeout=10) as response:
        body: bytes = response.read()
    return body.decode()


@pytest.mark.parametrize(
    ("proxy", "seen"), [(None, "127.0.0.1"), ("192.0.2.1", "127.0.0.1"), ("127.0.0.1", "198.51.100.7")]
)
def test_only_a_declared_proxy_may_say_for_whom_it_asks(proxy: str | None, seen: str) -> None:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: request.remote_addr or "")
    server = Server(app, host="127.0.0.1", port=0, proxy=proxy)
    with running(server):
        assert client_seen(server, "203.0.113.9, 198.51.100.7") == seen


def test_a_client_that_waits_to_be_accepted_is_answered_after_stop() -> None:
    server = Server(slow_app(), host="127.0.0.1", port=0)
    answers: list[bytes] = []
    readers = [threading.Thread(target=lambda: answers.append(fetched(server.port))) for _ in range(4)]
    for reader in readers:
        reader.start()
    time.sleep(0.3)
    server.stop()
    with running(server):
        for reader in readers:
            reader.join(10)
    assert answers == [b"whole" * 50_000] * 4


def test_once_ending_every_answer_closes_its_connection() -> None:
    started = threading.Event()
    server = Server(slow_app(started), host="127.0.0.1", port=0, threads=1)
    with running(server):
        first, second = (http.client.HTTPConnection("127.0.0.1", server.port, timeout=10) for _ in range(2))
        first.request("GET", "/")
        assert started.wait(10)
        second.request("GET", "/")
        time.sleep(0.1)
        server.stop()
        assert first.getresponse().headers.get("Connection") is None
        assert second.getresponse().headers["Connection"] == "close"
        first.close()
        second.close()


PROGRAM = """
from flask import Flask
from webui.serving import Server
with Server(Flask("x"), host="127.0.0.1", port=0) as server:
    print(server.port, flush=True)
    server.run()
print("ended", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = int(process.stdout.readline())
        with pytest.raises(urllib.error.HTTPError):
            fetched(port)
        process.send_signal(number)
        assert process.stdout.read() == "ended\n"
        assert process.wait(10) == 0


SETTLED = """
import gc, threading
from flask import Flask
from webui.serving import Server
app = Flask("x")
with Server(app, port=0) as server:
    threading.Timer(0.2, server.stop).start()
    server.run()
print(gc.get_freeze_count() > 10_000, gc.get_threshold()[0])
"""


def test_a_process_that_only_serves_is_not_looked_through_for_circles() -> None:
    ran = subprocess.run([sys.executable, "-c", SETTLED], stdout=subprocess.PIPE, text=True, check=True)
    assert ran.stdout.split() == ["True", str(COLLECTED_AFTER)]


def test_a_server_beside_others_leaves_the_collector_of_their_process_alone() -> None:
    before = gc.get_freeze_count(), gc.get_threshold()
    server = Server(slow_app())
    with running(server):
        fetched(server.port)
    assert (gc.get_freeze_count(), gc.get_threshold()) == before
