"""Pinyin: how a text sounds, without tones."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import combinations

_BLURS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


def sound(text: str) -> str:
    """The syllables of a text in one piece, each character by its usual reading; what is not Han stays."""
    return "".join(map(_syllable, text))


def spoken(word: str) -> str:
    """The syllables of a word as it is said, where a character's reading depends on its neighbours: tiaojie."""
    # To look up a whole word takes a hundred times as long, and of a hundred words 98 sound like their characters.
    parts = (word[start:end] for start, end in combinations(range(len(word) + 1), 2) if end - start > 1)
    return _said(word) if any(map(_telling_phrases().__contains__, parts)) else sound(word)


def blurred(sound: str) -> str:
    """A sound without the differences that many do not hear: zh and z, ch and c, sh and s, ng and n."""
    for heard, meant in _BLURS:
        sound = sound.replace(heard, meant)
    return sound


def spelling(text: str) -> str:
    """The same with a capital at the beginning of each character's syllable: HuoQiu."""
    return text.translate(_CAPITALISED)


class _Capitalised(dict[int, str]):
    """A translation table that learns each character when it is first met."""

    def __missing__(self, code: int) -> str:
        known = self[code] = _syllable(chr(code)).capitalize()
        return known


_CAPITALISED = _Capitalised()


@lru_cache(maxsize=32768)
def _syllable(char: str) -> str:
    return _said(char)


def _said(word: str) -> str:
    # Its tables take a third of a second to load, and most processes ask for no sound.
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(word)).lower()


@cache
def _telling_phrases() -> frozenset[str]:
    """The phrases in which a character is not read as it is alone; a word without one sounds like its characters."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    usual = {chr(code): _toneless(readings.split(",")[0]) for code, readings in PINYIN_DICT.items()}
    return frozenset(
        phrase
        for phrase, syllables in PHRASES_DICT.items()
        if [usual.get(char) for char in phrase] != [_toneless(readings[0]) for readings in syllables]
    )


@lru_cache(maxsize=4096)
def _toneless(syllable: str) -> str:
    return "".join(filter(str.isascii, unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")))
