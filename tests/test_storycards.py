"""Cards: what answers, folded by story, in the order of the page."""

from __future__ import annotations

import numpy as np
import pytest
from small_segments import PlainDocument, segments_of

from index.engines.engine import DATE, RELEVANCE, Grouping
from index.engines.whoosh.executing.matches import Listed, any_of, mask_of
from index.engines.whoosh.executing.ordering import Order
from index.engines.whoosh.executing.storycards import Cards, Stories
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels

TOLD = {"a": ("2020-01-01", "x"), "b": ("2021-01-01", "y"), "c": ("2022-01-01", "x"), "d": ("2019-01-01", "z")}
SCORES = {"a": 1.0, "b": 2.0, "c": 3.0, "d": 2.0}
DOCUMENTS = [PlainDocument(url, values={"published": (day,), "story": (story,)}) for url, (day, story) in TOLD.items()]
SEGMENTS = segments_of([DOCUMENTS[:2], DOCUMENTS[2:]])
ORDER = Order.of(SEGMENTS)
GROUPING = Grouping(originals=frozenset("c"), retold=frozenset("x"))


@pytest.fixture(params=AVAILABLE, ids=lambda kernels: kernels.NAME)
def kernels(request: pytest.FixtureRequest) -> Kernels:
    chosen: Kernels = request.param
    return chosen


def _cards(kernels: Kernels, stories: Stories | None, sort: str = RELEVANCE) -> Cards:
    both = np.array([0, 1], np.uint16)
    scores = [np.array([SCORES[url] for url in urls], np.float32) for urls in ("ab", "cd")]
    found = [(segment, Listed(both, some)) for segment, some in zip(SEGMENTS, scores, strict=True)]
    return Cards(found, ORDER, kernels, stories, sort)


def _shown(cards: Cards, first: int = 0, count: int = 9) -> list[tuple[str, float]]:
    return [("".join(map(ORDER.url, card.docs)), card.score) for card in cards.shown(first, count)]


def test_each_document_is_a_card_where_stories_are_not_asked_for(kernels: Kernels) -> None:
    cards = _cards(kernels, None)
    assert cards.count == 4
    assert _shown(cards) == [("c", 3.0), ("b", 2.0), ("d", 2.0), ("a", 1.0)]
    assert _shown(_cards(kernels, None, DATE), 1, 2) == [("b", 2.0), ("a", 1.0)]


def test_a_story_is_one_card_led_by_its_original_and_as_good_as_its_best(kernels: Kernels) -> None:
    cards = _cards(kernels, Stories(ORDER, GROUPING, SEGMENTS))
    assert cards.count == 3
    assert _shown(cards) == [("ca", 3.0), ("b", 2.0), ("d", 2.0)]
    assert cards.count == 3
    assert _shown(cards, 1, 1) == [("b", 2.0)]


def test_what_is_not_looked_for_yet_is_folded_alike(kernels: Kernels) -> None:
    """Any of two halves that have one document each."""
    stories = Stories(ORDER, GROUPING, SEGMENTS)
    found = [
        (segment, any_of([Listed(np.array([n], np.uint16), np.array([SCORES[url]], np.float32)) for n, url in told]))
        for segment, told in zip(SEGMENTS, (enumerate("ab"), enumerate("cd")), strict=True)
    ]
    assert _shown(Cards(found, ORDER, kernels, stories, RELEVANCE)) == [("ca", 3.0), ("b", 2.0), ("d", 2.0)]


def test_scores_have_their_factors_whether_or_not_a_story_is_told_again(kernels: Kernels) -> None:
    factors = np.array([1, 1.1, 1, 1.05], np.float32)
    stories = Stories(ORDER, GROUPING, SEGMENTS)
    found = [(segment, Listed(np.array([0, 1], np.uint16), np.array([2, 2], np.float32))) for segment in SEGMENTS]
    for some in (None, stories):
        scores = dict(_shown(Cards(found, ORDER, kernels, some, RELEVANCE, factors)))
        assert {url: score for url, score in scores.items() if url in "bd"} == pytest.approx({"b": 2.2, "d": 2.1})
    assert scores["ca"] == 2.0


def test_a_story_is_as_late_as_what_leads_it(kernels: Kernels) -> None:
    stories = Stories(ORDER, Grouping(originals=frozenset("a"), retold=frozenset("x")), SEGMENTS)
    assert _shown(_cards(kernels, stories, DATE)) == [("b", 2.0), ("ac", 3.0), ("d", 2.0)]


def test_what_is_told_again_and_is_no_original_is_a_repost() -> None:
    stories = Stories(ORDER, GROUPING, SEGMENTS)
    forms = [column.values[int(code)] for column in map(stories.forms, SEGMENTS) for code in column.codes]
    assert [form == forms[0] for form in forms] == [True, False, False, False]
    assert [mask_of(stories.together(segment), 2).tolist() for segment in SEGMENTS] == [[1, 0], [1, 0]]
    alone = [stories.alone(segment) for segment in SEGMENTS]
    assert [None if mask is None else mask.tolist() for mask in alone] == [[0, 1], [0, 1]]


def test_where_no_story_has_others_all_stand_alone() -> None:
    segments = segments_of([DOCUMENTS[:2], DOCUMENTS[3:]])
    stories = Stories(Order.of(segments), Grouping(), segments)
    assert [stories.alone(segment) for segment in segments] == [None, None]


def test_texts_are_one_story_although_no_document_has_the_text_that_it_is_named_by(kernels: Kernels) -> None:
    grouping = Grouping(folds={"y": "w", "z": "w"}, originals=frozenset("bc"), retold=frozenset("w"))
    assert _shown(_cards(kernels, Stories(ORDER, grouping, SEGMENTS))) == [("ca", 3.0), ("bd", 2.0)]
