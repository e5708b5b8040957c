"""A whole column: the values of all segments in one order."""

from __future__ import annotations

import numpy as np
from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.facetcounts import FacetCounts
from index.engines.whoosh.executing.matches import Spread
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import MISSING, WholeColumn
from index.engines.whoosh.kernels import CHOSEN


def _segments() -> list[Segment]:
    return segments_of(
        [
            [PlainDocument("a", values={"court": ("b",)}), PlainDocument("b")],
            [PlainDocument("c", values={"court": ("a", "b")}), PlainDocument("d", values={"court": ("c",)})],
        ]
    )


def test_values_are_numbered_once_for_all_segments() -> None:
    segments = _segments()
    column = WholeColumn.of("court", segments)
    assert column.values == ("a", "b", "c")
    assert column.codes(segments).tolist() == [1, MISSING, 0, 2]
    assert WholeColumn.of("none", segments).codes(segments).tolist() == [MISSING] * 4


def test_facets_count_every_value_that_a_document_has() -> None:
    segments = _segments()
    counts = FacetCounts(("court", "none"), segments, CHOSEN)
    found = [(segment, Spread(np.ones(segment.count, np.uint8), None, 1.0)) for segment in segments]
    assert counts.of("court", found).pairs() == (("b", 2), ("a", 1), ("c", 1))
    assert counts.of("none", found).pairs() == ()
