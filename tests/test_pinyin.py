"""Pinyin: sounds without tones, and where each syllable begins."""

from __future__ import annotations

from index.text.pinyin import sound, spelling


def test_a_text_has_a_sound() -> None:
    assert sound("霍邱法院5A") == "huoqiufayuan5a"
    assert sound("诉源") == sound("诉原")


def test_a_spelling_shows_the_syllables() -> None:
    assert spelling("霍邱法院5a") == "HuoQiuFaYuan5A"
