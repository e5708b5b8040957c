"""Pinyin: sounds without tones, first letters, where syllables begin."""

from __future__ import annotations

from index.text.pinyin import initials, sound, syllable_starts


def test_a_text_has_a_sound() -> None:
    assert sound("霍邱法院5A") == "huoqiufayuan5a"
    assert sound("诉源") == sound("诉原")


def test_a_text_has_first_letters() -> None:
    assert initials("霍邱法院") == "hqfy"


def test_a_syllable_begins_with_each_character() -> None:
    assert syllable_starts("霍邱法") == {0, 3, 6}
