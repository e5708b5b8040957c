"""The fast cut: rjieba, which cuts as jieba does without guessing and is some thirty times faster."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version

# The releases whose cut was compared with jieba's; another one may cut otherwise, and is left alone.
PROVEN = frozenset({"0.2.2"})
# rjieba wants to know a part of speech for every word; nobody asks for it.
_NO_TAG = "x"
# Of what jieba lets a word consist. To rjieba rare characters are letters too, so it would find words with them.
_WORD = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")
# A word of the dictionary that no normal text has, for it is a traditional character, and its frequency.
_LENDER, _LENT = "紝", 11_651

Cut = Callable[[str], list[str]]


def fast_cut(own_words: Mapping[str, int], more: int = 0) -> Cut | None:
    """The cut by rjieba with words of one's own and their frequencies; None where it would not be jieba's.

    That is where no proven release is installed, and where a word has a character that jieba takes for a mark.
    ``more`` is what their frequencies add to the sum of all, which is to stay: another word lends it, as long as it
    can. Loading costs a fifth of a second and 60 MB.
    """
    if installed_release() not in PROVEN or more >= _LENT or not all(map(is_wordlike, own_words)):
        return None
    try:
        from rjieba import Jieba
    except ImportError:
        return None
    dictionary = Jieba()
    for word, frequency in own_words.items():
        dictionary.add_word(word, frequency, _NO_TAG)
    dictionary.add_word(_LENDER, _LENT - more, _NO_TAG)
    return lambda normal: dictionary.cut(normal, False)


def is_wordlike(text: str) -> bool:
    """Tell whether a text has only characters of which jieba lets a word consist."""
    return _WORD.fullmatch(text) is not None


def cutter() -> str:
    """What cuts texts in bulk on this machine, with its release."""
    release = installed_release()
    return f"rjieba {release}" if release in PROVEN else "jieba"


def installed_release() -> str | None:
    """The release of rjieba that is installed, None where there is none."""
    try:
        return version("rjieba")
    except PackageNotFoundError:
        return None
