"""Processes that begin with everything loaded, forked from one that loaded it once: a command costs what it does.

Each has its own memory, files, signals and exit, as one from ``subprocess`` has. What a module reads when it is loaded,
such as ``crawlers.settings`` the environment, is loaded in the fork.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import random
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOADED = ("tashan", "crawlers.jobs", "crawlers.schedule", "crawlers.intake", "crawlers.scout", "index.building")
READ_AT_LOADING = ("crawlers.settings", "twisted.internet.reactor")
TASHAN = "from tashan import main; main(prog_name='tashan')"


def tashan(
    *args: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    return python(TASHAN, *args, cwd=cwd, env=env, timeout=timeout)


def python(
    code: str, *args: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run a program in a fork, as ``subprocess.run([sys.executable, "-c", code, *args], …)`` would in a new process."""
    asked = {"code": code, "args": args, "cwd": str(cwd), "env": dict(os.environ if env is None else env)}
    with socket.socket(socket.AF_UNIX) as fork, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        fork.settimeout(timeout)
        fork.connect(_server())
        with fork.makefile("rw", encoding="utf-8") as told:
            socket.send_fds(fork, [b"\n"], [out.fileno(), errors.fileno()])
            told.write(json.dumps(asked) + "\n")
            told.flush()
            number = int(told.readline())
            try:
                # The line ends with the process: what it does after its last word is waited for, too.
                code_told = told.read()
            except TimeoutError as error:
                os.kill(number, signal.SIGKILL)
                raise subprocess.TimeoutExpired(args, timeout) from error
        said = [(file.seek(0), file.read().decode())[1] for file in (out, errors)]
    return subprocess.CompletedProcess(args, int(code_told or -signal.SIGKILL), *said)


@functools.cache
def _server() -> str:
    """The address of the process to fork from, one for each process of the tests."""
    folder = tempfile.mkdtemp(prefix="warm-")
    address = f"{folder}/socket"
    command = [sys.executable, "-W", "ignore", __file__, address]
    server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    _close.append(functools.partial(_end, server, folder))
    return address


def _end(server: subprocess.Popen[bytes], folder: str) -> None:
    server.communicate()
    shutil.rmtree(folder, ignore_errors=True)


_close: list[functools.partial[None]] = []


@atexit.register
def close() -> None:
    """End the process to fork from, if there is one."""
    while _close:
        _close.pop()()
    _server.cache_clear()


def serve(address: str) -> None:
    """Load everything, then fork for whoever connects until standard input ends."""
    for name in LOADED:
        importlib.import_module(name)
    from index.article import Article
    from index.document import document_of
    from index.text.tokenizer import court_tokenizer

    court_tokenizer().hasten()
    assert document_of(Article(url="http://a.example/", title="法院", body="茶山法院首创“茶山”机制。")).facts
    assert not set(READ_AT_LOADING) & set(sys.modules)
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        os.write(1, b"ready\n")
        while listening in select.select([listening, sys.stdin], [], [])[0]:
            connection, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _run(connection)
                return
            connection.close()
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def _run(connection: socket.socket) -> None:
    """Be the process that was asked for, and tell its number at once and its exit code in the end."""
    random.seed()
    _, files, _, _ = socket.recv_fds(connection, 1, 2)
    asked = json.loads(connection.makefile(encoding="utf-8").readline())
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, file in enumerate(files, start=1):
        os.dup2(file, number)
        os.close(file)
    connection.sendall(f"{os.getpid()}\n".encode())
    sys.argv = ["-c", *asked["args"]]
    code = _code_of(asked["code"])
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(str(code).encode())
    # The kernel closes it when the process is over.
    connection.detach()


def _code_of(program: str) -> int:
    """Run a program; returns its exit code."""
    try:
        exec(program, {"__name__": "__main__"})
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    serve(sys.argv[1])
