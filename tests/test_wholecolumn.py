"""A whole column: the values of all segments in one order."""

from __future__ import annotations

from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import MISSING, WholeColumn


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
