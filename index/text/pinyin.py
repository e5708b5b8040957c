"""Pinyin: how a text sounds, without tones."""

from __future__ import annotations

from functools import lru_cache


def sound(text: str) -> str:
    """The syllables of a text in one piece, each character by its usual reading; what is not Han stays."""
    return "".join(map(_syllable, text))


def spelling(text: str) -> str:
    """The same with a capital at the beginning of each character's syllable: HuoQiu."""
    return "".join(_syllable(char).capitalize() for char in text)


@lru_cache(maxsize=32768)
def _syllable(char: str) -> str:
    # Its tables take a third of a second to load, and most processes ask for no sound.
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(char)).lower()
