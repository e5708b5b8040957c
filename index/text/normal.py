"""The one normalisation for matching, used on texts and on queries alike.

A string's normal form never depends on what stands beside it: NFKC, lower case, traditional to simplified
character by character, every variant of a mark to one mark. Nothing is dropped but white space, zero-width and
control characters and pinyin glosses.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import utf_16_le_decode, utf_16_le_encode
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
# Of what Python calls printable, all that is dropped.
_DROPPED_PRINTABLE = re.compile("[ \ufe00-\ufe0f]")

# Up to here a text is folded sooner one by one than all at once.
_SHORT = 50
_UNKNOWN, _NOTHING = "\0", "\uffff"


class Normal(NamedTuple):
    """A normal form and, for each of its characters, the offset in the text that it came from.

    It is a tuple, for a page has dozens, and they are made in a third of the time.
    """

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a non-empty span of the normal form into the span of the original characters."""
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=REMEMBERED_TEXTS)
def normalise(text: str) -> str:
    """Return the normal form of a text."""
    told = without_glosses(text)[0]
    folded = _folded(told) if len(told) > _SHORT else None
    return told.translate(_FOLDING) if folded is None else folded.replace(_NOTHING, "")


def normalise_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """The normal form of each of some lines, that are folded together: most of them character by character."""
    joined = "\n".join(lines)
    folded = _units_folded(joined)
    if len(folded) != len(joined):
        return tuple(map(normalise, lines))
    ends = accumulate((len(line) + 1 for line in lines), initial=0)
    each = (folded[start : start + len(line)] for start, line in zip(ends, lines, strict=False))
    return tuple(
        normalise(line) if _UNKNOWN in one_by_one or gloss_spans(line) else one_by_one.replace(_NOTHING, "")
        for line, one_by_one in zip(lines, each, strict=True)
    )


def normalise_with_origins(text: str, holding: str | None = None) -> Normal:
    """Return the normal form together with where each of its characters came from.

    ``holding`` is a text that has the normal form in it, where one is at hand, such as that of a whole line: as long as
    a text of which nothing is dropped, it is its normal form.
    """
    if holding is not None and len(holding) == len(text) and _is_kept_whole(text):
        return Normal(holding, range(len(text)))
    spans = gloss_spans(text)
    folded = None if spans or len(text) <= _SHORT else _folded(text)
    if folded is None:
        return _one_by_one(text, spans)
    if _NOTHING not in folded:
        return Normal(folded, range(len(text)))
    origins = tuple(at for at, char in enumerate(folded) if char != _NOTHING)
    return Normal(folded.replace(_NOTHING, ""), origins)


def _is_kept_whole(text: str) -> bool:
    """Whether each character of a text becomes one or more."""
    return text.isprintable() and _DROPPED_PRINTABLE.search(text) is None and not gloss_spans(text)


def _one_by_one(text: str, spans: list[tuple[int, int]]) -> Normal:
    """The same for any text, of which some spans are left out; a long one takes its time."""
    folds = [_FOLDING[ord(char)] for char in text]
    for start, end in spans:
        folds[start:end] = [""] * (end - start)
    origins = tuple([offset for offset, fold in enumerate(folds) for _ in fold])
    return Normal("".join(folds), origins)


def _folded(text: str) -> str | None:
    """What each character of a text becomes, _NOTHING or one other; None where any becomes more, or takes two units."""
    folded = _units_folded(text)
    return None if _UNKNOWN in folded else folded


def _units_folded(text: str) -> str:
    """What each unit of a text becomes, _UNKNOWN where that cannot be told of it alone."""
    codes = np.frombuffer(utf_16_le_encode(text, "surrogatepass")[0], "<u2")
    folded = _written(codes)
    if _UNKNOWN in folded:
        for code in {code for code, fold in zip(codes.tolist(), folded, strict=True) if fold == _UNKNOWN}:
            _ONE_FOLD[code] = ord(_one_fold(chr(code)))
        folded = _written(codes)
    return folded


def _written(codes: NDArray[np.uint16]) -> str:
    return utf_16_le_decode(_ONE_FOLD.take(codes).tobytes(), "strict", True)[0]


def _one_fold(char: str) -> str:
    """The one character that a character becomes, as far as one unit can tell it."""
    folded = char.translate(_FOLDING)
    if not folded:
        return _UNKNOWN if unicodedata.category(char) == "Cs" else _NOTHING
    return folded if len(folded) == 1 and folded < _NOTHING else _UNKNOWN


class _Folding(dict[int, str]):
    """A translation table that learns the fold of each character when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


_FOLDING = _Folding()
# By character; _UNKNOWN until it is met, and for good where it becomes more than one.
_ONE_FOLD = np.full(1 << 16, ord(_UNKNOWN), "<u2")


def _fold(char: str) -> str:
    if ord(char) in _VARIATION_SELECTORS or unicodedata.category(char) in _DROPPED:
        return ""
    if char in _ONE_MARK:
        return _ONE_MARK[char]
    compatible = "".join(_ONE_MARK.get(part, part) for part in unicodedata.normalize("NFKC", char))
    lowered = "".join(part for part in compatible.lower() if not part.isspace())
    return simplified(lowered)
