"""The data folder: its layout, and the proof that it can be written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.datafolder import DataFolder, DataFolderError


def test_everything_lives_inside_the_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    places = (folder.corpus, folder.archive, folder.index, folder.cache, folder.sites)
    assert len(set(places)) == len(places)
    assert {place.parent for place in places} == {tmp_path}


def test_naming_a_folder_makes_nothing(tmp_path: Path) -> None:
    assert not DataFolder(tmp_path / "data").path.exists()


def test_preparing_makes_the_folder_with_its_parents(tmp_path: Path) -> None:
    assert DataFolder(tmp_path / "a" / "b").prepared().path.is_dir()


def test_preparing_twice_is_fine(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data").prepared()
    assert folder.prepared() == folder


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataFolderError, match=r"cannot be made: .*\.$"):
        DataFolder(tmp_path / "file" / "data").prepared()


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(DataFolderError, match="cannot be written"):
        DataFolder(tmp_path).prepared()
