"""Value lists: every value of a document is counted, under its number in the whole index."""

from __future__ import annotations

import numpy as np
import pytest
from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.matches import Listed, Spread
from index.engines.whoosh.executing.valuelists import ValueLists
from index.engines.whoosh.executing.wholecolumn import WholeColumn
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels

SEGMENTS = segments_of(
    [
        [PlainDocument("a", values={"brand": ("c", "d")}), PlainDocument("b")],
        [PlainDocument("c", values={"brand": ("d",)}), PlainDocument("d")],
        [PlainDocument("e")],
    ]
)


@pytest.mark.parametrize("kernels", AVAILABLE, ids=lambda kernels: kernels.NAME)
def test_values_are_counted_whether_or_not_any_document_has_several(kernels: Kernels) -> None:
    lists = ValueLists.of("brand", WholeColumn.of("brand", SEGMENTS), SEGMENTS, 3)
    assert (lists.fields, lists.count) == (("brand",), 2)
    counts, expected = np.zeros(6, np.uint32), ([1, 1], [0, 1], [0, 0])
    for segment, values in zip(SEGMENTS, expected, strict=True):
        docs = np.arange(segment.count).astype(np.uint16)
        for matches in (Listed(docs, docs.astype(np.float32)), Spread(np.ones(segment.count, np.uint8), None)):
            counted = np.zeros(2, np.uint32)
            lists.tally(segment, matches, docs, counted, kernels)
            assert counted.tolist() == values
        lists.give(counted, counts, kernels)
    assert counts.tolist() == [0, 0, 0, 1, 2, 0]
