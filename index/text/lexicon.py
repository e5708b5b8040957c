"""The lexicon: jieba over those words of its dictionary that a text can have, with words of our own on top.

jieba itself would read all its words before its first cut; here it cuts by a dictionary that fills as it is asked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import log

from index.text.dictionary import TOTAL, Dictionary


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Hide a module from what is imported meanwhile, unless it is loaded already."""
    if module in sys.modules:
        yield
        return
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]
    modules[module] = None
    try:
        yield
    finally:
        del modules[module]


# jieba would load it, in a fifth of a second, to find its own file of words, and does without where there is none.
with _without("pkg_resources"):
    import jieba

RELEASE: str = jieba.__version__
_LOG_OF_ALL = log(TOTAL)


class Lexicon:
    """Words with their frequencies; threads may share it.

    A word of our own is as frequent as jieba reckons that it must be to be preferred to its parts. The words are in an
    order in which none comes before one that stands in it.
    """

    def __init__(self, dictionary: Dictionary, words: Iterable[str]) -> None:
        self._dictionary = dictionary
        self._jieba = jieba.Tokenizer()
        self._jieba.total, self._jieba.initialized = TOTAL, True
        self._heads: set[str] = set()
        self._added: dict[str, int] = {}
        for word in words:
            self._add(word)

    def frequency(self, word: str) -> int:
        """How often a word was counted, 0 for what is none."""
        self._learn(word[0])
        return int(self._jieba.FREQ.get(word, 0))

    def added(self, word: str) -> int:
        """How much more frequent a word of our own is than in the dictionary."""
        return self._added[word]

    def cut(self, normal: str) -> Iterator[str]:
        """Cut a text into words and marks that join to it again, single Latin letters and digits in runs."""
        self._learn(normal)
        pieces: Iterator[str] = self._jieba.cut(normal, HMM=False)
        return pieces

    def parts(self, word: str) -> list[int]:
        """Where the atoms of a word begin and end, in the likeliest row that has not the word itself.

        Here any single character may be an atom.
        """
        self._learn(word)
        frequency_of, size = self._jieba.FREQ.get, len(word)
        best: list[tuple[float, int]] = [(0.0, 0)] * (size + 1)
        # Most words of an index are met once or twice: this is where most of the time goes that new words take.
        for start in range(size - 1, -1, -1):
            found = (log(frequency_of(word[start]) or 1) - _LOG_OF_ALL + best[start + 1][0], start + 1)
            for end in range(start + 2, min(size, start + size - 1) + 1):
                if frequency := frequency_of(word[start:end]):
                    found = max(found, (log(frequency) - _LOG_OF_ALL + best[end][0], end))
            best[start] = found
        cuts = [0]
        while cuts[-1] < size:
            cuts.append(best[cuts[-1]][1])
        return cuts

    def _learn(self, text: str) -> None:
        """Have all words that begin with any character of a text, before jieba asks for them."""
        for head in set(text) - self._heads:
            self._jieba.FREQ.update(self._dictionary.entries(head))
            self._heads.add(head)

    def _add(self, word: str) -> None:
        before = self.frequency(word)
        self._learn(word)
        self._jieba.add_word(word)
        # Or every word of ours would change the weight of all others.
        self._jieba.total = TOTAL
        self._added[word] = self.frequency(word) - before
