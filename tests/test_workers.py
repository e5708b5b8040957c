"""Workers: processes on one socket that die, stop and take up a new index without a request lost."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from small_library import SEEN, TEA, copied_to

from index.building import rebuild, update
from index.corpus import Corpus
from index.datafolder import DataFolder

PATIENCE = 20.0
IN_A_ROW = 40
PROGRAM = """
import os, time
from flask import Flask
from webui.workers import Workers
app = Flask("x")
@app.get("/")
def slow():
    time.sleep(0.02)
    return f"{os.getpid()} " + "whole" * 50_000
with Workers(app, count=2, host="127.0.0.1", port=0) as workers:
    print(f"http://127.0.0.1:{workers.port}/", flush=True)
    workers.run()
print("Stopped.", flush=True)
"""


@contextmanager
def started(*command: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server process and its port; killed at the end if it still runs."""
    with subprocess.Popen([sys.executable, "-W", "ignore", *command], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            yield process, int(line.split("127.0.0.1:")[1].split("/")[0])
        finally:
            process.kill()


def get(connection: http.client.HTTPConnection, address: str = "/") -> tuple[int, bytes]:
    connection.request("GET", address)
    with connection.getresponse() as response:
        return response.status, response.read()


def got(port: int, address: str = "/") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        return get(connection, address)
    finally:
        connection.close()


def children(process: subprocess.Popen[str]) -> set[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    return {int(number) for number in listed.split()}


def serving_workers(port: int) -> set[int]:
    return {int(got(port)[1].split()[0]) for _ in range(40)}


class Readers:
    """Clients in threads that ask on and on, over connections kept alive, until nobody listens.

    A connection may be closed before an answer begins; ``unanswered`` counts the requests that went into one.
    """

    def __init__(self, port: int, address: str = "/", *, count: int = 4) -> None:
        self.answers: list[tuple[int, bytes]] = []
        self.broken: list[str] = []
        self.unanswered = 0
        self._port, self._address = port, address
        self._enough = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(count)]

    def __enter__(self) -> Readers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def wait_for(self, part: bytes) -> None:
        """Wait until so many answers in a row have a part that all workers must have it."""
        end = time.monotonic() + PATIENCE
        while not all(part in body for _, body in self.answers[-IN_A_ROW:]) and time.monotonic() < end:
            time.sleep(0.1)

    def _ask(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        while not self._enough.is_set():
            try:
                connection.request("GET", self._address)
                response = connection.getresponse()
            except ConnectionRefusedError:
                break
            except ConnectionError:
                self.unanswered += 1
                connection.close()
                continue
            try:
                self.answers.append((response.status, response.read()))
            except (OSError, http.client.HTTPException) as error:
                self.broken.append(repr(error))
                break
        connection.close()


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")


@needs_proc
def test_all_workers_answer_and_one_that_dies_is_replaced() -> None:
    with started("-c", PROGRAM) as (process, port):
        assert got(port)[0] == 200
        before = children(process)
        assert len(before) == 2
        with Readers(port):
            assert serving_workers(port) == before
        victim = before.pop()
        os.kill(victim, signal.SIGKILL)
        assert got(port)[0] == 200
        deadline = time.monotonic() + PATIENCE
        while len(children(process) - {victim}) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        after = children(process)
        assert len(after) == 2
        assert victim not in after


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_of_them_and_cuts_no_answer_short(number: signal.Signals) -> None:
    with started("-c", PROGRAM) as (process, port), Readers(port) as readers:
        time.sleep(0.5)
        process.send_signal(number)
        assert process.stdout
        assert process.stdout.read() == "Stopped.\n"
        assert process.wait(PATIENCE) == 0
    assert len(readers.answers) > 20
    assert {(status, len(body.split()[1])) for status, body in readers.answers} == {(200, 250_000)}
    assert readers.broken == []


@needs_proc
def test_workers_end_when_nobody_is_left_to_tell_them() -> None:
    with started("-c", PROGRAM) as (process, port):
        orphans = children(process)
        process.kill()
        process.wait(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while any(Path(f"/proc/{each}").exists() for each in orphans) and time.monotonic() < deadline:
            time.sleep(0.05)
        with pytest.raises(ConnectionRefusedError):
            got(port)


def a_further_article(folder: DataFolder, number: int) -> None:
    further = replace(
        TEA, url=f"http://hill.example/f{number}.html", title=f"茶山又一处{number}", body="茶山法庭添一处。"
    )
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        corpus.keep(further, source_name="hill", seen=SEEN)


def test_a_new_index_is_taken_up_by_all_without_a_request_lost(tmp_path: Path) -> None:
    folder = DataFolder(copied_to(tmp_path))
    serve = ("-m", "tashan", "--data", str(tmp_path), "serve", "--port", "0", "--workers", "2", "--client-rate", "0")
    with started(*serve, "--total-rate", "0") as (_, port):
        with Readers(port, "/api/v1/search?q=%E8%8C%B6%E5%B1%B1&group=none") as readers:
            for number in range(3):
                time.sleep(0.5)
                a_further_article(folder, number)
                (rebuild if number else update)(folder, lambda *_: None)
            readers.wait_for(b'"total":5')
        fresh = [got(port, "/api/v1/search?q=%E8%8C%B6%E5%B1%B1&group=none") for _ in range(12)]
    assert readers.broken == []
    assert readers.unanswered == 0
    assert {status for status, _ in readers.answers} == {200}
    assert len(readers.answers) > 20
    assert all(b'"total":5' in body for _, body in fresh), fresh[0][1][:200]


def test_limits_and_metrics_hold_over_all_workers(tmp_path: Path) -> None:
    serve = ("-m", "tashan", "--data", str(copied_to(tmp_path)), "serve", "--port", "0", "--workers", "2")
    with started(*serve, "--client-rate", "1") as (_, port):
        began = time.monotonic()
        codes = [got(port, "/help")[0] for _ in range(40)]
        allowed = 10 + time.monotonic() - began
        assert 10 <= codes.count(200) <= allowed + 1
        counted = got(port, "/metrics")[1].decode()
    assert f'tashan_requests_total{{route="pages.help_page",status="200"}} {codes.count(200)}\n' in counted
    assert f'tashan_requests_total{{route="pages.help_page",status="429"}} {codes.count(429)}\n' in counted
