"""Clients: one or several processes that ask the same index at the same time."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers import peer
from benchmarks.questioning import Question
from benchmarks.timing import Spread

SECONDS = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What some clients got: answers a second of all together, and the spread of milliseconds of each answer."""

    clients: int
    answers: int
    per_second: float
    spread: Spread


def load(name: str, folder: Path, questions: Sequence[Question], clients: int, seconds: float = SECONDS) -> Load:
    """Have so many processes ask the engine of a name for some seconds, each the questions in an order of its own."""
    context = multiprocessing.get_context("spawn")
    ready, results = context.Barrier(clients), context.SimpleQueue()
    processes = [
        context.Process(target=_ask, args=(name, folder, questions, number, seconds, ready, results))
        for number in range(clients)
    ]
    for process in processes:
        process.start()
    taken = [results.get() for _ in processes]
    for process in processes:
        process.join()
    every = [each for times in taken for each in times]
    rate = sum(len(times) / sum(times) for times in taken)
    return Load(clients=clients, answers=len(every), per_second=rate, spread=Spread.of(every))


def _ask(  # noqa: PLR0913
    name: str, folder: Path, questions: Sequence[Question], number: int, seconds: float, ready: Any, results: Any
) -> None:
    """Warm up with one pass, at most as long as the measurement, wait for the others, then ask until time is over."""
    engine = peer(name, folder)
    engine.open()
    order = random.Random(number).sample(questions, len(questions))
    _times(engine, order, seconds, passes=1)
    ready.wait()
    results.put(_times(engine, order, seconds))
    engine.close()


def _times(engine: Any, questions: Sequence[Question], seconds: float, passes: int = 1_000_000) -> list[float]:
    """The seconds of every answer, at least one."""
    times: list[float] = []
    end = time.perf_counter() + seconds
    for _ in range(passes):
        for question in questions:
            started = time.perf_counter()
            answered = engine.answer(question) is not None
            now = time.perf_counter()
            if answered:
                times.append(now - started)
            if now > end:
                return times
    return times
