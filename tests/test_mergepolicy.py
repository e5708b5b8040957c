"""Which segments are merged: few are left, and a document is copied seldom."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.segments.layout import MOST_DOCUMENTS
from index.engines.whoosh.segments.mergepolicy import MOST_BYTES, Size, to_merge


def _chosen(*documents: int) -> list[int]:
    return to_merge([Size(count, count * 1000) for count in documents])


@pytest.mark.parametrize(
    ("documents", "chosen"),
    [
        ((), []),
        ((5,), []),
        ((5, 5), [0, 1]),
        ((60_000, 1), []),
        ((60_000, 1, 1), [1, 2]),
        ((1, 1500), [0, 1]),
        ((2000, 6000), [0, 1]),
        ((2000, 6001), []),
        ((10_000, 2000, 6001), [0, 1, 2]),
        ((40_000, 40_000), []),
        ((8000,) * 10, [0, 1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_a_segment_is_merged_with_all_smaller_ones_that_are_together_worth_it(
    documents: tuple[int, ...], chosen: list[int]
) -> None:
    assert _chosen(*documents) == chosen


@pytest.mark.parametrize(
    ("written", "left"), [(0, [9, 30, 30, 30]), (15, [9, 30, 30, 30]), (20, [39, 60]), (99, [39, 60])]
)
def test_whoever_wrote_most_of_an_index_leaves_as_few_as_can_be(written: int, left: list[int]) -> None:
    sizes = [30_000, 9_000, 30_000, 30_000]
    while chosen := to_merge([Size(count, count) for count in sizes], written * 1000):
        merged = sum(sizes[number] for number in chosen)
        sizes = [size for number, size in enumerate(sizes) if number not in chosen] + [merged]
    assert sorted(sizes) == [count * 1000 for count in left]


def test_a_segment_of_too_many_bytes_is_full_too() -> None:
    assert to_merge([Size(10, MOST_BYTES), Size(10, 1)]) == []


@given(st.lists(st.integers(1, 3000), max_size=200))
def test_segments_stay_few_and_documents_are_copied_seldom(commits: list[int]) -> None:
    sizes: list[int] = []
    copied = 0
    for count in commits:
        sizes.append(count)
        while chosen := _chosen(*sizes):
            merged = sum(sizes[number] for number in chosen)
            copied += merged
            sizes = [size for number, size in enumerate(sizes) if number not in chosen] + [merged]
        assert max(sizes) <= MOST_DOCUMENTS
        assert len(sizes) <= 2 * sum(sizes) // MOST_DOCUMENTS + math.log(MOST_DOCUMENTS / 500, 4) + 2
    assert copied <= sum(commits) * 3 * math.log(max(sum(commits), 2), 4) + 500 * len(commits) * 4
