"""Factors: how newness and density weigh, and that each can be left out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from index.article import Article
from index.engines.engine import Ranking
from index.engines.whoosh.executing.factors import (
    DENSITY_WEIGHT,
    HALF_LIFE_DAYS,
    HIGHEST,
    RECENCY_WEIGHT,
    Factors,
    recency_of,
)
from index.query import QueryError
from index.searching import FACTORS, Library, SearchRequest

OpenLibrary = Callable[..., Library]
TEXT = "茶山的板凳搬到了田边。"
FACTS = "全年审结案件96件，结案率97.5%，调解成功58件，同比上升3.2个百分点。" * 3


def test_recency_halves_with_the_years_and_is_nought_without_a_date() -> None:
    found = recency_of(["2025-01-01T08:00:00", "2020-01-02", "", "2025-13-45"])
    assert found.dtype == np.float32
    assert found.tolist() == [1.0, pytest.approx(0.5 ** (1826 / HALF_LIFE_DAYS)), 0.0, 0.0]
    assert recency_of([]).tolist() == []


def test_each_factor_adds_its_share_and_can_be_off() -> None:
    factors = Factors(np.array([1, 0.5], np.float32), np.array([0, 1], np.float32))
    both = [1 + RECENCY_WEIGHT, 1 + RECENCY_WEIGHT / 2 + DENSITY_WEIGHT]
    assert factors.by(Ranking()).tolist() == pytest.approx(both)
    assert factors.by(Ranking(recency=False)).tolist() == pytest.approx([1, 1 + DENSITY_WEIGHT])
    assert factors.by(Ranking(recency=False, density=False)).tolist() == [1, 1]


def test_no_factor_is_above_the_highest() -> None:
    ones = np.ones(2, np.float32)
    assert Factors(ones, ones).by(Ranking()).tolist() == pytest.approx([HIGHEST, HIGHEST])


def _scores(library: Library, query: str, *without: str) -> list[float]:
    hits = library.search(SearchRequest(query=query, group="none", without=without), budget=60.0).hits
    return [hit.score for hit in sorted(hits, key=lambda hit: hit.url)]


def test_of_two_equals_the_newer_comes_first_unless_newness_is_left_out(library: OpenLibrary) -> None:
    old, new = (Article(url=f"http://a.example/{year}", body=TEXT, published=f"{year}-01-01") for year in (2015, 2025))
    opened = library(old, new)
    assert len(set(_scores(opened, "板凳"))) == 2
    assert len(set(_scores(opened, "板凳", "recency"))) == 1


def test_each_factor_can_be_left_out_and_no_other(library: OpenLibrary) -> None:
    bodies = (TEXT + FACTS, TEXT + "板凳不说一个数。" * 15)
    opened = library(*(Article(url=f"http://a.example/{n}", body=body) for n, body in enumerate(bodies)))
    question = "茶山的板凳怎样搬到海港的田边"
    plain = _scores(opened, question, *FACTORS)
    for factor in ("density", "pairs"):
        others = [name for name in FACTORS if name != factor]
        assert _scores(opened, question, *others)[0] > plain[0]
    with pytest.raises(QueryError, match="What may be left out is recency, density, pairs, not “luck”"):
        SearchRequest(without=("luck",))
