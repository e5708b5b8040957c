"""Timing: spreads of measurements, and the bytes that an index is searched by."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.timing import LONG, Spread, bytes_of, indexed_bytes_of, settled


def test_a_percentile_lies_between_its_neighbours() -> None:
    spread = Spread.of([0.003, 0.001, 0.002])
    assert [spread.p50, spread.p95] == pytest.approx([2.0, 2.9])


def test_what_took_long_is_not_asked_again() -> None:
    asked: list[int] = []
    assert settled(lambda: asked.append(1), LONG * 2) == LONG * 2
    assert asked == []
    assert settled(lambda: asked.append(1), 0.0, repeats=3) < LONG
    assert len(asked) == 3


def test_stored_fields_are_no_part_of_what_is_searched(tmp_path: Path) -> None:
    for name, size in (("a.arrays", 5), ("a_stored.col", 7), ("b.store", 11)):
        (tmp_path / name).write_bytes(b"x" * size)
    assert (indexed_bytes_of(tmp_path), bytes_of(tmp_path)) == (5, 23)
