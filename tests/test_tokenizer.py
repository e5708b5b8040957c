"""Cutting normal text: nothing lost, nothing guessed, sub-words only where the word's own cut has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.normal import normalise
from index.text.tokenizer import Tokenizer, tokenizer_with

TEXT = st.text(alphabet="人民法院中国民事诉讼法和平台家事调解5·8+-党建信访app3.5%。“”()㐀𠀀é", max_size=60)


@given(TEXT)
def test_pieces_join_to_the_text(tokenizer: Tokenizer, text: str) -> None:
    normal = normalise(text)
    assert "".join(tokenizer.cut(normal)) == normal


def test_the_court_words_stay_whole(tokenizer: Tokenizer) -> None:
    assert list(tokenizer.cut("推进诉源治理")) == ["推进", "诉源治理"]


def test_words_are_never_guessed(tokenizer: Tokenizer) -> None:
    assert list(tokenizer.cut("林知远")) == ["林", "知", "远"]


@pytest.mark.parametrize(
    ("word", "subword"),
    [("人民法院", "法院"), ("人民法院", "人民"), ("中级人民法院", "人民法院"), ("中级人民法院", "法院")],
)
def test_a_subword_is_what_the_words_own_cut_gives(tokenizer: Tokenizer, word: str, subword: str) -> None:
    assert subword in tokenizer.subwords(word)


@pytest.mark.parametrize(
    ("word", "across"), [("人民法院", "民法"), ("中国法院", "国法"), ("和平台", "和平"), ("中级人民法院", "民法")]
)
def test_no_subword_reaches_across_that_cut(tokenizer: Tokenizer, word: str, across: str) -> None:
    assert across not in tokenizer.subwords(word)


@pytest.mark.parametrize(("word", "subword"), [("民事诉讼法", "诉讼法"), ("执行指挥中心", "指挥中心")])
def test_neighbouring_atoms_that_make_a_word_count(tokenizer: Tokenizer, word: str, subword: str) -> None:
    assert {subword, subword[:2]} <= set(tokenizer.subwords(word))


def test_a_single_character_is_no_subword(tokenizer: Tokenizer) -> None:
    assert all(len(subword) > 1 for subword in tokenizer.subwords("中级人民法院"))


def test_a_word_is_not_its_own_subword(tokenizer: Tokenizer) -> None:
    assert "人民法院" not in tokenizer.subwords("人民法院")


@given(st.text(alphabet="人民法院中国事诉讼和平台", min_size=1, max_size=8))
def test_subwords_stand_in_the_word(tokenizer: Tokenizer, word: str) -> None:
    assert all(subword in word for subword in tokenizer.subwords(word))


def test_in_whatever_order_words_come_texts_are_cut_alike() -> None:
    words = ("枫桥式", "枫桥式人民法庭", "人民法庭", "樟溪夜校", "夜校")
    one, other = Tokenizer(words), Tokenizer(words[::-1])
    text = "樟溪夜校枫桥式人民法庭枫桥式夜校"
    assert list(one.cut(text)) == list(other.cut(text)) == ["樟溪夜校", "枫桥式人民法庭", "枫桥式", "夜校"]


def test_a_tokenizer_has_only_its_own_words(tokenizer: Tokenizer) -> None:
    text = "樟溪夜校推进诉源治理"
    assert list(Tokenizer(("樟溪夜校",)).cut(text)) == ["樟溪夜校", "推进", "诉", "源", "治理"]
    assert list(tokenizer.cut(text)) == ["樟", "溪", "夜校", "推进", "诉源治理"]


def test_the_tokenizers_asked_for_last_are_kept() -> None:
    first, *others = [(f"夜校{number}号",) for number in range(3)]
    kept = tokenizer_with(first)
    assert tokenizer_with(first) is kept
    for words in others:
        tokenizer_with(words)
    assert tokenizer_with(first) is not kept
