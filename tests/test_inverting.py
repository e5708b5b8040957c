"""Inverting: the arrays in which documents are looked up, against a plain reckoning."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from whoosh.util.numeric import length_to_byte

from index.engines.whoosh.segments.inverting import (
    distinct,
    inverted_words,
    length_codes,
    narrow,
    offsets,
    packed_column,
    ranked,
)
from index.engines.whoosh.segments.layout import BLOCK, LARGE, Terms, Words

TERMS = (b"a", b"b", b"c")
documents = st.lists(st.lists(st.sampled_from([0, 1, 2]), max_size=20), min_size=1, max_size=8)


def _inverted(tokens: list[list[int]], positions: list[int] | None = None) -> Words:
    """The arrays of documents whose tokens stand one after another; every term must be there."""
    flat = [token for own in tokens for token in own]
    places = positions or [place for own in tokens for place in range(len(own))]
    counts = np.array([len(own) for own in tokens], np.uint32)
    wide = np.array(places, np.uint32)
    return inverted_words(TERMS, np.array(flat, np.uint32), narrow(wide, max(places, default=0)), counts)


@given(documents)
def test_a_term_has_its_documents_frequencies_and_positions(tokens: list[list[int]]) -> None:
    tokens.append([0, 1, 2])
    words = _inverted(tokens)
    expected: defaultdict[int, dict[int, list[int]]] = defaultdict(dict)
    for docnum, own in enumerate(tokens):
        for place, token in enumerate(own):
            expected[token].setdefault(docnum, []).append(place)
    for number, term in enumerate(TERMS):
        assert words.terms.find(term) == number
        assert words.docs[words.postings(number)].tolist() == list(expected[number])
        assert words.frequencies(number).tolist() == [len(places) for places in expected[number].values()]
        assert words.places(number).tolist() == [place for places in expected[number].values() for place in places]
    assert words.total_length == sum(map(len, tokens))
    assert words.lengths.tolist() == [length_to_byte(len(own)) for own in tokens]


def test_large_frequencies_stand_beside() -> None:
    words = _inverted([[0] * 254 + [1, 2], [0] * 255, [0] * 70_000])
    assert words.freqs[words.postings(0)].tolist() == [254, LARGE, LARGE]
    assert words.frequencies(0).tolist() == [254, 255, 70_000]
    assert words.positions.dtype == np.uint32


def test_positions_take_two_bytes_as_long_as_they_can() -> None:
    assert _inverted([[0, 1, 2]], [0, 1, 65_535]).positions.dtype == np.uint16
    assert _inverted([[0, 1, 2]], [0, 1, 65_536]).positions.tolist() == [0, 1, 65_536]


def test_blocks_say_how_many_positions_stand_before() -> None:
    words = _inverted([[0, 0] if number % 2 else [0] for number in range(3 * BLOCK)] + [[1, 2]])
    assert words.blocks[words.block_starts[0] : words.block_starts[1]].tolist() == [0, 96, 192]
    assert np.diff(words.block_starts).tolist() == [3, 1, 1]


def test_a_field_that_no_document_has_is_empty() -> None:
    words = inverted_words((), np.zeros(0, np.uint32), np.zeros(0, np.uint16), np.zeros(3, np.uint32))
    assert len(words.terms) == 0
    assert words.terms.find(b"a") == -1
    assert words.lengths.tolist() == [0, 0, 0]


def test_a_column_of_single_values_has_a_code_for_each_document() -> None:
    column = packed_column(Terms.of([b"x", b"y"]), np.array([1, 0, 1]), np.array([1, 0]))
    assert column.starts is None
    assert column.codes.tolist() == [1, 2, 0]
    assert column.codes.dtype == np.uint16


def test_a_column_of_several_values_has_them_in_order() -> None:
    column = packed_column(Terms.of([b"x", b"y"]), np.array([2, 0, 1]), np.array([1, 0, 1]))
    assert column.starts is not None
    assert column.starts.tolist() == [0, 2, 2, 3]
    assert column.codes.tolist() == [0, 1, 1]


def test_values_are_ranked() -> None:
    values, rank = ranked([b"b", b"a", b"c"])
    assert (values, rank.tolist()) == ([b"a", b"b", b"c"], [1, 0, 2])


def test_lengths_are_those_of_whoosh() -> None:
    lengths = np.concatenate([np.arange(3000), np.array([106_373, 106_374, 10**6])])
    assert length_codes(lengths).tolist() == [length_to_byte(length) for length in lengths.tolist()]


def test_neighbours_start_where_the_one_before_ends() -> None:
    assert offsets(np.array([2, 0, 3])).tolist() == [0, 2, 2, 5]


def test_different_numbers_are_in_order() -> None:
    assert distinct(np.array([3, 1, 3, 2, 1])).tolist() == [1, 2, 3]
    assert distinct(np.zeros(0, np.uint16)).tolist() == []
