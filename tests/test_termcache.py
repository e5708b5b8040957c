"""The term cache: a term is looked up once, and the first ones asked for make room."""

from __future__ import annotations

import pytest
from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.matches import Answer, as_list, docs_of
from index.engines.whoosh.executing.termcache import TermCache
from index.engines.whoosh.kernels import AVAILABLE, CHOSEN
from index.engines.whoosh.kernels.contract import Kernels

BATCHES = [
    [PlainDocument("a", {"body": [("茶", 0)]}), PlainDocument("b", {"body": [("海", 0)]})],
    [PlainDocument("c", {"body": [("茶", 0), ("茶", 1)]})],
]


def test_a_term_has_a_number_in_every_segment_that_has_it() -> None:
    segments = segments_of(BATCHES)
    cache = TermCache(segments, CHOSEN)
    tea, sea = (cache.term("body", word.encode()) for word in "茶海")
    assert (sea.numbers[1], tea.numbers[1]) == (-1, 0)
    assert tea.idf < sea.idf
    found = [cache.scored("body", "海".encode(), segment) for segment in segments]
    assert [docs_of(matches, CHOSEN).tolist() for matches in found] == [[1], []]
    assert cache.term("body", "茶".encode()) is tea


def test_what_was_asked_for_first_is_forgotten_first() -> None:
    segments = segments_of(BATCHES)
    cache = TermCache(segments, CHOSEN, most_bytes=1200)
    first = cache.term("body", "茶".encode())
    for word in "海山":
        cache.scored("body", word.encode(), segments[0])
    assert cache.term("body", "茶".encode()) is not first


def test_who_asks_for_a_term_again_gets_an_outline_if_the_kernels_have_any() -> None:
    segments = segments_of(BATCHES)
    cache = TermCache(segments, CHOSEN)
    once, again, third = (cache.scored("body", "茶", segments[0]) for _ in range(3))
    assert once.outline is None
    assert again.scores is not None
    assert again.outline == CHOSEN.outline(again[0], again.scores, segments[0].count)
    assert third is again


@pytest.mark.parametrize("kernels", AVAILABLE, ids=lambda kernels: kernels.NAME)
def test_a_word_in_several_fields_scores_the_same_whenever_it_is_asked_for(kernels: Kernels) -> None:
    """The first time its terms are given as they are, later added up; rare and common ones are kept in other forms."""
    documents = [
        PlainDocument(f"{n}", {"body": [("茶", 0), ("海", 1)][: n % 7], "title": [("海", 0)]}) for n in range(99)
    ]
    (segment,) = segments_of([documents])
    for word in "茶海山":
        cache = TermCache([segment], kernels)
        asked = [cache.in_fields((("title", word, 5.0), ("body", word, 1.0)), segment) for _ in range(4)]
        listed = [as_list(answer, kernels) for answer in asked]
        assert [some.docs.tolist() for some in listed] == [listed[0].docs.tolist()] * 4
        assert [(some.scores * some.factor).tolist() for some in listed] == [
            pytest.approx(listed[0].scores * listed[0].factor)
        ] * 4
        assert asked[2] is asked[1]


def test_words_make_room_for_others() -> None:
    segments = segments_of(BATCHES)
    cache = TermCache(segments, CHOSEN, most_bytes=4000)

    def ask(word: str) -> Answer:
        return cache.in_fields((("title", word, 5.0), ("body", word, 1.0)), segments[0])

    assert ask("茶") is not ask("茶")
    kept = ask("茶")
    assert ask("茶") is kept
    for word in "海山雪":
        ask(word)
    assert ask("茶") is not kept
