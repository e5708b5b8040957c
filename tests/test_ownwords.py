"""Words of our own: what the operator writes, in normal form beside the shipped ones, or a sentence with the line."""

from __future__ import annotations

import pytest

from index.datafolder import DataFolder
from index.ownwords import WordsError, own_words
from index.text.tokenizer import court_words, in_order


def test_without_a_file_they_are_the_shipped_ones(folder: DataFolder) -> None:
    assert own_words(folder) == in_order(court_words())


def test_the_operators_come_beside_them_in_normal_form_and_once(folder: DataFolder) -> None:
    folder.words.write_text("# ours\n樟溪夜校\n\n  樟溪夜校  # again\n訴前羅盤\nＡＩ书记员\n", encoding="utf-8-sig")
    assert set(own_words(folder)) - set(court_words()) == {"樟溪夜校", "诉前罗盘", "ai书记员"}


def test_a_word_stands_behind_those_that_stand_in_it() -> None:
    assert in_order(["樟溪夜校", "夜校", "樟溪"]) == ("夜校", "樟溪", "樟溪夜校")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("app", "letters and digits are never cut"),
        ("院", "a word has 2 to 20 characters"),
        ("夜" * 21, "a word has 2 to 20 characters"),
        ("5·8机制", "it has a mark inside"),
    ],
)
def test_what_cannot_be_a_word_is_named_with_its_line(folder: DataFolder, line: str, why: str) -> None:
    folder.words.write_text(f"樟溪夜校\n{line}\n", encoding="utf-8")
    with pytest.raises(WordsError, match=rf"^“{line[:40]}” in line 2 of .*words\.txt cannot be a word: {why}.*\.$"):
        own_words(folder)


def test_a_file_that_is_no_text_is_a_sentence(folder: DataFolder) -> None:
    folder.words.write_bytes("樟溪夜校".encode("gb18030"))
    with pytest.raises(WordsError, match=r"cannot be read: the file is not UTF-8\.$"):
        own_words(folder)
