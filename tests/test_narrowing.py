"""Narrowing: what passes the filters of a question, and all but one of them."""

from __future__ import annotations

from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.narrowing import MOST_KEPT, Narrowed, Narrowing
from index.query import Filters

COURT, OTHER = "青榕县人民法院", "临沚市人民法院"
BATCHES = [
    [
        PlainDocument("a", values={"court": (COURT,), "kind": ("新闻",), "published": ("2020-05-06",)}),
        PlainDocument("b", values={"court": (OTHER,), "kind": ("新闻",), "published": ("2021-05-06",)}),
    ],
    [PlainDocument("c", values={"court": (COURT,), "kind": ("其他",)}), PlainDocument("b")],
]


def test_without_filters_only_dropped_documents_do_not_pass() -> None:
    first, second = Narrowing(segments_of(BATCHES)).by(Filters())
    assert first.passing is not None
    assert first.passing.tolist() == [1, 0]
    assert second.passing is None


def test_all_filters_have_to_be_passed_and_a_fields_own_can_be_left_out() -> None:
    first, second = Narrowing(segments_of([BATCHES[0], BATCHES[1][:1]])).by(
        Filters(court=(COURT,), date_from="2021-01-01")
    )
    assert [_passing(narrowed, None) for narrowed in (first, second)] == [[0, 0], [0]]
    assert [_passing(narrowed, "court") for narrowed in (first, second)] == [[0, 1], [0]]
    assert first.besides("kind") is first.passing


def _passing(narrowed: Narrowed, besides: str | None) -> list[int]:
    mask = narrowed.besides(besides)
    assert mask is not None
    passing: list[int] = mask.tolist()
    return passing


def test_what_was_asked_for_is_kept_until_too_much_else_was() -> None:
    narrowing = Narrowing(segments_of(BATCHES))
    known = narrowing.by(Filters(court=(COURT,)))
    assert narrowing.by(Filters(court=(COURT,))) is known
    for number in range(MOST_KEPT):
        narrowing.by(Filters(court=(str(number),)))
    assert narrowing.by(Filters(court=(COURT,))) is not known
