from __future__ import annotations

import os

import pytest
from conftest import Keep, OpenLibrary

from index.article import Article
from index.checking import Unsound, check_corpus, check_index, check_ledgers, engine_line
from index.datafolder import DataFolder
from index.engines.engine import EngineError
from index.engines.whoosh.kernels import CHOSEN
from index.engines.whoosh.writer import WhooshWriter
from index.generations import Generations, IndexMissing
from index.ledgers.ledgerfile import LedgerFile
from index.store import CorpusError
from index.text.fastcut import cutter

ARTICLE = Article(url="http://x.example/1", title="茶山法庭", body="法官走进茶山。")
OTHER = Article(url="http://x.example/2", title="板凳法庭", body="法官带着板凳。")


def test_what_is_sound_tells_what_it_holds(folder: DataFolder, library: OpenLibrary) -> None:
    library(ARTICLE, OTHER)
    assert check_corpus(folder) == "2 articles of 1 sources"
    assert check_index(folder) == "2 articles"


def test_what_searches_and_what_cuts_is_told_without_an_index() -> None:
    assert engine_line() == f"kernels in {CHOSEN.NAME}, words cut by {cutter()}"


def test_kernels_of_another_release_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.checking.IS_OUTDATED", True)
    assert "(those in C are of another release: install again)" in engine_line()


def test_a_missing_part_is_said(folder: DataFolder, keep: Keep) -> None:
    with pytest.raises(CorpusError, match="There is no corpus"):
        check_corpus(folder)
    keep(ARTICLE)
    with pytest.raises(IndexMissing):
        check_index(folder)


def test_an_index_behind_its_corpus_is_said(folder: DataFolder, library: OpenLibrary, keep: Keep) -> None:
    library(ARTICLE)
    keep(OTHER)
    with pytest.raises(Unsound, match=r"It is behind the corpus \(revision 1 of 2\)"):
        check_index(folder)


def test_an_index_that_lost_an_article_is_said(folder: DataFolder, library: OpenLibrary) -> None:
    library(ARTICLE, OTHER)
    WhooshWriter(Generations(folder.index).current()).write([], removed=[OTHER.url])
    with pytest.raises(Unsound, match="It holds 1 articles, the corpus 2"):
        check_index(folder)


def test_damage_that_nothing_tells_of_is_found_and_named(folder: DataFolder, library: OpenLibrary) -> None:
    library(ARTICLE)
    (segment,) = Generations(folder.index).current().glob("*.arrays")
    data, moment = bytearray(segment.read_bytes()), segment.stat().st_mtime_ns
    data[data.index("茶山".encode("utf-16-le"))] ^= 1
    segment.write_bytes(data)
    os.utime(segment, ns=(moment, moment))
    with pytest.raises(EngineError, match=r"\.arrays \(exact/text\) is damaged: run `tashan index --rebuild`\.$"):
        check_index(folder)


def _change(folder: DataFolder, statement: str) -> None:
    with LedgerFile.open(Generations(folder.index).current()) as file, file.writing():
        file.write(statement)


def test_ledgers_that_hold_what_the_index_holds_are_sound(folder: DataFolder, library: OpenLibrary) -> None:
    library(ARTICLE, OTHER)
    assert check_ledgers(folder) == "2 articles in 2 stories"


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("DELETE FROM text", "an article without a text"),
        ("DELETE FROM telling", "a text without an article"),
        ("UPDATE text SET story = 99", "a story without its text"),
        ("INSERT INTO kin SELECT 1, 2", "kin in two stories"),
    ],
)
def test_ledgers_that_contradict_themselves_are_told(
    folder: DataFolder, library: OpenLibrary, statement: str, wrong: str
) -> None:
    library(ARTICLE, OTHER)
    _change(folder, statement)
    with pytest.raises(EngineError, match=wrong):
        check_ledgers(folder)


def test_ledgers_that_differ_from_the_index_are_told(folder: DataFolder, library: OpenLibrary) -> None:
    library(ARTICLE, OTHER)
    _change(folder, "UPDATE telling SET url = url || 'x' WHERE url LIKE '%2'")
    with pytest.raises(Unsound, match="differ from the index in 2 articles"):
        check_ledgers(folder)


def test_words_that_the_index_was_not_cut_by_are_told(library: OpenLibrary, folder: DataFolder) -> None:
    library(ARTICLE, OTHER)
    folder.words.write_text("樟溪夜校", encoding="utf-8")
    with pytest.raises(Unsound, match=r"cut by other words than .*words\.txt has now; “tashan index” brings"):
        check_index(folder)
