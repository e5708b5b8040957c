"""The ledger of facts: entered twice is entered once, taken back whole, the same in whatever order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_brands import ADOPTED, ALL, FOUNDED, REPOST

from index.article import Article
from index.document import kept_document
from index.kept import KeptArticle
from index.ledgers import upkeep
from index.ledgers.factentries import fact_rows, sentence_number
from index.ledgers.factledger import FactLedger
from index.ledgers.ledgerfile import LedgerFile

TABLES = ("naming", "saying", "claim", "honour", "figure", "shared")


def kept(article: Article, show: str = "text") -> KeptArticle:
    return KeptArticle(article=article, revision=1, source_name="hill", show=show, first_seen="", last_seen="")


def enter(ledger: FactLedger, article: Article, show: str = "text") -> None:
    document = kept_document(kept(article, show))
    ledger.enter(FactLedger.entry_of(document, fact_rows(document)))


def content(file: LedgerFile) -> dict[str, list[Any]]:
    """Every row with its page's URL in place of the page's number, which depends on the order."""
    return {table: sorted(map(str, file.rows(_query(file, table)))) for table in TABLES}


def _query(file: LedgerFile, table: str) -> str:
    names = [name for _, name, *_ in file.rows(f"PRAGMA table_info({table})") if name != "page"]
    return f"SELECT url, {', '.join(f'{table}.{name}' for name in names)} FROM {table} JOIN page ON page.id = page"


@pytest.fixture
def file(tmp_path: Path) -> LedgerFile:
    upkeep.create(tmp_path)
    return LedgerFile.open(tmp_path)


def test_an_article_leaves_its_facts_in_every_table(file: LedgerFile) -> None:
    enter(FactLedger(file), FOUNDED)
    assert all(content(file)[table] for table in TABLES)


def test_entering_twice_is_entering_once(file: LedgerFile) -> None:
    ledger = FactLedger(file)
    enter(ledger, FOUNDED)
    once = content(file)
    enter(ledger, FOUNDED)
    assert content(file) == once


def test_a_changed_article_takes_the_place_of_the_earlier_one(file: LedgerFile) -> None:
    ledger = FactLedger(file)
    enter(ledger, FOUNDED)
    enter(ledger, replace(FOUNDED, title="别的", body="没有品牌，也没有数字的一段话。"))
    assert {table: len(rows) for table, rows in content(file).items()} == dict.fromkeys(TABLES, 0) | {"shared": 1}


def test_removing_takes_everything_back_and_removing_nothing_is_no_failure(file: LedgerFile) -> None:
    ledger = FactLedger(file)
    enter(ledger, ADOPTED)
    before = content(file)
    enter(ledger, FOUNDED)
    ledger.remove(FOUNDED.url)
    ledger.remove("http://nobody.example/")
    assert content(file) == before
    assert file.rows("SELECT count(*) FROM shared")[0][0] == len(before["shared"])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_coming_and_going_does_not_matter(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    upkeep.create(folder)
    kept_at_last = data.draw(st.permutations(ALL))[: data.draw(st.integers(1, len(ALL)))]
    with LedgerFile.open(folder) as file:
        ledger = FactLedger(file)
        for article in data.draw(st.permutations(ALL)):
            enter(ledger, article)
        for article in ALL:
            if article not in kept_at_last:
                ledger.remove(article.url)
        found = content(file)
        for article in ALL:
            ledger.remove(article.url)
        for article in sorted(kept_at_last, key=lambda each: each.url):
            enter(ledger, article)
        assert content(file) == found


def test_a_withheld_text_is_marked(file: LedgerFile) -> None:
    enter(FactLedger(file), REPOST, show="snippet")
    assert file.rows("SELECT withheld FROM page") == [(1,)]


def test_sentences_that_tell_no_court_from_another_share_a_number() -> None:
    one, other = (
        "二〇二一年，青榕法院坚持司法为民、公正司法，受理案件1200件。",
        "二〇二一年，松屏法院坚持司法为民、公正司法，受理案件987件。",
    )
    assert sentence_number(one) == sentence_number(other) is not None
    assert sentence_number("短句。") is None
