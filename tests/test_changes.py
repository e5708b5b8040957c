"""Changes: files that look as they did are as they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.changes import UntilChanged, looks_of

LONG_AGO = 1_700_000_000


def test_a_file_looks_the_same_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("a")
    os.utime(path, (LONG_AGO, LONG_AGO))
    before = looks_of(path, tmp_path / "none")
    assert before is not None
    assert looks_of(path, tmp_path / "none") == before
    path.write_text("ab")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert looks_of(path, tmp_path / "none") != before


def test_a_change_just_now_is_too_near(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a")
    assert looks_of(tmp_path / "file") is None


def test_what_a_file_holds_is_drawn_again_only_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    drawn: list[str] = []

    def _draw() -> str:
        drawn.append(path.read_text())
        return drawn[-1]

    held = UntilChanged(_draw, path)
    path.write_text("a")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert (held.get(), held.get(), drawn) == ("a", "a", ["a"])
    path.write_text("bc")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert (held.get(), held.get(), drawn) == ("bc", "bc", ["a", "bc"])


def test_what_has_changed_just_now_is_drawn_every_time(tmp_path: Path) -> None:
    path = tmp_path / "file"
    held = UntilChanged(path.read_text, path)
    for text in "ab":
        path.write_text(text)
        assert held.get() == text


def test_what_could_not_be_drawn_is_drawn_when_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "file"
    held = UntilChanged(path.read_text, path)
    with pytest.raises(FileNotFoundError):
        held.get()
    path.write_text("a")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert held.get() == "a"
