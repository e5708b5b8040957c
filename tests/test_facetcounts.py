"""Facets: how many of the matches have each value."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.bundles import MOST_SEVERAL
from index.engines.whoosh.executing.facetcounts import Counted, FacetCounts
from index.engines.whoosh.executing.matches import Listed, Spread
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels

NAMES = ("court", "kind", "none")
MANY = [f"{number:03}" for number in range(MOST_SEVERAL + 9)]
SEGMENTS = segments_of(
    [
        [PlainDocument("a", values={"court": ("b",), "kind": ("z",)}), PlainDocument("b")],
        [
            PlainDocument("c", values={"court": ("a", "b"), "kind": ("y",)}),
            PlainDocument("d", values={"court": ("c",), "kind": ("z",)}),
        ],
    ]
)


@pytest.mark.parametrize("kernels", AVAILABLE, ids=lambda kernels: kernels.NAME)
def test_facets_count_every_value_that_a_document_has(kernels: Kernels) -> None:
    counts = FacetCounts(NAMES, SEGMENTS, kernels)
    spread = [(segment, Spread(np.ones(segment.count, np.uint8), None)) for segment in SEGMENTS]
    docs = np.array([0, 1], np.uint16)
    listed = [(segment, Listed(docs, np.ones(2, np.float32))) for segment in SEGMENTS]
    for found in (spread, listed):
        court, kind, none = (counts.of(NAMES, found)[name].pairs() for name in NAMES)
        assert court == (("b", 2), ("a", 1), ("c", 1))
        assert kind == (("z", 2), ("y", 1))
        assert none == ()
    assert counts.of(["kind"], listed[:1])["kind"].pairs() == (("z", 1),)


@pytest.mark.parametrize("kernels", AVAILABLE, ids=lambda kernels: kernels.NAME)
def test_counts_are_those_of_a_plain_loop(kernels: Kernels) -> None:
    """Few documents are counted themselves, of many those that do not match; values may be one, a few or many."""
    chance = random.Random(1)
    values = [_values(chance) for _ in range(300)]
    batches = [
        [PlainDocument(str(number), values=some) for number, some in enumerate(values[first:end], first)]
        for first, end in ((0, 200), (200, 300))
    ]
    segments = segments_of(batches)
    counts = FacetCounts(("one", "few", "many"), segments, kernels)
    for share in (0.0, 0.1, 0.6, 1.0):
        masks = [np.array([chance.random() < share for _ in batch], np.uint8) for batch in batches]
        found = [(segment, Spread(mask, None)) for segment, mask in zip(segments, masks, strict=True)]
        chosen = [some for some, is_found in zip(values, np.concatenate(masks).tolist(), strict=True) if is_found]
        for name, counted in counts.of(("one", "few", "many"), found).items():
            expected = Counter(value for some in chosen for value in some[name])
            assert dict(counted.pairs()) == expected


def _values(chance: random.Random) -> dict[str, tuple[str, ...]]:
    one = (chance.choice("abc"),) if chance.random() < 0.9 else ()
    few = tuple(sorted(chance.sample("abcdefghi", chance.randint(0, 3))))
    return {"one": one, "few": few, "many": tuple(sorted(chance.sample(MANY, chance.randint(0, 9))))}


@pytest.mark.parametrize("kernels", AVAILABLE, ids=lambda kernels: kernels.NAME)
def test_the_commonest_values_are_told_and_others_that_are_wanted(kernels: Kernels) -> None:
    counted = Counted(tuple("abcdef"), np.array([1, 3, 0, 3, 2, 3], np.uint32), kernels)
    assert counted.pairs(2) == (("b", 3), ("d", 3))
    assert counted.pairs(2, also=("a", "c", "d", "x")) == (("b", 3), ("d", 3), ("a", 1))
    assert counted.pairs(9) == counted.pairs() == (("b", 3), ("d", 3), ("f", 3), ("e", 2), ("a", 1))
