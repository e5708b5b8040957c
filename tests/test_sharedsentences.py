"""Shared sentences: known where three courts have them, whatever their names and numbers."""

from __future__ import annotations

from dataclasses import replace

from conftest import OpenLibrary
from small_brands import ALIKE

from index.document import document_of
from index.ledgers.desk import Desk


def test_what_three_courts_say_is_shared_and_what_one_says_is_not(library: OpenLibrary) -> None:
    (shared,) = Desk(library(*ALIKE)).shared_sentences(document_of(ALIKE[0]))
    assert (shared.line, shared.start, shared.courts) == (1, 0, 3)
    assert ALIKE[0].body.split("\n")[0][shared.start : shared.end] == shared.text
    assert ALIKE[0].body.split("\n")[0][shared.start : shared.end].endswith("受理案件197件。")


def test_reposts_are_no_further_courts(library: OpenLibrary) -> None:
    copies = [replace(ALIKE[0], url=f"http://portal.example/{number}") for number in range(3)]
    assert Desk(library(ALIKE[0], *copies)).shared_sentences(document_of(ALIKE[0])) == ()


def test_of_a_text_that_is_not_to_be_shown_no_sentence_is(library: OpenLibrary) -> None:
    assert Desk(library(*ALIKE)).shared_sentences(document_of(ALIKE[0], show="snippet")) == ()
