"""The one normalisation for matching, used on texts and on queries alike.

A string's normal form never depends on what stands beside it: NFKC, lower case, traditional to simplified
character by character, every variant of a mark to one mark. Nothing is dropped but white space, zero-width and
control characters and pinyin glosses.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.text.glosses import gloss_spans, without_glosses
from index.text.script import simplified

# Kind, outline, quotations and stories each look at the lines of one article.
REMEMBERED_TEXTS = 256

_MARKS = {
    '"': "“”„‟«»「」『』〝〞〟＂",
    "'": "‘’‚‛`´＇",
    "·": "•‧・∙⋅･●",
    "-": "‐‑‒–—―−﹘﹣─━",
    "(": "（﹙❨",
    ")": "）﹚❩",
    "[": "［【〔〖﹝",
    "]": "］】〕〗﹞",
    "《": "〈＜",
    "》": "〉＞",
    "~": "～〜∼",
}
_ONE_MARK = {variant: mark for mark, variants in _MARKS.items() for variant in variants}
_DROPPED = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal form and, for each of its characters, the offset in the text that it came from."""

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a non-empty span of the normal form into the span of the original characters."""
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=REMEMBERED_TEXTS)
def normalise(text: str) -> str:
    """Return the normal form of a text."""
    return without_glosses(text)[0].translate(_FOLDING)


def normalise_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """The normal form of each of some lines, most of which become another one character by character."""
    joined = "\n".join(lines)
    units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), np.uint16)
    folded = _UNIT_FOLDS[units]
    if not folded.all():
        for unit in set(units[folded == 0].tolist()):
            _UNIT_FOLDS[unit] = _unit_fold(chr(unit))
        folded = _UNIT_FOLDS[units]
    normal = folded[folded != _NOTHING].tobytes().decode("utf-16-le").split("\n")
    if len(normal) != len(lines):
        return tuple(map(normalise, lines))
    may_have_glosses = "(" in joined or "（" in joined
    return tuple(
        normalise(line) if _OTHERWISE in easily or (may_have_glosses and gloss_spans(line)) else easily
        for line, easily in zip(lines, normal, strict=True)
    )


def normalise_with_origins(text: str) -> Normal:
    """Return the normal form together with where each of its characters came from."""
    spans = gloss_spans(text)
    if not spans and _folds_one_by_one(text):
        return Normal(text.translate(_FOLDING), range(len(text)))
    glossed = {offset for start, end in spans for offset in range(start, end)}
    pieces: list[str] = []
    origins: list[int] = []
    for offset, char in enumerate(text):
        if offset not in glossed:
            folded = char.translate(_FOLDING)
            pieces.append(folded)
            origins.extend([offset] * len(folded))
    return Normal("".join(pieces), tuple(origins))


def _folds_one_by_one(text: str) -> bool:
    """Tell whether each character of a text becomes one other; those that are known to are not folded again."""
    others = set(text) - _SINGLE
    _SINGLE.update(char for char in others if len(char.translate(_FOLDING)) == 1)
    return others <= _SINGLE


class _Folding(dict[int, str]):
    """A translation table that learns the fold of each character when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


_FOLDING = _Folding()
_SINGLE: set[str] = set()
# For every UTF-16 unit what its character becomes, 0 where nobody has asked yet; no text becomes these two characters.
_UNIT_FOLDS = np.zeros(0x10000, np.uint16)
_NOTHING, _OTHERWISE = 1, "\x02"


def _unit_fold(char: str) -> int:
    if char == "\n":
        return ord(char)
    folded = char.translate(_FOLDING)
    if not folded and not "\ud800" <= char <= "\udfff":
        return _NOTHING
    return ord(folded) if len(folded) == 1 and folded <= "\uffff" else ord(_OTHERWISE)


def _fold(char: str) -> str:
    if ord(char) in _VARIATION_SELECTORS or unicodedata.category(char) in _DROPPED:
        return ""
    if char in _ONE_MARK:
        return _ONE_MARK[char]
    compatible = "".join(_ONE_MARK.get(part, part) for part in unicodedata.normalize("NFKC", char))
    lowered = "".join(part for part in compatible.lower() if not part.isspace())
    return simplified(lowered)
