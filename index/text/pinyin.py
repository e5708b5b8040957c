"""Pinyin: how a text sounds, without tones."""

from __future__ import annotations

from functools import lru_cache


def sound(text: str) -> str:
    """The syllables of a text in one piece, each character by its usual reading; what is not Han stays."""
    return "".join(map(_syllable, text))


def initials(text: str) -> str:
    """The first letters of the syllables of a text, one for each character."""
    return "".join(_syllable(char)[:1] for char in text)


def syllable_starts(text: str) -> frozenset[int]:
    """Where in the sound of a text each of its characters begins."""
    starts, at = set(), 0
    for char in text:
        starts.add(at)
        at += len(_syllable(char))
    return frozenset(starts)


@lru_cache(maxsize=32768)
def _syllable(char: str) -> str:
    # Its tables take a third of a second to load, and most processes ask for no sound.
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(char)).lower()
