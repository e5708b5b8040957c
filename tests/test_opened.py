"""An opened index: what is gathered of one commit and its ledgers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.article import Article
from index.collected import article_key
from index.datafolder import DataFolder
from index.generations import Generations
from index.opened import OpenedIndex
from index.searching import Library
from index.text.analyzer import Analyzer

OpenLibrary = Callable[..., Library]
COURTS = ("青榕县人民法院", "临沚市人民法院", "临沚市人民法院")


def _articles() -> list[Article]:
    body = "这里有“茶山板凳会”调解品牌。"
    return [Article(url=f"http://a.example/{n}", court=court, body=f"{n}：{body}") for n, court in enumerate(COURTS)]


@pytest.fixture
def opened(library: OpenLibrary, folder: DataFolder, analyzer: Analyzer) -> OpenedIndex:
    library(*_articles())
    return OpenedIndex(Generations(folder.index).current(), lambda words: analyzer)


def test_courts_come_with_most_articles_first(opened: OpenedIndex) -> None:
    assert opened.courts == (COURTS[1], COURTS[0])
    assert opened.everything.total == len(COURTS)
    assert opened.everything.found == ()


def test_brands_come_as_they_are_written(opened: OpenedIndex) -> None:
    assert opened.brands == ("茶山板凳会",)


def test_every_article_has_a_short_name(opened: OpenedIndex) -> None:
    assert opened.addresses[article_key("http://a.example/1")] == "http://a.example/1"
    assert len(opened.addresses) == len(COURTS)


def test_the_words_of_the_index_are_written_beside_it(opened: OpenedIndex) -> None:
    assert opened.vocabulary is opened.vocabulary


def test_a_later_commit_makes_it_an_old_one(opened: OpenedIndex, library: OpenLibrary) -> None:
    assert opened.is_current
    library(Article(url="http://a.example/new", body="后来的一篇。"))
    assert not opened.is_current
    assert opened.everything.total == len(COURTS)
