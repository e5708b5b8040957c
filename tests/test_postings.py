"""The postings of one term as Whoosh steps through them."""

from __future__ import annotations

import numpy as np
import pytest
from whoosh import formats, scoring
from whoosh.matching import ReadTooFar

from index.engines.whoosh.segments.inverting import inverted_words
from index.engines.whoosh.segments.postings import ArrayMatcher, term_info

# Documents 0, 2 and 3 have the term, the last one three hundred times.
COUNTS = np.array([2, 0, 1, 300], np.uint32)
WORDS = inverted_words(
    (b"x",), np.zeros(303, np.uint32), np.concatenate([[3, 7, 5], np.arange(300)]).astype(np.uint16), COUNTS
)


@pytest.fixture
def matcher() -> ArrayMatcher:
    return ArrayMatcher(WORDS, 0, formats.Positions(), ("text", b"x"), scoring.WeightScorer(300))


def test_documents_come_one_after_another(matcher: ArrayMatcher) -> None:
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight(), matcher.value_as("positions")))
        matcher.next()
    assert found == [(0, 2.0, [3, 7]), (2, 1.0, [5]), (3, 300.0, list(range(300)))]
    with pytest.raises(ReadTooFar):
        matcher.next()


@pytest.mark.parametrize(("target", "reached"), [(0, 0), (1, 2), (3, 3)])
def test_it_skips_to_the_first_document_that_is_not_before(matcher: ArrayMatcher, target: int, reached: int) -> None:
    matcher.skip_to(target)
    assert matcher.id() == reached


def test_beyond_the_last_document_it_is_over(matcher: ArrayMatcher) -> None:
    matcher.skip_to(4)
    assert not matcher.is_active()
    assert not matcher.replace().is_active()
    with pytest.raises(ReadTooFar):
        matcher.skip_to(5)
    matcher.reset()
    assert matcher.id() == 0


def test_a_copy_goes_its_own_way(matcher: ArrayMatcher) -> None:
    matcher.next()
    copy = matcher.copy()
    copy.next()
    assert (matcher.id(), copy.id()) == (2, 3)
    assert list(matcher.all_ids()) == [2, 3]


def test_values_are_encoded_as_the_format_has_them(matcher: ArrayMatcher) -> None:
    assert formats.Positions().decode_positions(matcher.value()) == [3, 7]
    frequency = ArrayMatcher(WORDS, 0, formats.Frequency(), ("text", b"x"))
    assert formats.Frequency().decode_frequency(frequency.value()) == 2
    assert ArrayMatcher(WORDS, 0, formats.Existence(), ("text", b"x")).value() == b""


def test_it_is_one_block(matcher: ArrayMatcher) -> None:
    assert matcher.skip_to_quality(299.0) == 0
    assert matcher.id() == 0
    assert matcher.skip_to_quality(300.0) == 1
    assert not matcher.is_active()


def test_what_is_known_of_the_term_is_of_all_its_documents() -> None:
    info = term_info(WORDS, 0)
    assert (info.weight(), info.doc_frequency(), info.max_weight()) == (303.0, 3, 300.0)
    assert (info.min_id(), info.max_id(), info.min_length(), info.max_length()) == (0, 3, 1, 302)
