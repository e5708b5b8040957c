"""The ledger of honours: each with the article that tells it, reposts left out."""

from __future__ import annotations

from conftest import OpenLibrary
from small_brands import FOUNDED, HILL, REPOST

from index.ledgers.desk import Desk


def test_an_honour_stands_with_its_article_and_is_not_counted_twice(library: OpenLibrary) -> None:
    (row,) = Desk(library(FOUNDED, REPOST)).ledger("honours")
    assert (row["name"], row["level"], row["court"], row["url"]) == ("全省便民诉讼先进集体", "省", HILL, FOUNDED.url)
