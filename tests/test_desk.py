"""The desk: it answers from the generation that serves, and says in one sentence why where it cannot."""

from __future__ import annotations

import pytest
from conftest import Keep, OpenLibrary
from small_brands import FOUNDED, GROWN

from index import building
from index.datafolder import DataFolder
from index.generations import Generations, IndexMissing, IndexOutdated
from index.ledgers.desk import LEDGERS, Desk
from index.searching import Library


def test_what_comes_later_is_seen(library: OpenLibrary, folder: DataFolder, keep: Keep) -> None:
    desk = Desk(library(FOUNDED))
    assert len(desk.brand("竹排法庭").uses) == 1
    keep(GROWN)
    building.rebuild(folder, lambda *_: None)
    assert len(desk.brand("竹排法庭").uses) == 2


def test_an_empty_corpus_has_empty_ledgers(library: OpenLibrary) -> None:
    desk = Desk(library())
    assert desk.brands() == []
    assert [list(desk.ledger(name)) for name in LEDGERS] == [[], [], []]
    assert not desk.check("竹排法庭").is_taken


def test_without_an_index_or_its_ledgers_the_operator_is_told(folder: DataFolder, keep: Keep) -> None:
    keep(FOUNDED)
    with Library.open(folder) as library, pytest.raises(IndexMissing):
        Desk(library).brands()
    building.update(folder, lambda *_: None)
    (Generations(folder.index).current() / "ledgers.sqlite").unlink()
    with Library.open(folder) as library, pytest.raises(IndexOutdated):
        list(Desk(library).ledger("firsts"))
