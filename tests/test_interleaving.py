"""Interleaving the document lists of segments."""

from __future__ import annotations

from collections.abc import Sequence
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.segments import interleaving
from index.engines.whoosh.segments.interleaving import Lists, pieces, ranges
from index.engines.whoosh.segments.inverting import offsets

KEYS = "abcdef"
DOCUMENTS = 4
# Of every segment the documents of each key that it has, and which documents are deleted.
segments = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(KEYS), st.sets(st.integers(0, DOCUMENTS - 1), min_size=1), max_size=6),
        st.sets(st.integers(0, DOCUMENTS - 1)),
    ),
    min_size=1,
    max_size=4,
)


@given(segments, st.sampled_from([1, 2, 100]))
def test_lists_are_joined_key_by_key_in_the_order_of_the_segments(
    parts: list[tuple[dict[str, set[int]], set[int]]], at_a_time: int
) -> None:
    becomes = _numbered([deleted for _, deleted in parts])
    lists = [_lists(own, new) for (own, _), new in zip(parts, becomes, strict=True)]
    kept = [each.kept for each in lists]
    alive = [[sorted(own)[number] for number in numbers] for (own, _), numbers in zip(parts, kept, strict=True)]
    keys = sorted(set().union(*alive))
    numbers = [np.array([keys.index(key) for key in each], np.int64) for each in alive]
    with mock.patch.object(interleaving, "_POSTINGS_AT_A_TIME", at_a_time):
        joined = list(pieces(lists, kept, numbers, len(keys)))
    found = np.split(np.concatenate([piece.docs for piece in joined] or [np.zeros(0, np.uint16)]), _ends(joined))[:-1]
    assert [each.tolist() for each in found] == [
        [int(new[doc]) for (own, _), new in zip(parts, becomes, strict=True) for doc in sorted(own.get(key, ()))
         if new[doc] >= 0]
        for key in keys
    ]  # fmt: skip


def _ends(joined: Sequence[interleaving.Piece]) -> list[int]:
    ends: list[int] = np.cumsum([count for piece in joined for count in piece.counts.tolist()]).tolist()
    return ends


def _numbered(deleted: list[set[int]]) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    following = iter(range(100))
    return [np.array([-1 if doc in own else next(following) for doc in range(DOCUMENTS)]) for own in deleted]


def _lists(own: dict[str, set[int]], becomes: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Lists:
    counts = np.array([len(own[key]) for key in sorted(own)], np.int64)
    docs = np.array([doc for key in sorted(own) for doc in sorted(own[key])], np.uint16)
    return Lists(offsets(counts), docs, becomes)


@pytest.mark.parametrize(
    ("starts", "counts", "numbers"),
    [([5, 1], [2, 3], [5, 6, 1, 2, 3]), ([7], [0], []), ([], [], [])],
)
def test_ranges_are_numbers_one_after_another(starts: list[int], counts: list[int], numbers: list[int]) -> None:
    assert ranges(np.array(starts, np.int64), np.array(counts, np.int64)).tolist() == numbers
