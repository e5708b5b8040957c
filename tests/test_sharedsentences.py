"""Shared sentences: known where three courts have them, whatever their names and numbers."""

from __future__ import annotations

from dataclasses import replace

from conftest import OpenLibrary
from small_brands import HILL, LAKE, RIVER, told

from index.document import document_of
from index.ledgers.desk import Desk

PHRASE = "始终坚持司法为民、公正司法工作主线，努力让人民群众在每一个案件中感受到公平正义"
TEXTS = tuple(
    told(
        court,
        f"2020-0{number}-01",
        f"{court}{PHRASE}，受理案件{number}97件。\n{court[:2]}的竹子第{'三四五'[number - 1]}次开了花，谁也没有见过。",
    )
    for number, court in enumerate((HILL, RIVER, LAKE), start=1)
)


def test_what_three_courts_say_is_shared_and_what_one_says_is_not(library: OpenLibrary) -> None:
    (shared,) = Desk(library(*TEXTS)).shared_sentences(document_of(TEXTS[0]))
    assert (shared.line, shared.start, shared.courts) == (1, 0, 3)
    assert TEXTS[0].body.split("\n")[0][shared.start : shared.end].endswith("受理案件197件。")


def test_reposts_are_no_further_courts(library: OpenLibrary) -> None:
    copies = [replace(TEXTS[0], url=f"http://portal.example/{number}") for number in range(3)]
    assert Desk(library(TEXTS[0], *copies)).shared_sentences(document_of(TEXTS[0])) == ()
