"""Facets: how many of the matches have each value."""

from __future__ import annotations

import numpy as np
import pytest
from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.facetcounts import Counted, FacetCounts
from index.engines.whoosh.executing.matches import Listed, Spread
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels

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
    counts = FacetCounts(("court", "kind", "none"), SEGMENTS, kernels)
    spread = [(segment, Spread(np.ones(segment.count, np.uint8), None)) for segment in SEGMENTS]
    docs = np.array([0, 1], np.uint16)
    listed = [(segment, Listed(docs, np.ones(2, np.float32))) for segment in SEGMENTS]
    for found in (spread, listed):
        assert counts.of("court", found).pairs() == (("b", 2), ("a", 1), ("c", 1))
        assert counts.of("kind", found).pairs() == (("z", 2), ("y", 1))
        assert counts.of("none", found).pairs() == ()
    assert counts.of("kind", listed[:1]).pairs() == (("z", 1),)


def test_the_commonest_values_are_told_and_others_that_are_wanted() -> None:
    counted = Counted(tuple("abcdef"), np.array([1, 3, 0, 3, 2, 3]))
    assert counted.pairs(2) == (("b", 3), ("d", 3))
    assert counted.pairs(2, also=("a", "c", "d", "x")) == (("b", 3), ("d", 3), ("a", 1))
    assert counted.pairs(9) == counted.pairs() == (("b", 3), ("d", 3), ("f", 3), ("e", 2), ("a", 1))
