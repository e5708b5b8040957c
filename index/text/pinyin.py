"""Pinyin: how a text sounds, without tones."""

from __future__ import annotations

from functools import lru_cache

_BLURS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


def sound(text: str) -> str:
    """The syllables of a text in one piece, each character by its usual reading; what is not Han stays."""
    return "".join(map(_syllable, text))


def spoken(word: str) -> str:
    """The syllables of a word as it is said, where a character's reading depends on its neighbours: tiaojie."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(word)).lower()


def blurred(sound: str) -> str:
    """A sound without the differences that many do not hear: zh and z, ch and c, sh and s, ng and n."""
    for heard, meant in _BLURS:
        sound = sound.replace(heard, meant)
    return sound


def spelling(text: str) -> str:
    """The same with a capital at the beginning of each character's syllable: HuoQiu."""
    return "".join(_syllable(char).capitalize() for char in text)


@lru_cache(maxsize=32768)
def _syllable(char: str) -> str:
    # Its tables take a third of a second to load, and most processes ask for no sound.
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(char)).lower()
