"""Cutting normal text into words: jieba without guessing, with words of our own on top.

A word of our own changes the cut of those texts alone in which it stands: the sum of all frequencies, which every cut
weighs, stays that of jieba's dictionary, and a word's frequency depends only on the words that stand in it.
"""

from __future__ import annotations

import logging
import math
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba

from index import data
from index.text.fastcut import Cut, fast_cut
from index.text.normal import normalise

COURT_WORDS = "court_words.txt"
# To be raised with every change of how a text is cut by the same words.
_WAY = 2
# Names what an index must have been built with for a query to be cut alike, if it is by the same words. That is jieba's
# cut and its dictionary, whoever makes it: a fast cut is used only where it is the same.
VERSION = f"jieba {jieba.__version__} way {_WAY}"

_STRANGE, _MARK = 0.01, 200_000
# Words whose sub-words were looked for; each takes some 300 bytes.
_MOST_REMEMBERED = 100_000
# A shorter word has no word within.
_SHORTEST_COMPOUND = 3
_MARKS = frozenset("，。、；：？！“”‘’（）《》【】—…·,.;:?!()\"'0123456789")


class Tokenizer:
    """A dictionary tokenizer whose cut of a text never depends on chance or on guessed words.

    ``like`` is another one, whose dictionary it copies where that is loaded: that takes a hundredth of the time.
    """

    def __init__(self, words: Iterable[str], cache_folder: Path | None = None, like: Tokenizer | None = None) -> None:
        self.words = in_order(words)
        self._like = like
        self._jieba = jieba.Tokenizer()
        # jieba's default is a file of a predictable name in the shared temporary folder, loaded with marshal.
        self._jieba.tmp_dir = str(cache_folder) if cache_folder else tempfile.mkdtemp(prefix="words-")
        self._subwords: dict[str, tuple[str, ...]] = {}
        self._before: dict[str, int | None] = {}
        self._fast_cut: Cut | None = None
        self._ready = False

    def hasten(self) -> None:
        """Cut fast from now on, where that is possible: worth its loading for whoever cuts thousands of texts."""
        self.load()
        if self._fast_cut is None:
            own = {word: self._frequency(word) for word in self.words}
            self._fast_cut = fast_cut(own, sum(own.values()) - sum(self._before.get(word) or 0 for word in own))

    def cut(self, normal: str) -> Iterable[str]:
        """Cut a normal text into pieces that join to the text again, marks included."""
        if self._fast_cut is not None:
            return self._fast_cut(normal)
        self.load()
        pieces: Iterator[str] = self._jieba.cut(normal, HMM=False)
        return pieces

    def likelihood(self, normal: str) -> float:
        """The logarithm of how likely a normal text is by the words of its cut; strange characters are unlikely."""
        pieces = list(self.cut(normal))
        total = math.log(self._jieba.total)
        return sum(math.log(self._commonness(piece)) - total for piece in pieces)

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
        cuts = self._cuts(word)
        for first, start in enumerate(cuts):
            for end in cuts[first + 1 :]:
                if 1 < end - start < len(word) and self._frequency(part := word[start:end]):
                    yield part
                    yield from self.subwords(part)

    def _cuts(self, word: str) -> list[int]:
        """Where the most probable cut of a word that does not use the word itself begins and ends its atoms."""
        self.load()
        frequency_of, log_of_all, size = self._jieba.FREQ.get, math.log(self._jieba.total), len(word)
        best: list[tuple[float, int]] = [(0.0, 0)] * (size + 1)
        # Most words of an index are met once or twice: this is where most of the time goes that new words take.
        for start in range(size - 1, -1, -1):
            found = (math.log(frequency_of(word[start]) or 1) - log_of_all + best[start + 1][0], start + 1)
            for end in range(start + 2, min(size, start + size - 1) + 1):
                if frequency := frequency_of(word[start:end]):
                    found = max(found, (math.log(frequency) - log_of_all + best[end][0], end))
            best[start] = found
        cuts = [0]
        while cuts[-1] < size:
            cuts.append(best[cuts[-1]][1])
        return cuts

    def _commonness(self, piece: str) -> float:
        return self._frequency(piece) or (_MARK if _MARKS.issuperset(piece) else _STRANGE)

    def _frequency(self, word: str) -> int:
        return int(self._jieba.FREQ.get(word, 0))

    def load(self) -> None:
        """Load the dictionary, once."""
        if self._ready:
            return
        if self._like is not None and self._like._ready:
            self._jieba.FREQ, self._jieba.total = self._like._bare(), self._like._jieba.total
            self._jieba.initialized = True
        else:
            # What it would say is that its cache could not be written, which costs a second at the next start.
            jieba.setLogLevel(logging.CRITICAL)
            Path(self._jieba.tmp_dir).mkdir(parents=True, exist_ok=True)
            self._jieba.initialize()
        self._like = None
        self._add_words()
        self._ready = True

    def _add_words(self) -> None:
        total, frequencies = self._jieba.total, self._jieba.FREQ
        for word in self.words:
            for end in range(1, len(word) + 1):
                self._before.setdefault(word[:end], frequencies.get(word[:end]))
            self._jieba.add_word(word)
            self._jieba.total = total

    def _bare(self) -> dict[str, int]:
        """jieba's own dictionary, as it was before words of ours came to it."""
        bare: dict[str, int] = dict(self._jieba.FREQ)
        for text, frequency in self._before.items():
            if frequency is None:
                del bare[text]
            else:
                bare[text] = frequency
        return bare


def in_order(words: Iterable[str]) -> tuple[str, ...]:
    """Words as a tokenizer takes them: in normal form, each once, a word before those that it stands in."""
    return tuple(sorted(set(map(normalise, words)), key=lambda word: (len(word), word)))


def court_words() -> tuple[str, ...]:
    """The words that are shipped beside jieba's."""
    return data.lines(COURT_WORDS)


def court_tokenizer(cache_folder: Path | None = None) -> Tokenizer:
    """The tokenizer with the court dictionary, one per process: what it loads is the same from any cache folder."""
    return tokenizer_with(in_order(court_words()), cache_folder)


def tokenizer_with(words: tuple[str, ...], cache_folder: Path | None = None) -> Tokenizer:
    """The tokenizer with these words, which are ``in_order``; the last few asked for are kept."""
    known = _TOKENIZERS.pop(words, None) or Tokenizer(words, cache_folder, next(iter(_TOKENIZERS.values()), None))
    _TOKENIZERS[words] = known
    for forgotten in list(_TOKENIZERS)[:-_MOST_TOKENIZERS]:
        _TOKENIZERS.pop(forgotten, None)
    return known


_MOST_TOKENIZERS = 2
_TOKENIZERS: dict[tuple[str, ...], Tokenizer] = {}
