"""Corrections: what is doubted in a query, what takes its place, and what is proposed only where it finds something."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from index.corrections import MOST_TRIED, Corrections, Help, typed_parts, wording_of
from index.query import parse
from index.text.analyzer import Analyzer
from index.vocabulary import Vocabulary

WORDS = (("诉源治理", 9), ("调解", 7), ("板凳", 5))


def corrections(typed: str, analyzer: Analyzer, *, finds: bool = True, standing: Collection[str] = ()) -> Corrections:
    known = Vocabulary.of(WORDS)
    help_at_hand = Help(lambda: known, lambda letters: ["茶山法庭"] if letters == "cs" else [])
    return Corrections(typed, parse(typed, analyzer), help_at_hand, lambda _: finds, lambda text: text in standing)


@pytest.mark.parametrize(
    ("typed", "better"), [("诉原治理", "诉源治理"), ("tiaojie", "调解"), ("cs", "茶山法庭"), ("板凳", None), ("", None)]
)
def test_what_sounds_or_looks_like_a_word_of_the_index_may_be_meant(
    analyzer: Analyzer, typed: str, better: str | None
) -> None:
    assert corrections(typed, analyzer, standing=("茶山法庭",)).first(0) == better


def test_what_stands_in_a_text_is_not_doubted(analyzer: Analyzer) -> None:
    assert corrections("诉原治理", analyzer, standing=("诉原治理",)).first(0) is None


def test_where_enough_is_found_only_lone_characters_are_doubted(analyzer: Analyzer) -> None:
    assert corrections("tiaojie", analyzer).first(0) == "调解"
    assert corrections("tiaojie", analyzer).first(3) is None


def test_what_finds_nothing_is_not_proposed_and_not_looked_for_long(analyzer: Analyzer) -> None:
    tried: list[str] = []
    doubting = corrections("tiaojie 诉原治理 bandeng 调接", analyzer)
    barren = Corrections(doubting.typed, doubting.query, doubting.help_at_hand, tried.append, doubting.stands)  # type: ignore[arg-type]
    assert barren.first(0) is None
    assert len(tried) == MOST_TRIED


def test_the_pieces_of_a_query_are_told_as_they_were_typed(analyzer: Analyzer) -> None:
    parts = typed_parts(parse("板凳 “茶山” court:青榕 -计划", analyzer).tree)
    assert [wording_of(part) for part in parts] == ["板凳", "茶山", "法院：青榕"]
