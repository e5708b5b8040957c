"""The stored fields of a segment: written compressed, mapped to be read, known by size and checksum."""

from __future__ import annotations

import os
import pickle
import zlib
from pathlib import Path

import pytest
from whoosh.codec.whoosh3 import STORED_COLUMN
from whoosh.filedb.filestore import FileStorage

from index.engines.whoosh.segments.arrayfile import ArrayFile, DamagedFile, writing
from index.engines.whoosh.segments.storedcolumn import StoredColumn, check, write

VALUES = [{"view": "茶山" * 20}, {"view": ""}, {"view": "法官"}]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with writing(tmp_path / "x.arrays") as file:
        write(tmp_path / "x._stored.col", (zlib.compress(pickle.dumps(value, 2)) for value in VALUES), file)
    return tmp_path / "x._stored.col"


def _arrays(path: Path) -> ArrayFile:
    return ArrayFile(path.with_name("x.arrays"))


def test_fields_are_read_as_they_were_written(path: Path) -> None:
    column = StoredColumn(path, len(VALUES))
    assert [column[docnum] for docnum in range(len(VALUES))] == VALUES
    check(path, _arrays(path), thoroughly=True)


def test_whooshs_own_reader_reads_the_file(path: Path) -> None:
    with FileStorage(str(path.parent)).open_file(path.name) as file:
        assert list(STORED_COLUMN.reader(file, 0, path.stat().st_size, len(VALUES))) == VALUES


def test_some_are_copied_compressed(path: Path) -> None:
    copied = list(StoredColumn(path, len(VALUES)).compressed([0, 2]))
    assert [pickle.loads(zlib.decompress(value)) for value in copied] == [VALUES[0], VALUES[2]]


def test_fields_stay_readable_when_the_file_is_removed(path: Path) -> None:
    column = StoredColumn(path, len(VALUES))
    path.unlink()
    assert column[2] == VALUES[2]


def test_a_cut_file_is_refused(path: Path) -> None:
    arrays = _arrays(path)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedFile, match=r"x\._stored\.col \(size\) is damaged"):
        check(path, arrays)


def test_a_file_that_a_later_commit_removed_is_missing_and_not_damaged(path: Path) -> None:
    arrays = _arrays(path)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        check(path, arrays)


@pytest.mark.parametrize("seen", [True, False])
def test_a_changed_byte_is_found_at_once_or_by_a_thorough_look(path: Path, seen: bool) -> None:
    moment = path.stat().st_mtime_ns
    path.write_bytes(b"\xff" + path.read_bytes()[1:])
    os.utime(path, ns=(moment + seen, moment + seen))
    with pytest.raises(DamagedFile, match=r"x\._stored\.col \(checksum\) is damaged"):
        check(path, _arrays(path), thoroughly=not seen)
