"""Cutting normal text into words: jieba without guessing, with words of our own on top.

A word of our own changes the cut of those texts alone in which it stands: the sum of all frequencies, which every cut
weighs, stays that of jieba's dictionary, and a word's frequency depends only on the words that stand in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cached_property

from index import data
from index.text.dictionary import TOTAL, jieba_dictionary
from index.text.fastcut import Cut, fast_cut
from index.text.lexicon import RELEASE, Lexicon
from index.text.normal import normalise

COURT_WORDS = "court_words.txt"
# To be raised with every change of how a text is cut by the same words.
_WAY = 2
# Names what an index must have been built with for a query to be cut alike, if it is by the same words. That is jieba's
# cut and its dictionary, whoever makes it: a fast cut is used only where it is the same.
VERSION = f"jieba {RELEASE} way {_WAY}"

_STRANGE, _MARK = 0.01, 200_000
# Words whose sub-words were looked for; each takes some 300 bytes.
_MOST_REMEMBERED = 100_000
# A shorter word has no word within.
_SHORTEST_COMPOUND = 3
_MARKS = frozenset("，。、；：？！“”‘’（）《》【】—…·,.;:?!()\"'0123456789")


class Tokenizer:
    """A dictionary tokenizer whose cut of a text never depends on chance or on guessed words."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = in_order(words)
        self._subwords: dict[str, tuple[str, ...]] = {}
        self._fast_cut: Cut | None = None

    def load(self) -> None:
        """Load now what every cut needs; raises DictionaryError."""
        _ = self._lexicon

    def hasten(self) -> None:
        """Cut fast from now on, where that is possible: worth its loading for whoever cuts thousands of texts."""
        if self._fast_cut is None:
            own = {word: self._lexicon.frequency(word) for word in self.words}
            self._fast_cut = fast_cut(own, sum(map(self._lexicon.added, own)))

    def cut(self, normal: str) -> Iterable[str]:
        """Cut a normal text into pieces that join to the text again, marks included."""
        return self._lexicon.cut(normal) if self._fast_cut is None else self._fast_cut(normal)

    def likelihood(self, normal: str) -> float:
        """The logarithm of how likely a normal text is by the words of its cut; strange characters are unlikely."""
        pieces = list(self.cut(normal))
        return sum(math.log(self._commonness(piece)) - math.log(TOTAL) for piece in pieces)

    def subwords(self, word: str) -> tuple[str, ...]:
        """The dictionary words inside a word that its own best cut justifies, never one across that cut.

        The word is cut again without itself (人民法院 gives 人民 and 法院) and neighbouring atoms that join to a
        dictionary word count too (民事|诉讼|法 gives 诉讼法); single characters do not. A run of Latin letters and
        digits is cut in one piece however long it is, and carries none.
        """
        if len(word) < _SHORTEST_COMPOUND or word.isascii():
            return ()
        known = self._subwords.get(word)
        if known is None:
            if len(self._subwords) >= _MOST_REMEMBERED:
                self._subwords.clear()
            known = self._subwords[word] = tuple(dict.fromkeys(self._find_subwords(word)))
        return known

    def _find_subwords(self, word: str) -> Iterator[str]:
        cuts = self._lexicon.parts(word)
        for first, start in enumerate(cuts):
            for end in cuts[first + 1 :]:
                if 1 < end - start < len(word) and self._lexicon.frequency(part := word[start:end]):
                    yield part
                    yield from self.subwords(part)

    def _commonness(self, piece: str) -> float:
        return self._lexicon.frequency(piece) or (_MARK if _MARKS.issuperset(piece) else _STRANGE)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(jieba_dictionary(), self.words)


def in_order(words: Iterable[str]) -> tuple[str, ...]:
    """Words as a tokenizer takes them: in normal form, each once, a word before those that it stands in."""
    return tuple(sorted(set(map(normalise, words)), key=lambda word: (len(word), word)))


def court_words() -> tuple[str, ...]:
    """The words that are shipped beside jieba's."""
    return data.lines(COURT_WORDS)


def court_tokenizer() -> Tokenizer:
    """The tokenizer with the court dictionary, one per process."""
    return tokenizer_with(in_order(court_words()))


def tokenizer_with(words: tuple[str, ...]) -> Tokenizer:
    """The tokenizer with these words, which are ``in_order``; the last few asked for are kept."""
    known = _TOKENIZERS.pop(words, None) or Tokenizer(words)
    _TOKENIZERS[words] = known
    for forgotten in list(_TOKENIZERS)[:-_MOST_TOKENIZERS]:
        _TOKENIZERS.pop(forgotten, None)
    return known


_MOST_TOKENIZERS = 2
_TOKENIZERS: dict[tuple[str, ...], Tokenizer] = {}
