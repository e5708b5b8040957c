"""Array files: what was written is read, what was not is refused in one sentence."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.engines.whoosh.segments.arrayfile import ArrayFile, DamagedFile, OutdatedFile, seal, writing

NUMBERS = np.arange(100, dtype=np.uint16)
ROWS = np.arange(12, dtype=np.uint8).reshape(3, 4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "x.arrays"
    with writing(written) as file:
        file.add("numbers", NUMBERS)
        file.add("rows", ROWS)
        file.add("nothing", np.zeros(0, np.int64))
        region = file.reserve("parts", "<u4", 10)
        region.append(np.array([1, 2]))
        region.append(np.array([3]))
        file.note("boost", 1.5)
    return written


def test_arrays_and_figures_are_read_as_they_were_written(path: Path) -> None:
    file = ArrayFile(path)
    assert file.arrays["numbers"].tolist() == NUMBERS.tolist()
    assert file.arrays["rows"].tolist() == ROWS.tolist()
    assert file.arrays["nothing"].tolist() == []
    assert file.arrays["parts"].tolist() == [1, 2, 3]
    assert file.arrays["parts"].dtype == np.uint32
    assert file.figures == {"boost": 1.5}
    file.verify()


def test_room_that_is_not_needed_is_given_back(tmp_path: Path) -> None:
    sizes = []
    for most in (3, 100_000):
        with writing(tmp_path / f"{most}.arrays") as file:
            region = file.reserve("parts", "<u4", most)
            region.append(np.array([1, 2, 3]))
            file.close(region)
            file.add("numbers", NUMBERS)
        written = ArrayFile(tmp_path / f"{most}.arrays")
        assert (written.arrays["parts"].tolist(), written.arrays["numbers"].tolist()) == ([1, 2, 3], NUMBERS.tolist())
        sizes.append(written.path.stat().st_size)
    assert sizes[0] == sizes[1]


def test_arrays_are_read_only_and_stand_at_whole_lines_of_the_cache(path: Path) -> None:
    arrays = ArrayFile(path).arrays
    assert not any(array.flags.writeable for array in arrays.values() if array.size)
    assert all(array.ctypes.data % 64 == 0 for array in arrays.values() if array.size)


def _changed(path: Path, change: Callable[[bytes], bytes], *, seen: bool) -> None:
    """Change the bytes of a file, so that its time tells of it or, as after a fault of a disk, does not."""
    before = path.stat().st_mtime_ns
    path.write_bytes(change(path.read_bytes()))
    after = before + 1 if seen else before
    os.utime(path, ns=(after, after))


CHANGES: list[tuple[Callable[[bytes], bytes], str]] = [
    (lambda data: b"", "head"),
    (lambda data: data[:20], "head"),
    (lambda data: b"\xff" * len(data), "head"),
    (lambda data: data[:-1], "table"),
    (lambda data: data + b"x", "table"),
    (lambda data: data[: len(data) // 2], "table"),
    (lambda data: data.replace(b'"numbers"', b'"nambers"'), "table"),
]


@pytest.mark.parametrize("seen", [True, False])
@pytest.mark.parametrize(("change", "what"), CHANGES)
def test_a_cut_or_foreign_file_is_refused_whatever_its_time(
    path: Path, change: Callable[[bytes], bytes], what: str, seen: bool
) -> None:
    _changed(path, change, seen=seen)
    with pytest.raises(DamagedFile, match=rf"x\.arrays \({what}\) is damaged: run `tashan index --rebuild`\.$"):
        ArrayFile(path)


def _with_another_number(data: bytes) -> bytes:
    at = data.index(NUMBERS.tobytes()) + 50
    return data[:at] + b"\xff" + data[at + 1 :]


def test_a_changed_number_is_found_at_once_where_the_file_was_touched(path: Path) -> None:
    _changed(path, _with_another_number, seen=True)
    with pytest.raises(DamagedFile, match=r"x\.arrays \(numbers\) is damaged"):
        ArrayFile(path)


def test_a_changed_number_is_found_by_a_thorough_look_where_nothing_tells_of_it(path: Path) -> None:
    _changed(path, _with_another_number, seen=False)
    with pytest.raises(DamagedFile, match=r"x\.arrays \(numbers\) is damaged"):
        ArrayFile(path).verify()


def test_a_file_of_another_version_asks_for_a_rebuild(path: Path) -> None:
    _changed(path, lambda data: data[:8] + b"\x09\0\0\0" + data[12:], seen=False)
    with pytest.raises(OutdatedFile, match=r"has format 9, this program reads 1: run `tashan index --rebuild`\.$"):
        ArrayFile(path)


def test_a_copy_is_as_good_as_the_file(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.arrays"
    copy.write_bytes(path.read_bytes())
    assert ArrayFile(copy).arrays["numbers"].tolist() == NUMBERS.tolist()


def test_a_writing_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(tmp_path / "x.arrays") as file:
        file.note("boost", 1 / 0)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_never_written_over(path: Path) -> None:
    whole = path.read_bytes()
    with pytest.raises(FileExistsError), writing(path):
        pass
    assert path.read_bytes() == whole


def test_a_sealed_file_has_a_whole_second_as_its_time(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"x")
    assert seal(file) == file.stat().st_mtime_ns / 1_000_000_000
