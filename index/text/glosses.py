"""Pinyin glosses: the bracketed reading that some mirrors put behind a character, as in 開發(fā)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTER = "A-Za-zＡ-Ｚａ-ｚ\u00c0-\u01dc\u0261\u0300-\u030c\u1e00-\u1eff"
_MOST_SYLLABLES = 4
_CANDIDATE = re.compile(rf"(?<=[\u3400-\u9fff])[(（][ \u3000]?([{_LETTER}0-5' \u00b7]{{1,32}})[)）]")
_SYLLABLE_BREAK = re.compile(r"[' \u00b7]+|(?<=[1-5])")
_CAPITALS = re.compile(r"[A-ZＡ-Ｚ]{2,}|[A-ZＡ-Ｚ]")
_TONE = re.compile(r"[0-5]\Z")


def gloss_spans(text: str) -> list[tuple[int, int]]:
    """Find every bracketed reading of the very characters before it, as (start, end) offsets with its brackets."""
    if "(" not in text and "（" not in text:
        return []
    return [match.span() for match in _CANDIDATE.finditer(text) if _reads(match[1], text, match.start())]


def without_glosses(text: str) -> tuple[str, int]:
    """Drop the glosses, keeping real brackets; returns the text and how many were dropped."""
    spans = gloss_spans(text)
    return (_cut_out(text, spans), len(spans)) if spans else (text, 0)


def reads(reading: str, char: str) -> bool:
    """Tell whether a bracketed syllable, toned or plain, is a reading of a character."""
    return _plain(reading) in _readings(char)


def _cut_out(text: str, spans: list[tuple[int, int]]) -> str:
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _reads(gloss: str, text: str, end: int) -> bool:
    """Whether a gloss reads the characters that stand before ``end``, syllable by syllable.

    Capitals alone, such as (FA), are an abbreviation: mirrors write their readings small, or with tone marks.
    """
    if _CAPITALS.fullmatch(gloss.strip()):
        return False
    syllables = [_plain(syllable) for syllable in _SYLLABLE_BREAK.split(gloss) if syllable]
    if len(syllables) == 1:
        return _spells(syllables[0], text[max(0, end - _MOST_SYLLABLES) : end])
    before = text[max(0, end - len(syllables)) : end]
    return 0 < len(before) == len(syllables) <= _MOST_SYLLABLES and all(
        syllable in _readings(char) for syllable, char in zip(syllables, before, strict=True)
    )


def _spells(letters: str, before: str) -> bool:
    """Whether letters without a break are the readings of the last one or two characters."""
    if letters in _readings(before[-1]):
        return True
    if len(before) < 2:
        return False
    first, last = _readings(before[-2]), _readings(before[-1])
    return any(letters.startswith(one) and letters[len(one) :] in last for one in first)


@lru_cache(maxsize=8192)
def _plain(reading: str) -> str:
    """A syllable without its tone, in small letters, ü as v."""
    folded = _TONE.sub("", unicodedata.normalize("NFKC", reading).lower().strip())
    decomposed = unicodedata.normalize("NFD", folded.replace("ɡ", "g"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char) or char == "\u0308")
    return plain.replace("u\u0308", "v")


@lru_cache(maxsize=8192)
def _readings(char: str) -> frozenset[str]:
    """Every toneless reading of a character, ü as v."""
    # Its tables take a third of a second to load, and most texts have no gloss.
    from pypinyin import Style, pinyin

    return frozenset(_plain(reading) for reading in pinyin(char, style=Style.NORMAL, heteronym=True)[0])
