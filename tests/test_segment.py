"""A segment: its terms, their true frequencies, and the scores that BM25F gives them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.matches import Listed, Spread
from index.engines.whoosh.executing.segment import K1, B, Segment, Statistics, frequencies, occurrences
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels

TEA, SEA = "茶".encode(), "海".encode()


def _body(url: str, words: str) -> PlainDocument:
    return PlainDocument(url, {"body": [(word, place) for place, word in enumerate(words)]})


@pytest.fixture
def segments() -> list[Segment]:
    """The first has a word more often than a byte can count."""
    others = [_body(f"{number}", "山") for number in range(8)]
    return segments_of([[_body("a", "茶" * 300), _body("b", "茶海"), *others], [_body("c", "海")]])


@pytest.fixture(params=AVAILABLE, ids=lambda kernels: kernels.NAME)
def kernels(request: pytest.FixtureRequest) -> Kernels:
    chosen: Kernels = request.param
    return chosen


def test_statistics_are_those_of_all_segments(segments: list[Segment]) -> None:
    statistics = segments[1].statistics
    assert statistics.documents == 11
    assert statistics.average_lengths["body"] == pytest.approx(311 / 11)
    assert statistics.idf(2) == pytest.approx(math.log(11 / 3) + 1)
    assert Statistics.of([]).documents == 0


def test_a_term_has_a_number_a_frequency_and_places(segments: list[Segment], kernels: Kernels) -> None:
    number = segments[0].term_number("body", TEA, kernels)
    assert segments[0].frequency("body", number) == 2
    assert (segments[1].term_number("body", TEA, kernels), segments[1].frequency("body", -1)) == (-1, 0)
    assert segments[0].term_number("no such field", TEA, kernels) == -1
    words = segments[0].arrays.words["body"]
    assert frequencies(words, number).tolist() == [300, 1]
    docs, freqs, before, places = occurrences(words, number)
    assert (docs.tolist(), freqs.tolist(), before.tolist()) == ([0, 1], [300, 1], [0])
    assert places.tolist() == [*range(300), 0]


def test_a_rare_term_is_a_list_and_a_common_one_a_spread(segments: list[Segment], kernels: Kernels) -> None:
    first, second = segments
    listed = first.scored("body", first.term_number("body", TEA, kernels), 2.0, kernels)
    assert isinstance(listed, Listed)
    norm = K1 * (1 - B + B * 2 / (311 / 11))
    assert listed.docs.tolist() == [0, 1]
    assert listed.scores[1] == pytest.approx(2.0 * (K1 + 1) / (1 + norm))
    assert 2.0 * (K1 + 1) > listed.scores[0] > listed.scores[1]
    spread = second.scored("body", second.term_number("body", SEA, kernels), 2.0, kernels)
    assert isinstance(spread, Spread)
    assert spread.mask.tolist() == [1]
    assert not len(first.scored("body", -1, 2.0, kernels)[0])


def test_a_segment_with_another_column_is_another_one(segments: list[Segment]) -> None:
    column = segments[0].arrays.columns["url"]
    told = segments[0].with_column("form", column)
    assert told.arrays.columns["form"] is column
    assert "form" not in segments[0].arrays.columns
    assert np.shares_memory(told.arrays.words["body"].docs, segments[0].arrays.words["body"].docs)
