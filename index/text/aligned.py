"""A text in one script and one set of marks, character for character: what the rules of knowledge are matched against.

Unlike the normal form it keeps every offset and the direction of quotation marks, so that a span found in it is a span
of the page's own text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.text.script import simplified

# Outline, roles and facts each look at the lines of one article.
REMEMBERED_LINES = 512

_MARKS = {
    "“": "「『«〝„‟",
    "”": "」』»〞〟",
    "‘": "`‛",
    "’": "´",
    "《": "〈＜<",
    "》": "〉＞>",
    "（": "(﹙❨",
    "）": ")﹚❩",
    "，": ",﹐",
    "。": "｡﹒",
    "；": ";﹔",
    "：": ":﹕",
    "？": "?﹖",
    "！": "!﹗",
    "·": "•‧・∙⋅･●",
    "—": "‐‑‒–―−﹘﹣─━",
}
_ONE_MARK = {variant: mark for mark, variants in _MARKS.items() for variant in variants}
_STRAIGHT_QUOTE = re.compile('["＂]')
# Thousands and times of day keep the marks that they are written with.
_MARK_IN_NUMBER = re.compile(r"(?<=\d)[，：](?=\d)")


@lru_cache(maxsize=REMEMBERED_LINES)
def aligned(line: str) -> str:
    """Fold a line to simplified characters, half-width letters and digits and full-width marks; its length is kept."""
    folded = line.translate(_FOLDING)
    folded = _MARK_IN_NUMBER.sub(lambda match: {"，": ",", "：": ":"}[match.group()], folded)
    return _directed(folded) if _STRAIGHT_QUOTE.search(folded) else folded


def _directed(line: str) -> str:
    """Straight quotation marks open and close in turn."""
    parts = _STRAIGHT_QUOTE.split(line)
    marks = ["“" if number % 2 == 0 else "”" for number in range(len(parts) - 1)]
    return "".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True))


class _Folding(dict[int, str]):
    """A translation table that learns the fold of each character when it is first met; every fold is one character."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


_FOLDING = _Folding()


def _fold(char: str) -> str:
    if char in _ONE_MARK:
        return _ONE_MARK[char]
    if char in "“”‘’，。；：？！（）《》":
        return char
    if char.isspace():
        return " "
    compatible = unicodedata.normalize("NFKC", char)
    folded = simplified(compatible) if len(compatible) == 1 else char
    return _ONE_MARK.get(folded, folded) if len(folded) == 1 else char
