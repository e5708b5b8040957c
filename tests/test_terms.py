"""Terms in numbers: what they say as words, once for every distinct one, and that they are small."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.terms import Numbering, Term

GAP = 10
PARTS = {"人民法院": ("人民", "法院"), "法官": ()}


def _terms_of(piece: str) -> tuple[str, ...]:
    return () if piece == "，" else (piece, *PARTS.get(piece, ()))


@pytest.fixture
def numbering() -> Numbering:
    return Numbering(_terms_of)


def test_a_word_is_followed_by_its_subwords_at_the_same_position(numbering: Numbering) -> None:
    stream = numbering.stream([["法官", "人民法院"]], GAP)
    assert list(stream.terms(numbering.vocabulary)) == [
        Term("法官", 0),
        Term("人民法院", 1),
        Term("人民", 1),
        Term("法院", 1),
    ]


def test_a_mark_takes_no_position(numbering: Numbering) -> None:
    assert list(numbering.stream([["甲", "，", "乙"]], GAP).positions) == [0, 1]


def test_paragraphs_stand_a_gap_apart_and_say_where_they_begin(numbering: Numbering) -> None:
    stream = numbering.stream([["甲", "乙"], ["，"], ["丙"]], GAP)
    assert list(stream.positions) == [0, 1, 22]
    assert list(stream.starts) == [0, 12, 22]


def test_texts_share_a_vocabulary_in_which_every_term_stands_once(numbering: Numbering) -> None:
    one, other = numbering.stream([["法院", "法官"]], GAP), numbering.stream([["法官", "人民法院"]], GAP)
    assert numbering.vocabulary == ["法院", "法官", "人民法院", "人民"]
    assert (list(one.numbers), list(other.numbers)) == ([0, 1], [1, 2, 3, 0])


def test_a_piece_is_looked_at_once() -> None:
    seen: list[str] = []
    numbering = Numbering(lambda piece: seen.append(piece) or (piece,))  # type: ignore[func-returns-value]
    numbering.stream([["甲", "乙", "甲"], ["甲"]], GAP)
    assert seen == ["甲", "乙"]


def test_the_length_is_that_of_its_terms(numbering: Numbering) -> None:
    assert len(numbering.stream([["人民法院"]], GAP)) == 3
    assert len(numbering.stream([], GAP)) == 0


def test_a_stream_is_eight_bytes_a_term_on_its_way(numbering: Numbering) -> None:
    stream = numbering.stream([["法官"] * 10_000], GAP)
    assert len(pickle.dumps(stream)) < 8 * 10_000 + 500


@given(st.lists(st.lists(st.sampled_from(["人民法院", "法官", "，", "甲"]), max_size=6), max_size=4))
def test_streams_are_what_a_plain_loop_gives(paragraphs: list[list[str]]) -> None:
    numbering = Numbering(_terms_of)
    wanted, position = [], 0
    for pieces in paragraphs:
        for piece in pieces:
            wanted += [Term(term, position) for term in _terms_of(piece)]
            position += piece != "，"
        position += GAP
    assert list(numbering.stream(paragraphs, GAP).terms(numbering.vocabulary)) == wanted


def test_a_large_vocabulary_asks_for_another_one(numbering: Numbering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.text.terms.MOST_WORDS", 3)
    numbering.stream([["人民法院"]], GAP)
    assert numbering.is_full
    assert not Numbering(_terms_of).is_full
