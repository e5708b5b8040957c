"""The lexicon: its cut is that of a jieba which has read all its words, with whatever words on top."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from functools import cache
from math import log
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.dictionary import TOTAL, jieba_dictionary
from index.text.lexicon import Lexicon
from index.text.normal import normalise
from index.text.tokenizer import court_words, in_order

SAMPLES = Path(__file__).resolve().parent.parent / "crawlers" / "samples" / "articles"
ODD_WORDS = ("ab-12测试", "a", "1b", "-", "甲-乙", "甲·乙", "㐀甲", "法院", "院", "1.5%", "app上线", "AT", "龘龘龘")
MARKED = "2024-11-29的app-1.0%、c++&a_b#1.5，“枫桥式·人民法庭”(试行)〇々ー½①㐀䶿龦鿿豈𠀀é\u3000x\ty\r\nz　"
TEXT = st.text(MARKED + "人民法院执行难", max_size=40) | st.text(max_size=40)

Cuts = tuple[Lexicon, jieba.Tokenizer]


@pytest.fixture(scope="module", autouse=True)
def quiet() -> None:
    """jieba tells how long it took to load."""
    jieba.setLogLevel(logging.CRITICAL)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> jieba.Tokenizer:
    """A tokenizer of jieba's that has read all."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    return tokenizer


@pytest.fixture(scope="module")
def court(loaded: jieba.Tokenizer) -> Cuts:
    """Both with the shipped words."""
    return both(loaded, court_words())


@pytest.fixture(scope="module")
def odd(loaded: jieba.Tokenizer) -> Cuts:
    """Both with words that nobody would put into a dictionary."""
    return both(loaded, ODD_WORDS)


def both(loaded: jieba.Tokenizer, words: Iterable[str]) -> Cuts:
    """A lexicon with some words, and a tokenizer of jieba's with the same, of all frequencies the sum that it had."""
    known = jieba.Tokenizer()
    known.FREQ, known.total, known.initialized = dict(loaded.FREQ), loaded.total, True
    for word in in_order(words):
        known.add_word(word)
        known.total = loaded.total
    return Lexicon(jieba_dictionary(), in_order(words)), known


def require_same(cuts: Cuts, text: str) -> None:
    """Both cut a text alike."""
    lexicon, known = cuts
    assert list(lexicon.cut(text)) == list(known.cut(text, HMM=False))


@cache
def _words() -> Sequence[str]:
    with jieba.get_dict_file() as lines:
        return [line.split()[0].decode() for line in lines]


def test_every_sample_article_is_cut_alike(court: Cuts) -> None:
    lines = [line for sample in sorted(SAMPLES.glob("*.md")) for line in sample.read_text("utf-8").splitlines()]
    assert len(lines) > 500
    for line in lines:
        require_same(court, normalise(line))


@given(st.lists(st.integers(min_value=0), max_size=12), st.integers(0, 3), st.integers(0, 3))
def test_any_row_of_words_is_cut_alike(court: Cuts, numbers: list[int], left: int, right: int) -> None:
    text = "".join(_words()[number % len(_words())] for number in numbers)
    require_same(court, text[left : len(text) - right])


@given(TEXT)
def test_any_text_is_cut_alike(court: Cuts, text: str) -> None:
    require_same(court, text)


@given(st.lists(st.sampled_from(ODD_WORDS), max_size=4), TEXT)
def test_words_of_any_form_are_cut_alike(odd: Cuts, words: list[str], text: str) -> None:
    require_same(odd, text[:20].join(words) + text)


def test_words_of_our_own_are_as_frequent_as_jieba_makes_them(court: Cuts, odd: Cuts) -> None:
    for (lexicon, known), words in ((court, in_order(court_words())), (odd, in_order(ODD_WORDS))):
        assert {word: lexicon.frequency(word) for word in words} == {word: known.FREQ[word] for word in words}


def test_every_word_of_jiebas_is_as_frequent_as_there(loaded: jieba.Tokenizer) -> None:
    lexicon = Lexicon(jieba_dictionary(), ())
    assert loaded.total == TOTAL
    assert all(lexicon.frequency(word) == frequency for word, frequency in loaded.FREQ.items() if word)


def test_what_a_word_adds_is_what_it_has_more_than_before(loaded: jieba.Tokenizer, court: Cuts) -> None:
    lexicon, known = court
    for word in in_order(court_words()):
        assert lexicon.added(word) == known.FREQ[word] - loaded.FREQ.get(word, 0)


def test_a_lexicon_leaves_the_dictionary_as_it_was() -> None:
    before = jieba_dictionary().entries("樟")
    assert Lexicon(jieba_dictionary(), ("樟溪夜校",)).frequency("樟溪夜校") > 0
    assert jieba_dictionary().entries("樟") == before


def test_only_words_of_the_characters_asked_about_are_read() -> None:
    lexicon = Lexicon(jieba_dictionary(), ())
    assert list(lexicon.cut("人民法院")) == ["人民法院"]
    assert {word[0] for word in lexicon._jieba.FREQ} == set("人民法院")


def test_the_parts_of_a_word_are_not_the_word_itself() -> None:
    assert Lexicon(jieba_dictionary(), ()).parts("人民法院") == [0, 2, 4]


@given(st.text(alphabet="人民法院中国事诉讼和平台㐀a1", min_size=1, max_size=12))
def test_parts_are_the_likeliest_row_of_all_that_have_not_the_word(court: Cuts, word: str) -> None:
    lexicon, known = court
    assert lexicon.parts(word) == _parts(known, word)


def _parts(known: jieba.Tokenizer, word: str) -> list[int]:
    """The same by looking at every stretch."""
    size = len(word)
    best: list[tuple[float, int]] = [(0.0, 0)] * (size + 1)
    for start in range(size - 1, -1, -1):
        found = [(log(known.FREQ.get(word[start]) or 1) - log(known.total) + best[start + 1][0], start + 1)]
        for end in range(start + 2, min(size, start + size - 1) + 1):
            if frequency := known.FREQ.get(word[start:end]):
                found.append((log(frequency) - log(known.total) + best[end][0], end))
        best[start] = max(found)
    cuts = [0]
    while cuts[-1] < size:
        cuts.append(best[cuts[-1]][1])
    return cuts
