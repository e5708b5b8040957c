"""The lexicon: jieba's dictionary with words of our own on top, and the likeliest row of words that a text is.

That is jieba's cut without guessing, to a piece (``tests/test_lexicon.py``); jieba itself reads all its words first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import log

from index.text.dictionary import TOTAL, Dictionary, Family

_LOG_OF_ALL = log(TOTAL)
# As jieba has them: of what words are made, and of what is between them all white space but a line's end by itself.
WORDLIKE = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)")
_BETWEEN = re.compile(r"\r\n|.", re.DOTALL)
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


class Lexicon:
    """Words with their frequencies; threads may share it.

    A word of our own is as frequent as it must be to be preferred to its parts, or as it is anyway. The words are in an
    order in which none comes before one that stands in it.
    """

    def __init__(self, dictionary: Dictionary, words: Iterable[str]) -> None:
        self._dictionary = dictionary
        self._families = _Families(dictionary)
        for word in words:
            frequencies = {**self._families[word[0]].frequencies, word: self._preferred(word)}
            self._families[word[0]] = Family.of(frequencies)

    def frequency(self, word: str) -> int:
        """How often a word was counted, 0 for what is none."""
        return self._families[word[0]].frequencies.get(word, 0)

    def added(self, word: str) -> int:
        """How much more frequent a word is than in the dictionary."""
        return self.frequency(word) - self._dictionary.family(word[0]).frequencies.get(word, 0)

    def cut(self, normal: str) -> Iterator[str]:
        """Cut a text into words and marks that join to it again, single Latin letters and digits in runs."""
        for number, block in enumerate(WORDLIKE.split(normal)):
            if number % 2:
                yield from self._words(block)
            else:
                yield from _BETWEEN.findall(block)

    def _words(self, block: str) -> Iterator[str]:
        ends = self.likeliest(block)
        start = run = 0
        while start < len(block):
            end = ends[start]
            if end - start > 1 or block[start] not in _LATIN:
                if run < start:
                    yield block[run:start]
                yield block[start:end]
                run = end
            start = end
        if run < start:
            yield block[run:start]

    def likeliest(self, block: str) -> list[int]:
        """For every place of a text where the word that begins there ends, in the likeliest row from there on.

        Of rows that are alike that with the longer first word.
        """
        families, size = self._families, len(block)
        ends, likelihoods = [0] * size, [0.0] * (size + 1)
        for start in range(size - 1, -1, -1):
            frequencies, lengths = families[block[start]]
            best, best_end = None, start + 1
            for length in lengths:
                end = start + length
                if end > size:
                    break
                frequency = frequencies.get(block[start:end])
                if frequency:
                    likelihood = log(frequency) - _LOG_OF_ALL + likelihoods[end]
                    if best is None or likelihood >= best:
                        best, best_end = likelihood, end
            ends[start] = best_end
            likelihoods[start] = likelihoods[best_end] - _LOG_OF_ALL if best is None else best
        return ends

    def parts(self, word: str) -> list[int]:
        """Where the atoms of a word begin and end, in the likeliest row that has not the word itself.

        Here any single character may be an atom.
        """
        families, size = self._families, len(word)
        best: list[tuple[float, int]] = [(0.0, 0)] * (size + 1)
        for start in range(size - 1, -1, -1):
            frequencies, lengths = families[word[start]]
            found = (log(frequencies.get(word[start]) or 1) - _LOG_OF_ALL + best[start + 1][0], start + 1)
            for length in lengths:
                end = start + length
                if end > size or length == size:
                    break
                if length > 1 and (frequency := frequencies.get(word[start:end])):
                    found = max(found, (log(frequency) - _LOG_OF_ALL + best[end][0], end))
            best[start] = found
        cuts = [0]
        while cuts[-1] < size:
            cuts.append(best[cuts[-1]][1])
        return cuts

    def _preferred(self, word: str) -> int:
        """As jieba reckons it, to a digit."""
        likelihood = 1.0
        for piece in self.cut(word):
            likelihood *= self._counted(piece) / TOTAL
        frequencies = self._families[word[0]].frequencies
        return max(int(likelihood * TOTAL) + 1, frequencies.get(word, 1))

    def _counted(self, piece: str) -> int:
        """How often a piece was counted: 1 where it is no word, but 0 where one begins with it, for so jieba has it."""
        frequencies = self._families[piece[0]].frequencies
        if piece in frequencies:
            return frequencies[piece]
        return 0 if any(word.startswith(piece) for word in frequencies) else 1


class _Families(dict[str, Family]):
    """The families of words that were asked about."""

    def __init__(self, dictionary: Dictionary) -> None:
        super().__init__()
        self._dictionary = dictionary

    def __missing__(self, head: str) -> Family:
        family = self[head] = self._dictionary.family(head)
        return family
