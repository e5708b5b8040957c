"""jieba's dictionary: whoever asks about some words is told what the whole file says of them."""

from __future__ import annotations

from collections import defaultdict

import pytest

from index import data
from index.text.dictionary import TOTAL, Dictionary, DictionaryError, jieba_dictionary


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, int]]:
    """All words of the file, read line by line, by their first characters."""
    words: dict[str, dict[str, int]] = defaultdict(dict)
    for line in data.jieba_dictionary().decode().splitlines():
        word, frequency, _ = line.split(" ")
        words[word[0]][word] = int(frequency)
    return words


def test_every_word_is_an_entry_of_its_first_character(told: dict[str, dict[str, int]]) -> None:
    for head, words in told.items():
        entries = jieba_dictionary().entries(head)
        assert {word: frequency for word, frequency in entries.items() if frequency} == words


def test_what_words_begin_with_is_an_entry_without_a_frequency() -> None:
    entries = jieba_dictionary().entries("枫")
    assert any(entries.values())
    assert all(word[:end] in entries for word in entries for end in range(1, len(word)))


@pytest.mark.parametrize("head", ["\0", "\n", " ", "☃", "鿿", "𠀀", "\ud800", "\U0010ffff"])
def test_a_character_that_begins_no_word_has_no_entries(head: str) -> None:
    assert jieba_dictionary().entries(head) == {}


def test_the_sum_is_that_of_all_lines() -> None:
    assert sum(int(line.split()[1]) for line in data.jieba_dictionary().splitlines()) == TOTAL


@pytest.mark.parametrize("damage", [b"", b"\xe4\xb8\x80 1 m\n"])
def test_another_file_is_refused_in_one_sentence(damage: bytes) -> None:
    with pytest.raises(DictionaryError, match=r"install it anew\.$"):
        Dictionary(damage)


def test_a_file_that_was_changed_is_refused() -> None:
    changed = bytearray(data.jieba_dictionary())
    changed[len(changed) // 2] ^= 1
    with pytest.raises(DictionaryError):
        Dictionary(bytes(changed))
