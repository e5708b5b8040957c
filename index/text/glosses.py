"""Pinyin glosses: the bracketed reading that some mirrors put behind a character, as in 開發(fā)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CANDIDATE = re.compile(
    r"(?<=[\u3400-\u9fff])[(（]\s*([A-Za-z\u00c0-\u01dc\u0261\u0300-\u030c\u1e00-\u1eff]{1,9})\s*[)）]"
)


def gloss_spans(text: str) -> list[tuple[int, int]]:
    """Find every bracketed reading of the very character before it, as (start, end) offsets with its brackets."""
    return [
        match.span()
        for match in _CANDIDATE.finditer(text)
        if _without_tone(match[1]) in _readings(text[match.start() - 1])
    ]


def without_glosses(text: str) -> tuple[str, int]:
    """Drop the glosses, keeping real brackets; returns the text and how many were dropped."""
    spans = gloss_spans(text)
    return (_cut_out(text, spans), len(spans)) if spans else (text, 0)


def _cut_out(text: str, spans: list[tuple[int, int]]) -> str:
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _without_tone(reading: str) -> str:
    decomposed = unicodedata.normalize("NFD", reading.lower().replace("ü", "v").replace("ɡ", "g"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char) or char == "\u0308")
    return plain.replace("u\u0308", "v")


@lru_cache(maxsize=8192)
def _readings(char: str) -> frozenset[str]:
    """Every toneless reading of a character, ü as v."""
    # Its tables take a third of a second to load, and most texts have no gloss.
    from pypinyin import Style, pinyin

    return frozenset(_without_tone(reading) for reading in pinyin(char, style=Style.NORMAL, heteronym=True)[0])
