from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_web import ROOT

from crawlers.locks import locked

_HOLDER = """
import sys
from pathlib import Path
from crawlers.locks import locked
with locked(Path(sys.argv[1]), lambda: None) as is_free:
    print(is_free, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "locks" / "qingxi.lock"


def taken(path: Path) -> tuple[bool, int]:
    """Whether the lock was free, and how often a killed visit was found."""
    killed: list[None] = []
    with locked(path, lambda: killed.append(None)) as is_free:
        return is_free, len(killed)


def test_a_lock_is_free_again_after_a_visit(path: Path) -> None:
    assert [taken(path), taken(path)] == [(True, 0), (True, 0)]


def test_a_lock_is_held_by_one_only(path: Path) -> None:
    with locked(path, lambda: None) as is_free:
        assert is_free
        assert taken(path) == (False, 0)
    assert taken(path) == (True, 0)


def test_what_another_process_held_is_free_after_a_kill_which_is_told_once(path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    assert taken(path) == (False, 0)
    holder.kill()
    holder.communicate()
    assert [taken(path), taken(path)] == [(True, 1), (True, 0)]


def test_a_visit_that_breaks_off_frees_its_lock(path: Path) -> None:
    with pytest.raises(KeyError), locked(path, lambda: None):
        raise KeyError
    assert taken(path) == (True, 0)
