"""Shared memory: one over all processes, and no lock outlives who held it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading

import pytest

from webui.sharing import SharedMemory

# A process of the whole run may have threads by now, of which a newer Python warns.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
FORK = multiprocessing.get_context("fork")


def add(memory: SharedMemory, times: int) -> None:
    numbers = memory.numbers(0, 8)
    for _ in range(times):
        with memory.locked():
            numbers[0] += 1


def test_processes_and_threads_count_together_without_losing_one() -> None:
    memory = SharedMemory(8)
    processes = [FORK.Process(target=add, args=(memory, 2000)) for _ in range(3)]
    for process in processes:
        process.start()
    threads = [threading.Thread(target=add, args=(memory, 2000)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    for process in processes:
        process.join(20)
    assert memory.numbers(0, 8)[0] == 10_000


def die_inside(memory: SharedMemory) -> None:
    with memory.locked():
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_killed_inside_keeps_nobody_out() -> None:
    memory = SharedMemory(8)
    process = FORK.Process(target=die_inside, args=(memory,))
    process.start()
    process.join(10)
    assert process.exitcode == -signal.SIGKILL
    add(memory, 1)
    assert memory.numbers(0, 8)[0] == 1
