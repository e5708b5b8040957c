"""Walking: Whoosh's own matchers with what was found of our leaves, and never for longer than allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_segments import PlainDocument, segments_of
from vanilla_whoosh import scores_of, searcher_of
from whoosh import query
from whoosh.searching import Searcher

from index.engines.whoosh.executing.deadline import Deadline, OutOfTime
from index.engines.whoosh.executing.matches import NONE, Listed
from index.engines.whoosh.executing.ownquery import OwnQuery
from index.engines.whoosh.executing.quoting import ExactText
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.walking import walked

WRITTEN = [[PlainDocument(url, {"body": [(word, 0)]}) for url, word in zip("abc", ("法官", "法院", "茶"), strict=True)]]
LATER = Deadline(3600)


@pytest.fixture
def searcher(tmp_path: Path) -> Iterator[Searcher]:
    with searcher_of(tmp_path, WRITTEN) as searcher:
        yield searcher


@pytest.fixture
def segment(searcher: Searcher) -> Segment:
    (segment,) = segments_of(WRITTEN)
    return replace(segment, searcher=searcher.leaf_searchers()[0][0])


def _last(_: OwnQuery) -> Listed:
    return Listed(np.array([2], np.uint16), np.array([3], np.float32), 2.0)


def test_every_match_has_the_score_of_whoosh(searcher: Searcher, segment: Segment) -> None:
    asked = query.Wildcard("body", "法*")
    found = walked(asked, segment, LATER, _last)
    assert found.docs.tolist() == [0, 1]
    assert found.scores.tolist() == pytest.approx([*scores_of(searcher, asked).values()])


def test_a_leaf_of_our_own_brings_its_documents_and_scores(segment: Segment) -> None:
    asked = query.Or([query.Wildcard("body", "法官*"), ExactText("茶")])
    found = walked(asked, segment, LATER, _last)
    assert found.docs.tolist() == [0, 2]
    assert found.scores[1] == 6.0
    assert not len(walked(ExactText("茶"), segment, LATER, lambda _: NONE).docs)


def test_the_walk_ends_with_the_time(segment: Segment) -> None:
    with pytest.raises(OutOfTime):
        walked(query.Wildcard("body", "法*"), segment, Deadline(-1), _last)
