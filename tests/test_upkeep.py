"""The upkeep of the ledgers: batches, and what a kill at any moment leaves to the next update."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Keep
from small_stories import cut, story

from index import building, preparing
from index.checking import check_ledgers
from index.datafolder import DataFolder
from index.engines.engine import Grouping
from index.generations import Generations, IndexOutdated
from index.ledgers.grouping import grouping_of
from index.ledgers.ledgerfile import LedgerFile
from index.searching import Library, SearchRequest

STORIES = tuple(story(number) for number in range(4))
CUTS = tuple(cut(each, f"http://portal.example/{number}") for number, each in enumerate(STORIES))
MOMENTS_APART = 7


def _update(folder: DataFolder) -> building.Built:
    return building.update(folder, lambda *_: None)


def _stories(folder: DataFolder) -> int:
    with Library.open(folder) as library:
        return library.search(SearchRequest()).stories


def _ledgers(folder: DataFolder) -> Path:
    return Generations(folder.index).current() / "ledgers.sqlite"


def test_what_comes_later_is_grouped_with_what_was_there(folder: DataFolder, keep: Keep) -> None:
    keep(*STORIES)
    _update(folder)
    assert _stories(folder) == 4
    keep(*CUTS[:2])
    assert _update(folder).documents == 2
    assert _stories(folder) == 4


def test_an_index_without_ledgers_is_refused_and_rebuilt(folder: DataFolder, keep: Keep) -> None:
    keep(STORIES[0])
    _update(folder)
    _ledgers(folder).unlink()
    with pytest.raises(IndexOutdated):
        _stories(folder)
    assert _update(folder).rebuilt
    assert _stories(folder) == 1


def test_the_ledgers_are_complete_before_the_engine_commits(
    folder: DataFolder, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "ARTICLES_A_TASK", 1)
    monkeypatch.setattr(building, "TASKS_ENTERED", 1)
    keep(STORIES[0])
    _update(folder)
    keep(STORIES[1], CUTS[0])
    seen: list[int] = []

    def _count(done: int, total: int) -> None:
        with LedgerFile.open(Generations(folder.index).current(), read_only=True) as file:
            seen.append(file.rows("SELECT count(*) FROM telling")[0][0])

    building.update(folder, _count)
    assert seen == [2, 3]


def _killed_at(moment: int, work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Do the work in a process that is killed before its n-th change of a ledger; False where it got done."""
    child = os.fork()
    if not child:
        write, count = LedgerFile.write, 0

        def _write(self: LedgerFile, statement: str, *values: str | int | bytes | None) -> int:
            nonlocal count
            count += 1
            if count == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            return write(self, statement, *values)

        try:
            monkeypatch.setattr(LedgerFile, "write", _write)
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _grouping(folder: DataFolder) -> Grouping:
    return grouping_of(Generations(folder.index).current())


def test_a_kill_at_any_moment_is_made_up_for_by_the_next_update(
    folder: DataFolder, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "ARTICLES_A_TASK", 2)
    monkeypatch.setattr(building, "TASKS_ENTERED", 1)
    keep(*STORIES)
    _update(folder)
    keep(*CUTS, *(cut(each, f"http://late.example/{number}", 6) for number, each in enumerate(STORIES)))
    moment = 1
    while _killed_at(moment, lambda: _update(folder), monkeypatch):
        assert _stories(folder) == 4
        moment += MOMENTS_APART
    assert moment > 3 * MOMENTS_APART
    after_kills = _grouping(folder)
    building.rebuild(folder, lambda *_: None)
    assert after_kills == _grouping(folder)
    assert check_ledgers(folder) == "12 articles in 4 stories"


def test_ledgers_of_an_earlier_release_are_given_the_indexes_that_came_since(folder: DataFolder, keep: Keep) -> None:
    def indexes() -> set[str]:
        with LedgerFile.open(Generations(folder.index).current()) as file:
            return {name for (name,) in file.rows("SELECT name FROM sqlite_master WHERE type = 'index'")}

    keep(STORIES[0])
    _update(folder)
    with LedgerFile.open(Generations(folder.index).current()) as file:
        file.write("DROP INDEX naming_spelling")
    assert "naming_spelling" not in indexes()
    keep(STORIES[1])
    _update(folder)
    assert "naming_spelling" in indexes()
