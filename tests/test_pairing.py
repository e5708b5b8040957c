"""Pairs: what two neighbouring characters add to the score of a long question."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from index.article import Article
from index.document import analysed, document_of
from index.engines.engine import ARTICLE, RELEVANCE, Grouping, Plan
from index.engines.whoosh.executing.pairing import B, PairText
from index.engines.whoosh.executing.segment import K1
from index.engines.whoosh.executing.translation import PAIR_WEIGHT
from index.engines.whoosh.reader import WhooshReader
from index.engines.whoosh.writer import WhooshWriter, create
from index.query import Filters, Question, Word
from index.text.analyzer import Analyzer

WITH, WITHOUT = "茶山法庭。", "茶庭山法。"


@pytest.fixture
def reader(tmp_path: Path, analyzer: Analyzer) -> WhooshReader:
    """Two texts of the same characters and length, and a third."""
    create(tmp_path / "index")
    articles = [Article(url=f"http://a.example/{n}", body=body) for n, body in enumerate((WITH, WITHOUT, "海港。"))]
    WhooshWriter(tmp_path / "index").write(analysed(document_of(article), analyzer) for article in articles)
    return WhooshReader(tmp_path / "index")


def _scores(reader: WhooshReader, *words: str, pairs: tuple[str, ...] = ()) -> dict[str, float]:
    tree = Question(tuple(map(Word, words)), pairs)
    plan = Plan(
        tree=tree,
        filters=Filters(),
        sort=RELEVANCE,
        group=ARTICLE,
        grouping=Grouping(),
        first=0,
        count=9,
        budget=60.0,
    )
    return {found.view["url"][-1]: found.score for found in reader.answer(plan).found}


def test_a_pair_adds_to_what_has_a_word_and_finds_nothing_by_itself(reader: WhooshReader) -> None:
    assert set(_scores(reader, "海港", pairs=("法庭",))) == {"2"}
    assert set(_scores(reader, "没有", pairs=("法庭",))) == set()


def test_a_pair_scores_as_a_word_that_stands_once(reader: WhooshReader) -> None:
    with_pair, bare = _scores(reader, "茶山", "法", "山", pairs=("法庭",)), _scores(reader, "茶山", "法", "山")
    added = with_pair["0"] - bare["0"]
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    longest, shortest = K1 * (1 - B + B * 3), K1 * (1 - B)
    assert PAIR_WEIGHT * idf * (K1 + 1) / (1 + longest) < added < PAIR_WEIGHT * idf * (K1 + 1) / (1 + shortest)
    assert with_pair["1"] == bare["1"]


def test_a_pair_is_told_by_its_text_and_weight() -> None:
    assert PairText("法庭") == PairText("法庭")
    assert len({PairText("法庭"), PairText("法庭", 0.5), PairText("庭审")}) == 3
    assert "法庭" in repr(PairText("法庭"))
