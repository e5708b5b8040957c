"""Ordering: by score, date or density, those alike the newest first, then by URL."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_segments import PlainDocument, segments_of

from index.engines.engine import DATE, DENSITY, RELEVANCE, Grouping
from index.engines.whoosh.executing.matches import Answer, Listed, Spread
from index.engines.whoosh.executing.ordering import Order
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels

DAYS = {"d": "2020-01-01", "a": "2020-01-01", "b": "2022-01-01", "c": ""}
DENSITIES = ([1, 3], [2, 2])


def _segments() -> list[Segment]:
    documents = [PlainDocument(url, values={"published": (day,)} if day else {}) for url, day in DAYS.items()]
    segments = segments_of([documents[:2], documents[2:]])
    return [
        replace(segment, arrays=replace(segment.arrays, numbers={DENSITY: np.array(some, np.float32)}))
        for segment, some in zip(segments, DENSITIES, strict=True)
    ]


@pytest.mark.parametrize("kernels", AVAILABLE, ids=lambda kernels: kernels.NAME)
@pytest.mark.parametrize(("sort", "urls"), [(RELEVANCE, "cbad"), (DATE, "badc"), (DENSITY, "abcd")])
def test_each_sort_has_its_order_over_all_segments(kernels: Kernels, sort: str, urls: str) -> None:
    segments = _segments()
    order = Order.of(segments)
    found: list[tuple[Segment, Answer]] = [
        (segments[0], Listed(np.array([0, 1], np.uint16), np.array([1, 1], np.float32))),
        (segments[1], Spread(np.ones(2, np.uint8), np.array([1, 2], np.float32))),
    ]
    total, docs, scores = order.best(found, 9, kernels, sort)
    assert total == len(DAYS)
    assert "".join(map(order.url, docs)) == urls
    assert scores == [{"c": 2.0}.get(url, 1.0) for url in urls]
    assert order.best(found, 1, kernels, sort)[1] == docs[:1]
    everything = np.array([0, 1, 2, 3], np.uint32)
    assert "".join(order.url(doc) for doc in order.sorted(everything, np.array([1, 1, 1, 2]), sort).tolist()) == urls


def test_originals_come_first_then_the_oldest_and_what_has_no_date_is_not_old() -> None:
    order = Order.of(_segments())
    is_original = order.originals(Grouping(originals=frozenset(("b", "not there"))))
    assert is_original.tolist() == [False, False, True, False]
    nearness = order.nearness_to_the_origin(is_original)
    assert "".join(order.url(doc) for doc in np.argsort(nearness).tolist()) == "badc"
