"""A growing file: read from its beginning while it is written, and never taken for whole when it is not."""

from __future__ import annotations

import threading
from typing import BinaryIO

import pytest

from webui.growingfile import WRITTEN_AT_ONCE, GrowingFile

PIECE = bytes(range(256)) * (WRITTEN_AT_ONCE // 256)


def test_all_that_was_written_is_read_in_order() -> None:
    ended = threading.Event()

    def write(out: BinaryIO) -> None:
        for number in range(200):
            out.write(PIECE[number:])

    assert b"".join(GrowingFile(write, ended.set).chunks()) == b"".join(PIECE[number:] for number in range(200))
    assert ended.wait(10)


def test_what_there_is_can_be_read_before_the_end() -> None:
    may_end = threading.Event()

    def write(out: BinaryIO) -> None:
        out.write(PIECE)
        out.write(b"more")
        may_end.wait(10)

    chunks = GrowingFile(write, may_end.is_set).chunks()
    assert next(chunks) == PIECE
    may_end.set()
    assert list(chunks) == [b"more"]


def test_a_slow_reader_does_not_keep_the_writer() -> None:
    ended = threading.Event()
    file = GrowingFile(lambda out: [out.write(PIECE) for _ in range(50)], ended.set)
    file.wait_for_beginning()
    assert ended.wait(10)
    assert sum(map(len, file.chunks())) == 50 * len(PIECE)


def test_a_failure_before_there_is_anything_is_told_at_the_beginning() -> None:
    ended = threading.Event()

    def fail(_: BinaryIO) -> None:
        raise ValueError("nothing was found")

    with pytest.raises(ValueError, match="nothing was found"):
        GrowingFile(fail, ended.set).wait_for_beginning()
    assert ended.is_set()


def test_an_empty_file_has_a_beginning_and_an_end() -> None:
    file = GrowingFile(lambda _: None, lambda: None)
    file.wait_for_beginning()
    assert list(file.chunks()) == []


def test_a_reader_that_leaves_before_reading_ends_the_writing() -> None:
    has_left, ended = threading.Event(), threading.Event()

    def write(out: BinaryIO) -> None:
        assert has_left.wait(10)
        while True:
            out.write(PIECE)

    file = GrowingFile(write, ended.set)
    file.leave()
    has_left.set()
    assert ended.wait(10)


def test_a_reader_that_leaves_ends_the_writing() -> None:
    has_left, ended = threading.Event(), threading.Event()
    seen: list[BaseException] = []

    def write(out: BinaryIO) -> None:
        out.write(PIECE + b"more")
        assert has_left.wait(10)
        try:
            out.write(PIECE * 2)
        except OSError as error:
            seen.append(error)
            raise

    chunks = GrowingFile(write, ended.set).chunks()
    next(chunks)
    chunks.close()  # type: ignore[attr-defined]
    has_left.set()
    assert ended.wait(10)
    assert isinstance(seen[0], BrokenPipeError)
