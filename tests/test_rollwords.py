"""Words of codes: no row of a ledger has a code that a table cannot say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_ledgers import filled
from small_rolls import ROLLS, roll_of

from index.datafolder import DataFolder
from index.ledgers.desk import Desk
from index.ledgers.rollwords import WORDS
from index.searching import Library


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Library.open(DataFolder(filled())) as library:
        yield Desk(library)


@pytest.mark.parametrize("name", ROLLS)
def test_every_code_of_every_ledger_has_a_word(desk: Desk, name: str) -> None:
    for row in roll_of(desk, name).rows:
        for field, words in WORDS.items():
            told = row.get(field) or ()
            assert {*((told,) if isinstance(told, str) else told)} <= {*words}


def test_a_word_is_no_code() -> None:
    assert not [word for words in WORDS.values() for word in words.values() if word.isascii()]
