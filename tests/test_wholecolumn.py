"""A whole column: the values of all segments in one order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import MISSING, WholeColumn
from index.engines.whoosh.segments import layout


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


def test_a_value_is_found_by_its_number() -> None:
    column = WholeColumn.of("court", _segments())
    assert [column.find(value) for value in ("a", "b", "c", "", "bb", "法院")] == [0, 1, 2, *[MISSING] * 3]


VALUES = st.lists(st.lists(st.text("ab法\0𠀀", min_size=1, max_size=4), max_size=3), max_size=4)


def _require_plain(several: list[list[list[str]]]) -> None:
    """Hold a column against the plainest reading of its documents."""
    documents = [[PlainDocument("", values={"court": tuple(values)}) for values in some] for some in several]
    segments = segments_of([some for some in documents if some])
    column = WholeColumn.of("court", segments)
    assert column.values == tuple(sorted({value for some in several for values in some for value in values}))
    firsts = [column.values[code] if code != MISSING else None for code in column.codes(segments)]
    assert firsts == [min(values, default=None) for some in several for values in some]


@given(st.lists(VALUES, max_size=4))
def test_whatever_the_values_are_they_ascend_and_are_those_of_the_documents(several: list[list[list[str]]]) -> None:
    _require_plain(several)


def test_one_very_long_value_takes_no_room_for_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_MOST_PADDED", 100)
    _require_plain([[["b"], ["a" * 99]], [["a"], ["b", "c"]]])
