"""The data files of the index room."""

from __future__ import annotations

import pytest

from index import data
from index.text.normal import normalise
from index.text.tokenizer import COURT_WORDS


def test_lines_leave_out_comments_and_blank_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "read", lambda name: "# a comment\n\n  诉源治理 \n#\n巡回法庭\n")
    assert data.lines("words.txt") == ("诉源治理", "巡回法庭")


def test_a_missing_data_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        data.read("no-such-file.txt")


def test_court_words_stand_in_normal_form_for_the_tokenizer_meets_nothing_else() -> None:
    assert [word for word in data.lines(COURT_WORDS) if normalise(word) != word] == []


def test_court_words_stand_once_each() -> None:
    words = data.lines(COURT_WORDS)
    assert len(set(words)) == len(words)


def test_any_of_the_words_is_a_pattern() -> None:
    assert data.any_of(["甲", "乙"]) == "(?:甲|乙)"
    assert data.any_of("甲|乙") == "(?:甲|乙)"
