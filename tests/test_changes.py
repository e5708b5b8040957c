"""Changes: files that look as they did are as they were."""

from __future__ import annotations

import os
from pathlib import Path

from index.changes import looks_of

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
