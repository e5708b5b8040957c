"""Factors: how newness and density weigh, and that each can be left out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from index.article import Article
from index.engines.engine import Ranking
from index.engines.whoosh.factors import DENSITY, HALF_LIFE_DAYS, RECENCY, factors
from index.query import QueryError
from index.searching import FACTORS, Library, SearchRequest

OpenLibrary = Callable[..., Library]
TEXT = "茶山的板凳搬到了田边。"
FACTS = "全年审结案件96件，结案率97.5%，调解成功58件，同比上升3.2个百分点。" * 3


def test_recency_halves_with_the_years_and_is_nought_without_a_date() -> None:
    days = ["2025-01-01T08:00:00", "2020-01-02", "", "2025-13-45"]
    found = factors(Ranking(density=False), days, [])
    assert found.dtype == np.float32
    assert found == pytest.approx([1 + RECENCY, 1 + RECENCY * 0.5 ** (1826 / HALF_LIFE_DAYS), 1, 1], abs=1e-6)


def test_density_adds_its_share_and_either_can_be_off() -> None:
    days, densities = ["2025-01-01", "2025-01-01"], [1.0, 0.5]
    assert factors(Ranking(recency=False), days, densities) == pytest.approx([1 + DENSITY, 1 + DENSITY / 2])
    assert factors(Ranking(recency=False, density=False), days, densities).tolist() == [1, 1]
    assert factors(Ranking(), [], []).tolist() == []


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
