"""The ledger of stories: joined, bridged, changed, taken back, and the same in whatever order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_stories import cut, story

from index.article import Article
from index.corpus import Corpus
from index.document import kept_document
from index.ledgers import upkeep
from index.ledgers.grouping import check_stories
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.stories import StoryLedger

ONE, TWO = story(0), story(1)
CUT = cut(ONE, "http://portal.example/cut")


class Kept:
    """A corpus and the ledger of its stories."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.corpus = Corpus.open(folder / "corpus.sqlite")
        upkeep.create(folder)
        self.file = LedgerFile.open(folder)
        self.ledger = StoryLedger(self.file, self.corpus)

    def close(self) -> None:
        self.file.close()
        self.corpus.close()

    def enter(self, *articles: Article) -> None:
        with self.corpus.writing():
            for article in articles:
                self.corpus.keep(article, source_name="hill", seen="2026-01-01")
        for article in articles:
            kept = self.corpus.get(article.url)
            assert kept is not None
            with self.file.writing():
                self.ledger.enter(StoryLedger.entry_of(kept, kept_document(kept)))

    def remove(self, article: Article) -> None:
        with self.corpus.writing():
            self.corpus.forget(article.url, reason="", at="2026")
        with self.file.writing():
            self.ledger.remove(article.url)

    @property
    def stories(self) -> set[frozenset[str]]:
        """The URLs of each story."""
        check_stories(self.file)
        groups: dict[int, set[str]] = {}
        for url, number in self.file.rows("SELECT url, story FROM telling JOIN text ON text.id = text"):
            groups.setdefault(number, set()).add(url)
        return {frozenset(group) for group in groups.values()}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    opened = Kept(tmp_path / "stories")
    yield opened
    opened.close()


def _urls(*groups: tuple[Article, ...]) -> set[frozenset[str]]:
    return {frozenset(article.url for article in group) for group in groups}


@pytest.mark.parametrize("order", [(ONE, TWO, CUT), (CUT, TWO, ONE)])
def test_a_copy_is_joined_whichever_came_first(kept: Kept, order: tuple[Article, ...]) -> None:
    kept.enter(*order)
    assert kept.stories == _urls((ONE, CUT), (TWO,))


def test_the_same_text_is_entered_once(kept: Kept) -> None:
    kept.enter(ONE, replace(ONE, url="http://portal.example/same"))
    assert len(kept.stories) == 1
    assert kept.file.rows("SELECT count(*) FROM text") == [(1,)]


def test_entering_twice_is_entering_once(kept: Kept) -> None:
    kept.enter(ONE, TWO, CUT)
    before = [kept.file.rows(f"SELECT * FROM {table}") for table in ("text", "sketch", "kin", "telling")]
    kept.enter(CUT, ONE, TWO)
    assert [kept.file.rows(f"SELECT * FROM {table}") for table in ("text", "sketch", "kin", "telling")] == before


def _halves() -> tuple[Article, Article, Article]:
    """Two cuts that hardly overlap, and the whole that both are cuts of."""
    whole = story(2, sentences=10)
    opening = replace(cut(whole, "http://a.example/1", 3), title="开头几句")
    # The title is what makes a piece from within a cut of the whole.
    close = replace(whole, url="http://b.example/1", body="\n".join(whole.paragraphs[5:]))
    return opening, close, whole


def test_a_later_article_bridges_two_stories(kept: Kept) -> None:
    opening, close, whole = _halves()
    kept.enter(opening, close)
    assert kept.stories == _urls((opening,), (close,))
    kept.enter(whole)
    assert kept.stories == _urls((opening, close, whole))


def test_without_its_bridge_a_story_falls_apart(kept: Kept) -> None:
    opening, close, whole = _halves()
    kept.enter(opening, whole, close)
    kept.remove(whole)
    assert kept.stories == _urls((opening,), (close,))


def test_what_hung_on_a_removed_article_is_joined_by_its_own_likeness(kept: Kept) -> None:
    copies = [cut(ONE, f"http://portal{number}.example/1", number) for number in range(4, 8)]
    kept.enter(ONE, *copies)
    kept.remove(ONE)
    assert kept.stories == _urls(tuple(copies))


def test_an_article_that_changed_leaves_its_story(kept: Kept) -> None:
    kept.enter(ONE, CUT, TWO)
    kept.enter(replace(CUT, body=TWO.body))
    assert kept.stories == _urls((ONE,), (CUT, TWO))


def test_removing_what_is_not_there_does_nothing(kept: Kept) -> None:
    kept.enter(ONE)
    kept.remove(TWO)
    assert kept.stories == _urls((ONE,))


def test_a_removed_article_leaves_nothing_behind(kept: Kept) -> None:
    kept.enter(ONE, CUT)
    for article in (ONE, CUT):
        kept.remove(article)
    assert all(
        kept.file.rows(f"SELECT count(*) FROM {table}") == [(0,)] for table in ("text", "sketch", "kin", "telling")
    )


def test_a_story_told_a_hundred_times_stays_one(kept: Kept) -> None:
    copies = [
        replace(ONE, url=f"http://portal{number}.example/1", body=f"{ONE.body}\n编辑第{number}号附记一句。")
        for number in range(100)
    ]
    kept.enter(ONE, *copies)
    assert len(kept.stories) == 1


_ARTICLES = (ONE, CUT, cut(ONE, "http://c.example/1", 6), TWO, cut(TWO, "http://d.example/1"), *_halves())


@given(st.lists(st.tuples(st.sampled_from(_ARTICLES), st.sampled_from(("enter", "remove", "change"))), max_size=14))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happened_the_stories_are_those_of_what_is_left(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Article, str]]
) -> None:
    long_way = Kept(tmp_path_factory.mktemp("long") / "way")
    left: dict[str, Article] = {}
    forgotten: set[str] = set()
    for article, step in steps:
        told = replace(article, body=story(5).body) if step == "change" else article
        if step == "remove":
            long_way.remove(article)
            left.pop(article.url, None)
            forgotten.add(article.url)
        elif article.url not in forgotten:
            long_way.enter(told)
            left[article.url] = told
    short_way = Kept(tmp_path_factory.mktemp("short") / "way")
    short_way.enter(*left.values())
    assert long_way.stories == short_way.stories
    long_way.close()
    short_way.close()
