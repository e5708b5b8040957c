"""The kernels that count: every implementation equals plain loops."""

from __future__ import annotations

import random

import numpy as np
import pytest
from small_segments import numbers_of

from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.layout import Shorts

COUNT = 300


def some_docs(chance: random.Random, most: int = COUNT) -> Shorts:
    return np.array(sorted(chance.sample(range(COUNT), chance.randint(0, most))), np.uint16)


@pytest.mark.parametrize("wide", [False, True])
def test_codes_are_counted(kernels: Kernels, chance: random.Random, wide: bool) -> None:
    docs = some_docs(chance)
    codes = numbers_of([chance.randrange(7) for _ in range(COUNT)], wide=wide)
    expected = np.bincount(codes[docs], minlength=7) + 1
    counts = np.ones(7, np.uint32)
    kernels.tally(docs, codes, counts)
    assert counts.tolist() == expected.tolist()


@pytest.mark.parametrize("wide", [False, True])
def test_several_codes_of_a_document_are_counted_each(kernels: Kernels, chance: random.Random, wide: bool) -> None:
    several = [chance.sample(range(7), chance.randint(0, 3)) for _ in range(COUNT)]
    starts = np.cumsum([0, *map(len, several)]).astype(np.uint32)
    codes = numbers_of([code for some in several for code in some], wide=wide)
    docs = some_docs(chance)
    counts = np.zeros(7, np.uint32)
    kernels.tally_several(docs, starts, codes, counts)
    assert counts.tolist() == [sum(code in several[doc] for doc in docs.tolist()) for code in range(7)]


def test_what_a_mask_has_of_each_list_is_counted(kernels: Kernels, chance: random.Random) -> None:
    mask = np.zeros(COUNT, np.uint8)
    mask[some_docs(chance)] = 1
    lists = [some_docs(chance, 9) for _ in range(20)]
    starts = np.cumsum([0, *map(len, lists)]).astype(np.uint32)
    counts = np.ones(20, np.uint32)
    kernels.tally_listed(mask, starts, np.concatenate(lists), counts)
    assert counts.tolist() == [1 + int(mask[docs].sum()) for docs in lists]


def test_codes_are_counted_as_often_as_what_has_them_weighs(kernels: Kernels, chance: random.Random) -> None:
    several = [chance.sample(range(7), chance.randint(0, 3)) for _ in range(COUNT)]
    weights = np.array([chance.choice((0, 1, 40_000)) for _ in several], np.uint32)
    starts = np.cumsum([0, *map(len, several)]).astype(np.uint32)
    codes = np.array([code for some in several for code in some], np.uint32)
    counts = np.ones(7, np.uint32)
    kernels.tally_weighed(weights, starts, codes, counts)
    weighed = list(zip(several, weights.tolist(), strict=True))
    assert counts.tolist() == [1 + sum(weight for some, weight in weighed if code in some) for code in range(7)]


@pytest.mark.parametrize("highest", [1, 3, 300, 70_000, 2**32 - 1])
def test_the_highest_counts_come_first(kernels: Kernels, chance: random.Random, highest: int) -> None:
    counts = [chance.choice((0, 1, highest, chance.randint(0, highest))) for _ in range(COUNT)]
    values = tuple(map(str, range(COUNT)))
    pairs = [(value, count) for value, count in zip(values, counts, strict=True) if count]
    ordered = sorted(pairs, key=lambda pair: -pair[1])
    for most in (0, 1, 20, COUNT, 2 * COUNT):
        assert kernels.commonest(np.array(counts, np.uint32), most, values) == ordered[:most]
    assert kernels.commonest(np.zeros(0, np.uint32), 3, ()) == []
