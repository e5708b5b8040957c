"""The load of the ledgers: it leaves the very rows that entering article by article leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_brands import ALL
from small_stories import cut, story

from index.article import Article
from index.corpus import Corpus
from index.document import kept_document
from index.generations import IndexOutdated
from index.kept import KeptArticle
from index.ledgers import upkeep
from index.ledgers.factentries import fact_rows
from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.ledgerload import Load

STORIES = tuple(story(number, sentences=12) for number in range(3))
COPIES = tuple(
    cut(each, f"http://portal.example/{number}-{kept}", kept) for number, each in enumerate(STORIES) for kept in (5, 8)
)
REPOSTS = tuple(
    replace(each, url=f"http://repost.example/{number}", title="转载")
    for number, each in enumerate((*STORIES, *COPIES[:2]))
)
# Nobody would know that the close belongs to the opening, but by the whole.
OPENING, CLOSE, WHOLE = (
    replace(STORIES[0], url=f"http://halves.example/{first}-{last}", body="\n".join(STORIES[0].paragraphs[first:last]))
    for first, last in ((0, 4), (8, 12), (0, 12))
)
SHORT = tuple(
    Article(url=f"http://short.example/{number}", title="短讯", body="茶山开庭。" * number) for number in (1, 4)
)
POOL = (*STORIES, *COPIES, *REPOSTS, OPENING, CLOSE, WHOLE, *SHORT, *ALL)
ENTRIES: dict[Article, upkeep.Entries] = {}


class Newsroom:
    """A corpus whose articles are entered in ledgers in either way."""

    def __init__(self, folder: Path, articles: Iterable[Article]) -> None:
        self._folder = folder
        folder.mkdir(parents=True)
        self._corpus = Corpus.open(folder / "corpus.sqlite")
        with self._corpus.writing():
            for article in articles:
                self._corpus.keep(article, source_name="hill", seen="2026-01-01")

    def _entries(self) -> Iterable[upkeep.Entries]:
        return map(_entries_of, self._corpus.changed_since(0))

    def entered(self, name: str) -> dict[str, list[Any]]:
        """What the ledgers hold after all was entered one by one."""
        generation = self._new(name)
        upkeep.create(generation)
        with upkeep.Upkeep(generation, self._corpus) as ledgers:
            for entries in self._entries():
                ledgers.enter([entries])
            ledgers.finish()
        return content(generation)

    def loaded(self, name: str, batches: Sequence[int]) -> dict[str, list[Any]]:
        """What the ledgers hold after so many were entered at once, and so many after them, and the rest."""
        generation, waiting = self._new(name), iter(list(self._entries()))
        with Load(generation, self._corpus) as ledgers:
            for size in (*batches, len(POOL)):
                ledgers.enter(islice(waiting, size))
            ledgers.finish()
        return content(generation)

    def _new(self, name: str) -> Path:
        generation = self._folder / name
        generation.mkdir()
        return generation

    def close(self) -> None:
        self._corpus.close()


def _entries_of(kept: KeptArticle) -> upkeep.Entries:
    known = ENTRIES.get(kept.article)
    if known is None:
        document = kept_document(kept)
        known = ENTRIES[kept.article] = upkeep.entries_of(kept, document, fact_rows(document))
    return known


def content(generation: Path) -> dict[str, list[Any]]:
    """Every row of every table, and the statements that made what the file has."""
    with LedgerFile.open(generation) as file:
        file.check()
        made = file.rows("SELECT type, name, sql FROM sqlite_master ORDER BY name")
        tables = [name for kind, name, _ in made if kind == "table"]
        return {"made": made} | {table: sorted(file.rows(f"SELECT * FROM {table}")) for table in tables}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.permutations(POOL), st.lists(st.integers(1, 6), max_size=6))
def test_what_is_loaded_is_what_is_entered(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Article], batches: list[int]
) -> None:
    newsroom = Newsroom(tmp_path_factory.mktemp("load") / "room", articles)
    try:
        entered = newsroom.entered("entered")
        assert len(entered["kin"]) > 4
        assert newsroom.loaded("loaded", batches) == entered
    finally:
        newsroom.close()


def test_nothing_loaded_is_an_empty_ledger(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path / "room", ())
    assert newsroom.loaded("loaded", (1,)) == newsroom.entered("entered")
    newsroom.close()


def test_a_load_that_was_not_finished_is_no_ledger(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path / "room", STORIES)
    with Load(tmp_path, newsroom._corpus) as ledgers:
        ledgers.enter(newsroom._entries())
    newsroom.close()
    with pytest.raises(IndexOutdated):
        upkeep.require_readable(tmp_path)
