"""jieba's dictionary: whoever asks about some words is told what the whole file says of them."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import jieba
import pytest

from index import data
from index.text.dictionary import RELEASE, TOTAL, Dictionary, DictionaryError, jieba_dictionary

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, int]]:
    """All words of the file, read line by line, by their first characters."""
    words: dict[str, dict[str, int]] = defaultdict(dict)
    for line in data.jieba_dictionary().decode().splitlines():
        word, frequency, _ = line.split(" ")
        words[word[0]][word] = int(frequency)
    return words


def test_every_word_is_in_its_family(told: dict[str, dict[str, int]]) -> None:
    for head, words in told.items():
        family = jieba_dictionary().family(head)
        assert family.frequencies == words
        assert family.lengths == tuple(sorted({len(word) for word in words}))


@pytest.mark.parametrize("head", ["\0", "\n", " ", "☃", "鿿", "𠀀", "\ud800", "\U0010ffff"])
def test_a_character_that_begins_no_word_has_no_family(head: str) -> None:
    assert jieba_dictionary().family(head) == ({}, ())


def test_the_sum_is_that_of_all_lines() -> None:
    assert sum(int(line.split()[1]) for line in data.jieba_dictionary().splitlines()) == TOTAL


def test_the_release_is_the_one_that_is_installed() -> None:
    assert jieba.__version__ == RELEASE


@pytest.mark.parametrize("damage", [b"", b"\xe4\xb8\x80 1 m\n"])
def test_another_file_is_refused_in_one_sentence(damage: bytes) -> None:
    with pytest.raises(DictionaryError, match=rf"install jieba=={RELEASE}\.$"):
        Dictionary(damage)


def test_a_file_that_was_changed_is_refused() -> None:
    changed = bytearray(data.jieba_dictionary())
    changed[len(changed) // 2] ^= 1
    with pytest.raises(DictionaryError):
        Dictionary(bytes(changed))


def test_jieba_itself_is_not_loaded() -> None:
    code = "import sys; from index.text import tokenizer; tokenizer.court_tokenizer().load(); print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "jieba" not in printed.split()
