"""Pinyin: sounds without tones, and where each syllable begins."""

from __future__ import annotations

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from index.text.pinyin import blurred, sound, spelling, spoken


def test_a_text_has_a_sound() -> None:
    assert sound("霍邱法院5A") == "huoqiufayuan5a"
    assert sound("诉源") == sound("诉原")


def test_a_spelling_shows_the_syllables() -> None:
    assert spelling("霍邱法院5a") == "HuoQiuFaYuan5A"


def test_sounds_that_many_do_not_tell_apart_are_one() -> None:
    assert blurred(sound("争议")) == blurred(sound("真议")) == "zenyi"
    assert blurred(sound("四")) == blurred(sound("是"))
    assert blurred(sound("茶")) != blurred(sound("山"))


def test_a_word_is_said_as_its_neighbours_ask() -> None:
    assert (spoken("调解"), sound("调解")) == ("tiaojie", "diaojie")


def test_no_phrase_is_said_otherwise_for_being_looked_up_fast() -> None:
    phrases = [*PHRASES_DICT][::7]
    assert [spoken(f"法{phrase}") for phrase in phrases] == ["".join(lazy_pinyin(f"法{each}")) for each in phrases]
