"""Own queries: values, equal where they ask for the same."""

from __future__ import annotations

from whoosh import query

from index.engines.whoosh.executing.beginnings import WordsBeginning
from index.engines.whoosh.executing.quoting import ExactText


def test_two_that_ask_for_the_same_are_one() -> None:
    same, other = ExactText("茶山"), ExactText("茶山", in_title=True)
    assert {ExactText("茶山"), same, other, ExactText("茶山", 2.0)} == {same, other, ExactText("茶山", 2.0)}
    assert same != WordsBeginning("茶山", {})
    assert same != query.Term("body", "茶山")


def test_each_is_a_leaf_that_says_what_it_asks_for() -> None:
    asked = query.And([ExactText("茶山", 2.0), query.Term("body", "法官")])
    assert [type(leaf) for leaf in asked.leaves()] == [ExactText, query.Term]
    assert repr(ExactText("茶山", 2.0)) == "ExactText('茶山', False, boost=2.0)"
