"""Questions: when one part of a query is enough, and which parts there are."""

from __future__ import annotations

import pytest

from index.query import And, Dates, Filter, Or, Query, Question, Quotation, Word, parse
from index.query.aliases import widened
from index.query.questions import with_any_part, word_count
from index.query.tree import Node
from index.text.analyzer import Analyzer

COURT, JUDGE = Word("法院"), Word("法官")


def _any_part(text: str, analyzer: Analyzer) -> Node | None:
    typed = parse(text, analyzer)
    return with_any_part(typed, typed, analyzer).tree


def test_any_part_of_a_short_query_may_do(analyzer: Analyzer) -> None:
    assert _any_part("法院 法官", analyzer) == Or((COURT, JUDGE))


def test_filters_stay(analyzer: Analyzer) -> None:
    years = Dates("2019-01-01", "2019-12-31")
    assert _any_part("法院 法官 year:2019", analyzer) == And((Or((COURT, JUDGE)), years))
    long = _any_part("茶山上的法官怎样办案？ kind:经验做法", analyzer)
    assert isinstance(long, And)
    assert isinstance(long.parts[0], Question)
    assert long.parts[1] == Filter("kind", "经验做法")


@pytest.mark.parametrize("text", ["法官茶山", "法院", "“茶山上的法官怎样办案”", ""])
def test_a_name_or_quotation_is_asked_as_a_whole(analyzer: Analyzer, text: str) -> None:
    assert _any_part(text, analyzer) == parse(text, analyzer).tree


def test_what_was_combined_by_hand_stays(analyzer: Analyzer) -> None:
    assert _any_part("茶山上的法官怎样办案 -海港", analyzer) == parse("茶山上的法官怎样办案 -海港", analyzer).tree


def test_every_word_of_a_long_text_is_a_part_and_its_neighbours_are_pairs(analyzer: Analyzer) -> None:
    asked = _any_part("人民法院的茶山法官，怎样办案？", analyzer)
    assert isinstance(asked, Question)
    words = [word.text for word in asked.words]
    assert words[:4] == ["人民法院", "人民", "法院", "的"]
    assert "办案" in words
    assert ("院的" in asked.pairs, "官怎" in asked.pairs, "民法" in asked.pairs) == (True, False, True)


def test_titles_and_quotations_within_a_long_text_stay_parts_of_their_own(analyzer: Analyzer) -> None:
    asked = _any_part("茶山上的法官怎样办案 title:海港 “板凳”", analyzer)
    assert isinstance(asked, Or)
    assert asked.parts[1:] == (Word("海港", in_title=True), Quotation("板凳"))


def test_a_text_with_marks_inside_is_asked_by_its_words_but_a_quotation_by_hand_is_not(analyzer: Analyzer) -> None:
    typed = parse("法官/书记员怎样办案", analyzer)
    assert isinstance(typed.tree, Quotation)
    asked = with_any_part(typed, typed, analyzer, quoted=False).tree
    assert isinstance(asked, Or)
    assert isinstance(asked.parts[0], Question)
    assert "书记员" in {word.text for word in asked.parts[0].words}
    assert asked.parts[1:] == (typed.tree,)
    assert with_any_part(typed, typed, analyzer, quoted=True) == typed


def test_the_words_of_a_quotation_within_a_question_are_parts_too(analyzer: Analyzer) -> None:
    asked = _any_part("“茶山法庭”的法官怎样办案", analyzer)
    assert isinstance(asked, Or)
    assert isinstance(asked.parts[0], Question)
    assert "法庭" in {word.text for word in asked.parts[0].words}


def test_other_names_that_were_added_stay_parts(analyzer: Analyzer) -> None:
    typed = parse("诉服中心 茶山上的法官怎样办案", analyzer)
    query, also = widened(typed, analyzer)
    asked = with_any_part(query, typed, analyzer).tree
    assert isinstance(asked, Or)
    assert {getattr(part, "text", "") for part in asked.parts} >= set(also)


def test_words_in_quotation_marks_are_not_counted(analyzer: Analyzer) -> None:
    assert word_count(parse("法院 “法官茶山” title:海港", analyzer)) == 1
    assert word_count(Query(None)) == 0


def test_a_question_shows_its_words_but_the_lone_characters(analyzer: Analyzer) -> None:
    asked = _any_part("茶山法庭的法官怎样办案", analyzer)
    assert isinstance(asked, Question)
    shown = {getattr(leaf, "text", "") for leaf in Query(asked).leaves()}
    assert "茶山" in shown
    assert "的" not in shown
