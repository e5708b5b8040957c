from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.tombstones import Tombstone, Tombstones, TombstonesError

ONE, OTHER = (Tombstone(f"http://qingxi.example/{number}", "依申请删除", "2026-03-01") for number in range(2))


def test_what_is_added_stays_in_order(tmp_path: Path) -> None:
    stones = Tombstones(tmp_path / "corpus.sqlite")
    assert (list(stones.all()), stones.size) == ([], 0)
    stones.add(ONE)
    size = stones.size
    stones.add(OTHER)
    assert list(stones.all()) == [ONE, OTHER]
    assert stones.size > size > 0


def test_a_tombstone_that_a_kill_cut_short_was_none(tmp_path: Path) -> None:
    stones = Tombstones(tmp_path / "corpus.sqlite")
    stones.add(ONE)
    with (tmp_path / "tombstones.jsonl").open("ab") as file:
        file.write(b'{"url": "http://qing')
    assert list(stones.all()) == [ONE]
    stones.add(OTHER)
    assert list(stones.all()) == [ONE, OTHER]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_corpus_restored_from_before_is_never_seen_without_them(folder: DataFolder, read_only: bool) -> None:
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for stone in (ONE, OTHER):
            corpus.keep(Article(url=stone.url, body="正文"), source_name="qingxi", seen="2026")
    Tombstones(folder.corpus).add(ONE)
    with Corpus.open(folder.corpus, read_only=read_only) as corpus:
        assert corpus.forgotten() == {ONE.url}
        assert [kept.article.url for kept in corpus.changed_since(0)] == [OTHER.url]
        revision = corpus.revision
    with Corpus.open(folder.corpus) as corpus:
        assert corpus.revision == revision


@pytest.mark.parametrize("line", ["{}", "[1]", "no JSON", ""])
def test_a_line_that_is_none_is_said_and_nothing_is_written_past_it(folder: DataFolder, line: str) -> None:
    (folder.path / "tombstones.jsonl").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(TombstonesError, match=r"^Line 1 of .*tombstones\.jsonl is no tombstone; mend it\.$"):
        Corpus.open(folder.corpus)


def test_a_file_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "tombstones.jsonl").mkdir()
    stones = Tombstones(tmp_path / "corpus.sqlite")
    with pytest.raises(TombstonesError, match=r"cannot be written: .*\.$"):
        stones.add(ONE)
    with pytest.raises(TombstonesError, match=r"cannot be read: .*\.$"):
        list(stones.all())
