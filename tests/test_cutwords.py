"""The words that an index was cut with: each commit has its own, and one that was never made has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import OpenLibrary

from index.cutwords import tell_words, words_at, words_to_expect
from index.datafolder import DataFolder
from index.generations import Generations, IndexOutdated
from index.text.tokenizer import court_words, in_order

ONE, TWO = ("夜校",), ("夜校", "罗盘")


def test_a_commit_has_the_words_told_last_before_it(tmp_path: Path) -> None:
    tell_words(tmp_path, 1, ONE)
    tell_words(tmp_path, 4, TWO)
    assert [words_at(tmp_path, commit) for commit in range(1, 6)] == [ONE, ONE, ONE, TWO, TWO]


def test_words_told_for_a_commit_that_was_not_made_are_told_anew(tmp_path: Path) -> None:
    tell_words(tmp_path, 1, ONE)
    tell_words(tmp_path, 2, TWO)
    assert words_at(tmp_path, 1) == ONE
    tell_words(tmp_path, 2, ONE)
    assert words_at(tmp_path, 2) == ONE


def test_the_same_words_are_not_written_again(tmp_path: Path) -> None:
    tell_words(tmp_path, 1, ONE)
    before = (tmp_path / "cut.json").stat().st_mtime_ns
    tell_words(tmp_path, 2, ONE)
    assert (tmp_path / "cut.json").stat().st_mtime_ns == before


def test_words_of_long_past_commits_are_not_kept(tmp_path: Path) -> None:
    for commit in range(1, 9):
        tell_words(tmp_path, commit, (f"夜校{commit}",))
    assert words_at(tmp_path, 5) == ("夜校5",)
    with pytest.raises(IndexOutdated, match="does not say what words it was cut by"):
        words_at(tmp_path, 4)


@pytest.mark.parametrize("told", [None, "", "[]", '{"1": 2}', '{"a": []}'])
def test_an_index_that_does_not_tell_its_words_is_refused(tmp_path: Path, told: str | None) -> None:
    if told is not None:
        (tmp_path / "cut.json").write_text(told)
    with pytest.raises(IndexOutdated, match=r"run `tashan index --rebuild`\.$"):
        words_at(tmp_path, 1)


def test_the_shipped_words_are_expected_where_no_index_tells_others(folder: DataFolder, library: OpenLibrary) -> None:
    generations = Generations(folder.index)
    assert words_to_expect(generations) == in_order(court_words())
    folder.words.write_text("樟溪夜校", encoding="utf-8")
    assert "樟溪夜校" not in words_to_expect(generations)
    library()
    assert "樟溪夜校" in words_to_expect(generations)
