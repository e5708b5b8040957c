"""Packed lists: every number comes back, whoever packed it, in the bytes that were reckoned."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.eliasfano import SPARE_BYTES, Heads, bytes_of
from index.engines.whoosh.segments.layout import Bytes, Numbers

MANY = 5_000_000


@st.composite
def some_lists(draw: st.DrawFn) -> tuple[int, list[list[int]]]:
    """Lists of ascending numbers, and what all of them are below."""
    most = draw(st.sampled_from([1, 2, 3, 64, 1000, MANY]))
    numbers = st.sets(st.integers(0, most - 1), min_size=1, max_size=80).map(sorted)
    return most, draw(st.lists(numbers, max_size=8))


def _packed(lists: list[list[int]], most: int, kernels: Kernels) -> tuple[Bytes, Numbers]:
    sizes = np.array([len(each) for each in lists], np.uint32)
    starts = np.concatenate(([0], np.cumsum(bytes_of(sizes, most)))).astype(np.uint32)
    into = np.zeros(int(starts[-1]) + SPARE_BYTES, np.uint8)
    kernels.pack(np.array(sum(lists, []), np.uint32), sizes, sizes - 1, most, into)
    return into, starts


@given(some_lists())
def test_all_numbers_come_back(some: tuple[int, list[list[int]]]) -> None:
    most, lists = some
    packed = [_packed(lists, most, kernels) for kernels in AVAILABLE]
    assert all(np.array_equal(into, packed[0][0]) for into, _ in packed)
    into, starts = packed[0]
    assert not into[len(into) - SPARE_BYTES :].any()
    heads = Heads.at(into, starts[:-1])
    assert heads.sizes.tolist() == [len(each) for each in lists]
    assert heads.spares.tolist() == [len(each) - 1 for each in lists]
    for kernels in AVAILABLE:
        for first in range(len(lists)):
            for last in {first + 1, len(lists)}:
                expected = sum(lists[first:last], [])
                found = np.empty(len(expected), np.uint32)
                kernels.unpack(into, starts[first : last + 1], most, found)
                assert found.tolist() == expected


@pytest.mark.parametrize("kernels", AVAILABLE, ids=lambda kernels: kernels.NAME)
@pytest.mark.parametrize("step", [1, 2, 7, 1000])
def test_a_long_list_takes_little(kernels: Kernels, step: int) -> None:
    numbers = list(range(0, MANY // 10, step))
    into, starts = _packed([numbers, [0]], MANY // 10, kernels)
    found = np.empty(len(numbers) + 1, np.uint32)
    kernels.unpack(into, starts, MANY // 10, found)
    assert found.tolist() == [*numbers, 0]
    assert (starts[1] - 8) * 8 <= len(numbers) * (2 + np.log2(step) + 1)
