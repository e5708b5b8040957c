"""The workforce: the same answers in the same order as without it, few tasks ahead, and an end in any case."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SEEN, Keep

from index import building
from index.article import Article
from index.datafolder import DataFolder
from index.errors import TashanError
from index.factcache import FactCache
from index.generations import Generations
from index.kept import KeptArticle
from index.preparing import Preparer, Task
from index.searching import Library, SearchRequest
from index.text.analyzer import Analyzer
from index.workforce import TASKS_A_PROCESS, WorkerDied, Workforce

SIZE = 2
SOON = 30.0


def _article(number: int) -> Article:
    return Article(url=f"http://qingrong.example/{number}", title="茶山上", body=f"法官第{number}次走进茶山。")


def _task(number: int, known: bytes | None = None) -> Task:
    kept = KeptArticle(
        article=_article(number), revision=1, source_name="a", show="text", first_seen=SEEN, last_seen=SEEN
    )
    return Task((kept,), (known,))


@pytest.fixture(scope="module")
def workforce(analyzer: Analyzer) -> Iterator[Workforce]:
    """Two processes that live as long as the tests of this module that leave them alive."""
    with Workforce(SIZE, analyzer.own_words) as opened:
        yield opened


def test_what_is_prepared_beside_is_what_is_prepared_here(workforce: Workforce, analyzer: Analyzer) -> None:
    tasks = [_task(number) for number in range(7)]
    beside = [*workforce.prepared(tasks)]
    here = [*map(Preparer(analyzer), tasks)]
    assert [each.entries for each in beside] == [each.entries for each in here]
    assert [each.drawn for each in beside] == [each.drawn for each in here]
    assert [each.batch.stored for each in beside] == [each.batch.stored for each in here]


def test_only_a_few_tasks_are_asked_for_ahead(workforce: Workforce) -> None:
    asked: list[int] = []

    def _tasks() -> Iterator[Task]:
        for number in range(20):
            asked.append(number)
            yield _task(number)

    for done, _ in enumerate(workforce.prepared(_tasks()), start=1):
        assert len(asked) <= done + TASKS_A_PROCESS * SIZE


def test_an_error_beside_is_raised_here_and_the_process_goes_on(workforce: Workforce) -> None:
    with pytest.raises(zlib.error, match="incorrect header"):
        next(iter(workforce.prepared([_task(1, known=b"no facts")])))
    assert len([*workforce.prepared([_task(2)])]) == 1


def _children() -> list[int]:
    found = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [int(child) for child in found]


def test_the_processes_end_with_their_work() -> None:
    before = _children()
    with Workforce(SIZE, ()) as opened:
        assert len(_children()) == len(before) + SIZE
        assert len([*opened.prepared([])]) == 0
    assert _children() == before


def test_one_that_is_killed_ends_the_build_with_a_sentence_and_the_index_stays(
    folder: DataFolder, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "WORTH_PROCESSES", 1)
    monkeypatch.setattr("index.preparing.ARTICLES_A_TASK", 1)
    keep(*map(_article, range(3)))
    building.update(folder, lambda *_: None, processes=1)
    serving = Generations(folder.index).current()
    keep(*map(_article, range(3, 20)))
    before = set(_children())
    known = FactCache.known

    def _killing(cache: FactCache, articles: list[KeptArticle]) -> tuple[bytes | None, ...]:
        if articles[0].article == _article(6):
            for child in set(_children()) - before:
                os.kill(child, signal.SIGKILL)
        return known(cache, articles)

    monkeypatch.setattr(FactCache, "known", _killing)
    with pytest.raises(
        WorkerDied, match=r"ended before its work was done, .*the index is as it was before\.$"
    ) as raised:
        building.rebuild(folder, lambda *_: None, processes=SIZE)
    assert isinstance(raised.value, TashanError)
    assert Generations(folder.index).current() == serving
    assert list(folder.index.glob("generation-*")) == [serving]
    assert set(_children()) == before
    with Library.open(folder) as library:
        assert library.search(SearchRequest()).total == 3


def test_a_build_by_several_processes_is_the_same_as_by_one(
    folder: DataFolder, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "WORTH_PROCESSES", 1)
    monkeypatch.setattr("index.preparing.ARTICLES_A_TASK", 3)
    keep(*map(_article, range(20)))
    counted: list[tuple[int, int]] = []
    assert building.rebuild(folder, lambda *seen: counted.append(seen), processes=SIZE).documents == 20
    assert counted[-1] == (20, 20)
    with Library.open(folder) as library:
        beside = [hit.url for hit in library.search(SearchRequest(query="走进茶山", size=100)).hits]
    building.rebuild(folder, lambda *_: None, processes=1)
    with Library.open(folder) as library:
        assert [hit.url for hit in library.search(SearchRequest(query="走进茶山", size=100)).hits] == beside


def _until(done: Callable[[], bool]) -> bool:
    end = time.monotonic() + SOON
    while not done() and time.monotonic() < end:
        time.sleep(0.05)
    return done()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_none_outlives_whoever_started_it(number: signal.Signals) -> None:
    script = """
        import signal, time
        from index.workforce import Workforce
        # Whoever was started in the background may have been told to pass over interrupts.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with Workforce(2, ()) as opened:
            print(*[each.pid for each in opened._processes], flush=True)
            time.sleep(60)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parent.parent,
    ) as parent:
        assert parent.stdout is not None
        pids = parent.stdout.readline().split()
        parent.send_signal(number)
        parent.wait(SOON)
    assert len(pids) == SIZE
    assert _until(lambda: not any(_lives(int(pid)) for pid in pids))


def _lives(pid: int) -> bool:
    """Whether a process is there and no mere entry that waits for its parent."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
