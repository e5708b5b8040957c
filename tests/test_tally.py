"""The tally of a ledger: totals and counts are those of its rows, each field heeding all filters but its own."""

from __future__ import annotations

from collections import Counter

import pytest
from conftest import OpenLibrary
from small_brands import ALL, HILL

from index.ledgers.desk import LEDGERS, Desk
from index.ledgers.matter import Matter
from index.query import Filters


@pytest.fixture
def desk(library: OpenLibrary) -> Desk:
    return Desk(library(*ALL))


@pytest.mark.parametrize("name", LEDGERS)
def test_the_total_is_that_of_the_rows(desk: Desk, name: str) -> None:
    for filters in (Filters(), Filters(year=("2016", "2018")), Filters(court=(HILL,), province=("福建",))):
        assert desk.tally(name, filters).total == len(list(desk.ledger(name, filters)))


def test_a_field_counts_what_its_other_values_would_give(desk: Desk) -> None:
    chosen = desk.tally("figures", Filters(year=("2016",)), Matter(classes=("done",)))
    done = Counter((row["published"] or "")[:4] for row in desk.ledger("figures") if row["status"] == "done")
    assert dict(chosen.counts["year"]) == dict(done)
    assert dict(chosen.counts["province"]) == {"福建": chosen.total}


def test_words_and_classes_narrow_rows_and_tally_alike(desk: Desk) -> None:
    matter = Matter("联络员", ("done",))
    rows = list(desk.ledger("figures", matter=matter))
    assert {row["number"] for row in rows} == {"36", "128"}
    assert desk.tally("figures", Filters(), matter).total == 2
    assert list(desk.ledger("figures", matter=Matter("联络员", ("planned",)))) == []


def test_what_is_told_again_is_counted_once(desk: Desk) -> None:
    assert desk.tally("honours", Filters()).total == 1


def test_a_tally_follows_the_index(library: OpenLibrary) -> None:
    desk = Desk(library(ALL[1]))
    before = desk.tally("figures", Filters()).total
    desk = Desk(library(ALL[2]))
    assert desk.tally("figures", Filters()).total > before
