"""Side by side: sentences of several courts on one brand, with the words in common marked and nothing lost."""

from __future__ import annotations

import pytest
from conftest import OpenLibrary
from small_brands import ADOPTED, FOUNDED, GROWN, HILL, RIVER, told

from index.ledgers.desk import Desk
from index.ledgers.sidebyside import SHORTEST_SHARED, CourtWords

COPIED = told(RIVER, "2020-01-05", "武平法院“竹排法庭”把国徽挂到竹排上开庭，村民都说方便。", title="武平的“竹排法庭”")


def shown(desk: Desk) -> tuple[CourtWords, ...]:
    return desk.side_by_side(desk.brand("竹排法庭"))


def test_the_earliest_court_stands_first_and_every_sentence_is_whole(library: OpenLibrary) -> None:
    hill, river = shown(Desk(library(FOUNDED, GROWN, COPIED)))
    assert (hill.court, river.court) == (HILL, RIVER)
    sentences = ["".join(text for text, _ in passage.pieces) for passage in (*hill.passages, *river.passages)]
    assert all(
        sentence in f"{FOUNDED.title}{FOUNDED.body}{GROWN.title}{GROWN.body}{COPIED.title}{COPIED.body}"
        for sentence in sentences
    )


def test_words_in_common_are_marked_at_both_courts(library: OpenLibrary) -> None:
    for words in shown(Desk(library(FOUNDED, COPIED))):
        marked = {text for passage in words.passages for text, is_shared in passage.pieces if is_shared}
        assert any("国徽挂到竹排上开庭" in text for text in marked)
        assert all(len(text) >= SHORTEST_SHARED for text in marked)


def test_the_name_alone_is_nothing_in_common(library: OpenLibrary) -> None:
    pieces = [
        piece for words in shown(Desk(library(FOUNDED, ADOPTED))) for each in words.passages for piece in each.pieces
    ]
    assert pieces
    assert not any(is_shared for _, is_shared in pieces)


def test_one_court_alone_has_nothing_beside_it(library: OpenLibrary) -> None:
    assert shown(Desk(library(FOUNDED, GROWN))) == ()


@pytest.mark.parametrize("shows", ["snippet"])
def test_a_text_that_may_not_be_shown_is_left_out(library: OpenLibrary, shows: str) -> None:
    library(COPIED, show=shows)
    assert shown(Desk(library(FOUNDED))) == ()
