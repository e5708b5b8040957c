"""Known facts: read from the cache where it has them, drawn where it has not, and never waited for."""

from __future__ import annotations

import sqlite3

import pytest
from conftest import OpenLibrary

from index import factcache
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.factcache import FILE
from index.knowledge.facts import Facts
from index.knownfacts import KnownFacts
from index.searching import SearchRequest

ARTICLE = Article(url="http://qingrong.example/1", title="茶山上", body="青榕法院推出“茶山夜话”普法品牌。")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs of the articles that facts are drawn from, of which there then are none."""
    urls: list[str] = []

    def _draw(article: Article, *_: object) -> Facts:
        urls.append(article.url)
        return Facts()

    monkeypatch.setattr("index.document.facts_of", _draw)
    return urls


def names(folder: DataFolder) -> list[str]:
    """The brands of the article as a reader of the cache gets them."""
    with Corpus.open(folder.corpus, read_only=True) as corpus:
        kept = corpus.get(ARTICLE.url)
        assert kept is not None
        with KnownFacts.open(folder.cache, corpus=corpus.identity) as known:
            return [brand.name for brand in known.document(kept).facts.brands]


def test_what_the_cache_has_is_not_drawn_again(library: OpenLibrary, folder: DataFolder, drawn: list[str]) -> None:
    library(ARTICLE)
    assert drawn == [ARTICLE.url]
    names(folder)
    assert drawn == [ARTICLE.url]


def test_exports_and_article_pages_draw_no_facts(library: OpenLibrary, drawn: list[str]) -> None:
    opened = library(ARTICLE)
    drawn.clear()
    with opened.every(SearchRequest()) as entries:
        assert [entry.document.as_json()["url"] for entry in entries] == [ARTICLE.url]
    view = opened.stacks.article(ARTICLE.url)
    assert view is not None
    assert view.as_json()["url"] == ARTICLE.url
    assert drawn == []


def test_facts_come_back_as_they_were_drawn(library: OpenLibrary, folder: DataFolder) -> None:
    library(ARTICLE)
    assert names(folder) == ["茶山夜话"]


@pytest.mark.parametrize("damage", ["missing", "torn", "other rules", "held"])
def test_where_the_cache_cannot_tell_facts_are_drawn(
    library: OpenLibrary, folder: DataFolder, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    library(ARTICLE)
    file = folder.cache / FILE
    with sqlite3.connect(file) as held:
        if damage == "missing":
            file.unlink()
        elif damage == "torn":
            file.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
        elif damage == "other rules":
            monkeypatch.setattr(factcache, "rules_version", lambda: "changed")
        else:
            held.execute("BEGIN IMMEDIATE")
        assert names(folder) == ["茶山夜话"]
    held.close()
