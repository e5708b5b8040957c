"""What a ledger is narrowed to: classes that its rows can have, in any script, and words that have an end."""

from __future__ import annotations

import pytest

from index.ledgers.matter import LONGEST_WORDS, Matter, matter_of
from index.query import QueryError


def test_classes_are_those_of_the_ledger() -> None:
    assert matter_of("firsts", "", ("全省", "全國")) == Matter("", ("全省", "全国"))
    assert matter_of("figures", "案件", ("planned",)) == Matter("案件", ("planned",))


@pytest.mark.parametrize(("ledger", "value"), [("firsts", "全村"), ("figures", "全省"), ("figures", "计划")])
def test_a_class_that_no_row_has_is_refused(ledger: str, value: str) -> None:
    with pytest.raises(QueryError, match=rf"“{value}”.*\.$"):
        matter_of(ledger, "", (value,))


def test_words_have_an_end() -> None:
    with pytest.raises(QueryError, match=r"not 61\.$"):
        matter_of("honours", "字" * (LONGEST_WORDS + 1), ())
