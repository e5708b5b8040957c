"""Load: results pages as one client and as fifty get them from a server on one core, timed at the client.

The server runs as `tashan serve` does, pinned to one core, its limits off for the run; the clients share another.
Each is a closed loop over one connection: it asks for the next page when it has the last one whole.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter

import click

from benchmarks.cuttings import Newsroom
from benchmarks.loadreport import report
from benchmarks.questioning import drawn
from benchmarks.timing import Spread
from benchmarks.wholepath import request_of
from index.searching import SearchRequest
from webui.address import Address

MANY = 50
# A page of another size is another answer, which nothing keeps from before.
SIZES = (10, 9, 11, 8, 12)
OK = 200
SERVER_CORE, CLIENT_CORE = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What some clients got in some seconds: pages, what failed, pages a second, milliseconds and bytes of a page."""

    clients: int
    pages: int
    failed: int
    per_second: float
    spread: Spread
    bytes: int


@dataclass(slots=True)
class _Client:
    """One closed loop: the seconds and bytes of each page, and how many requests failed."""

    port: int
    addresses: Sequence[str]
    seconds: list[float]
    sizes: list[int]
    failed: int = 0

    def ask(self, until: float, least: int) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        at = 0
        while at < least or perf_counter() < until:
            started = perf_counter()
            try:
                connection.request("GET", self.addresses[at % len(self.addresses)])
                answer = connection.getresponse()
                content = answer.read()
                is_good = answer.status == OK
            except (OSError, HTTPException):
                connection.close()
                is_good, content = False, b""
            if is_good:
                self.seconds.append(perf_counter() - started)
                self.sizes.append(len(content))
            self.failed += not is_good
            at += 1
        connection.close()


def asked(port: int, addresses: Sequence[str], *, clients: int, seconds: float, least: int = 0) -> Pages:
    """Have so many clients ask for pages at the same time, each in an order of its own and for so many at least."""
    loops = [
        _Client(port, random.Random(number).sample(addresses, len(addresses)), [], []) for number in range(clients)
    ]
    started = perf_counter()
    threads = [threading.Thread(target=loop.ask, args=(started + seconds, least)) for loop in loops]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = perf_counter() - started
    times = [each for loop in loops for each in loop.seconds]
    sizes = [each for loop in loops for each in loop.sizes]
    failed = sum(loop.failed for loop in loops)
    if not times:
        raise click.ClickException(f"No page came, {failed} requests failed.")
    return Pages(
        clients=clients,
        pages=len(times),
        failed=failed,
        per_second=len(times) / took,
        spread=Spread.of(times),
        bytes=sum(sizes) // len(sizes),
    )


@contextmanager
def serving(data: Path, core: int | None) -> Iterator[int]:
    """Serve a data folder without limits, on one core where one is named; gives the port."""
    command = [sys.executable, "-W", "ignore", "-m", "tashan", "--data", str(data), "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--client-rate", "0", "--total-rate", "0"], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        if core is not None:
            os.sched_setaffinity(server.pid, {core})
        line = server.stdout.readline()
        if not line:
            raise click.ClickException(f"{data} cannot be served.")
        try:
            yield int(line.split("127.0.0.1:")[1].split("/")[0])
        finally:
            server.terminate()


def addresses_of(requests: Sequence[SearchRequest]) -> list[str]:
    """The addresses of results pages."""
    return [f"/search?{Address(request).query_string}" for request in requests]


@click.command()
@click.option(
    "--work", type=click.Path(path_type=Path), default=Path("build/bench"), help="Where the search benchmark is."
)
@click.option("--articles", default=100_000, show_default=True)
@click.option("--data", type=click.Path(path_type=Path), help="A data folder of those articles, in place of its own.")
@click.option("--seconds", default=30.0, show_default=True, help="For each number of clients.")
@click.option("--out", type=click.Path(path_type=Path), help="A page for the figures.")
def main(work: Path, articles: int, data: Path | None, seconds: float, out: Path | None) -> None:
    """Measure results pages over the articles of `benchmarks.search --articles N`, whose folder must be there."""
    folder = work / str(articles)
    held = data or folder / "data"
    if not (folder / "cuttings.tsv").exists() or not held.exists():
        raise click.ClickException(f"{folder} has no articles: run python -m benchmarks.search --articles {articles}.")
    requests = [request_of(question) for question in drawn(Newsroom(folder).cuttings())]
    cores = sorted(os.sched_getaffinity(0))
    is_apart = len(cores) > 1
    if is_apart:
        os.sched_setaffinity(0, {cores[CLIENT_CORE]})
    with serving(held, cores[SERVER_CORE] if is_apart else None) as port:
        usual = addresses_of(requests)
        asked(port, usual, clients=1, seconds=0, least=len(usual))
        sized = addresses_of([replace(request, size=size) for size in SIZES[1:] for request in requests])
        one = asked(port, sized, clients=1, seconds=seconds)
        many = asked(port, sized, clients=MANY, seconds=seconds)
    told = {
        "articles": articles,
        "questions": len(requests),
        "apart": is_apart,
        "one": asdict(one),
        "many": asdict(many),
    }
    text = report(told, f"python -m benchmarks.load --articles {articles} --seconds {seconds:g}")
    click.echo(text)
    if out:
        out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
