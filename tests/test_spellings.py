"""Spellings: a brand is written as most articles write it."""

from __future__ import annotations

from conftest import OpenLibrary

from index.article import Article
from index.ledgers.spellings import Spellings


def told(number: int, name: str) -> Article:
    body = f"青榕法院打造“{name}”普法品牌，第{number}回走进村里，讲了{number}件案子的来龙去脉。"
    return Article(url=f"http://{number}.example/", title=f"第{number}回下乡记", body=body, court="青榕县人民法院")


def test_a_brand_is_written_as_most_articles_write_it_and_the_shorter_way_of_two(library: OpenLibrary) -> None:
    names = ("知·行·健", "知·行·健", "知行健", "茶桌夜话", "茶桌·夜话")
    opened = library(*(told(number, name) for number, name in enumerate(names)))
    spellings = Spellings(opened.serving())
    assert spellings.of(["知行健", "茶桌夜话"]) == {"知行健": "知·行·健", "茶桌夜话": "茶桌夜话"}


def test_what_no_ledger_knows_is_its_own_spelling(library: OpenLibrary) -> None:
    spellings = Spellings(library(told(1, "茶桌夜话")).serving())
    keys = [f"没有{number}" for number in range(1200)]
    assert spellings.of(keys) == {key: key for key in keys}
    assert spellings.of([]) == {key: key for key in keys}
