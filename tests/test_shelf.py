"""The shelf: a plan is answered, narrowed, counted and dealt out as one grouping tells."""

from __future__ import annotations

import pytest
from small_segments import PlainDocument, segments_of

from index.engines.engine import ARTICLE, RELEVANCE, STORY, Grouping, Plan
from index.engines.whoosh.executing.deadline import Deadline
from index.engines.whoosh.executing.ordering import Order
from index.engines.whoosh.executing.shelf import Answering, Shelf
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels
from index.query import Filters, Node, Word


def _document(url: str, court: str, story: str, words: str) -> PlainDocument:
    values = {"court": (court,), "story": (story,), "published": ("2020-01-01",)}
    return PlainDocument(url, {"title": [(word, n) for n, word in enumerate(words)]}, values=values)


BATCHES = [
    [_document("a", "甲", "x", "茶茶茶"), _document("b", "乙", "x", "茶"), _document("c", "乙", "y", "海")],
    [_document("d", "甲", "z", "茶海"), _document("c", "乙", "y", "茶海")],
]
SEGMENTS = segments_of(BATCHES)
TEA = Word("茶", in_title=True)
ORDER = Order.of(SEGMENTS)


@pytest.fixture(params=AVAILABLE, ids=lambda kernels: kernels.NAME)
def shelf(request: pytest.FixtureRequest) -> Shelf:
    kernels: Kernels = request.param
    return Shelf(SEGMENTS, ORDER, Grouping(), kernels)


def _answering(
    shelf: Shelf, tree: Node | None, group: str = ARTICLE, budget: float = 60.0, court: tuple[str, ...] = ()
) -> Answering:
    plan = Plan(
        tree=tree,
        filters=Filters(court=court),
        sort=RELEVANCE,
        group=group,
        grouping=Grouping(),
        first=0,
        count=9,
        budget=budget,
    )
    return shelf.found(plan, Deadline(budget))


def _urls(answering: Answering) -> list[str]:
    return ["".join(map(ORDER.url, card.docs)) for card in answering.cards.shown(0, 9)]


def test_what_answers_is_counted_and_dealt_out_and_dropped_documents_are_not(shelf: Shelf) -> None:
    answering = _answering(shelf, TEA)
    assert (answering.total, answering.cards.count) == (4, 4)
    assert sorted(_urls(answering)) == ["a", "b", "c", "d"]
    assert _answering(shelf, None).total == 4


def test_articles_of_a_story_are_one_card(shelf: Shelf) -> None:
    answering = _answering(shelf, TEA, STORY)
    assert (answering.total, answering.cards.count) == (4, 3)
    assert "ab" in _urls(answering)


def test_a_fields_own_filter_is_left_out_of_its_own_counts(shelf: Shelf) -> None:
    answering = _answering(shelf, TEA, court=("甲",))
    assert sorted(_urls(answering)) == ["a", "d"]
    assert answering.facets()["court"].pairs() == (("乙", 2), ("甲", 2))
    assert answering.facets()["kind"].pairs() == ()


def test_nothing_is_found_in_no_time(shelf: Shelf) -> None:
    assert _answering(shelf, TEA, budget=-1.0).total == 0
