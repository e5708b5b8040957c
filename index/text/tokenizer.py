"""Cutting normal text into words: jieba without guessing, with the court dictionary on top."""

from __future__ import annotations

import hashlib
import logging
import math
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba

from index import data
from index.text.fastcut import Cut, fast_cut

COURT_WORDS = "court_words.txt"

_STRANGE, _MARK = 0.01, 200_000
# Words whose sub-words were looked for; each takes some 300 bytes.
_MOST_REMEMBERED = 100_000
_MARKS = frozenset("，。、；：？！“”‘’（）《》【】—…·,.;:?!()\"'0123456789")


class Tokenizer:
    """A dictionary tokenizer whose cut of a text never depends on chance or on guessed words."""

    def __init__(self, words: Iterable[str], cache_folder: Path | None = None) -> None:
        self._own_words = tuple(words)
        self._jieba = jieba.Tokenizer()
        # jieba's default is a file of a predictable name in the shared temporary folder, loaded with marshal.
        self._jieba.tmp_dir = str(cache_folder) if cache_folder else tempfile.mkdtemp(prefix="words-")
        self._subwords: dict[str, tuple[str, ...]] = {}
        self._fast_cut: Cut | None = None
        self._ready = False

    @property
    def version(self) -> str:
        """Name what an index must have been built with for a query to be cut alike.

        That is jieba's cut and its dictionary, whoever makes it: a fast cut is used only where it is the same.
        """
        digest = hashlib.sha256("\n".join(self._own_words).encode()).hexdigest()[:12]
        return f"jieba {jieba.__version__} words {digest}"

    def hasten(self) -> None:
        """Cut fast from now on, where that is possible: worth its loading for whoever cuts thousands of texts."""
        self.load()
        self._fast_cut = self._fast_cut or fast_cut({word: self._frequency(word) for word in self._own_words})

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
        if word.isascii():
            return ()
        known = self._subwords.get(word)
        if known is None:
            if len(self._subwords) >= _MOST_REMEMBERED:
                self._subwords.clear()
            known = self._subwords[word] = tuple(dict.fromkeys(self._find_subwords(word)))
        return known

    def _find_subwords(self, word: str) -> Iterator[str]:
        atoms = self._atoms(word)
        for first in range(len(atoms)):
            for last in range(first + 1, len(atoms) + 1):
                part = "".join(atoms[first:last])
                if len(part) > 1 and part != word and self._frequency(part):
                    yield part
                    yield from self.subwords(part)

    def _atoms(self, word: str) -> list[str]:
        """The most probable cut of a word that does not use the word itself."""
        self.load()
        total = math.log(self._jieba.total)
        best: list[tuple[float, int]] = [(0.0, 0)] * (len(word) + 1)
        for start in range(len(word) - 1, -1, -1):
            best[start] = max(
                (math.log(self._frequency(word[start:end]) or 1) - total + best[end][0], end)
                for end in range(start + 1, len(word) + 1)
                if end == start + 1 or (end - start < len(word) and self._frequency(word[start:end]))
            )
        atoms = []
        start = 0
        while start < len(word):
            end = best[start][1]
            atoms.append(word[start:end])
            start = end
        return atoms

    def _commonness(self, piece: str) -> float:
        return self._frequency(piece) or (_MARK if _MARKS.issuperset(piece) else _STRANGE)

    def _frequency(self, word: str) -> int:
        return int(self._jieba.FREQ.get(word, 0))

    def load(self) -> None:
        """Load the dictionary, once."""
        if self._ready:
            return
        # What it would say is that its cache could not be written, which costs a second at the next start.
        jieba.setLogLevel(logging.CRITICAL)
        Path(self._jieba.tmp_dir).mkdir(parents=True, exist_ok=True)
        self._jieba.initialize()
        for word in self._own_words:
            self._jieba.add_word(word)
        self._ready = True


def court_tokenizer(cache_folder: Path | None = None) -> Tokenizer:
    """The tokenizer with the court dictionary, one per process: what it loads is the same from any cache folder."""
    if not _COURT_TOKENIZER:
        _COURT_TOKENIZER.append(Tokenizer(data.lines(COURT_WORDS), cache_folder))
    return _COURT_TOKENIZER[0]


_COURT_TOKENIZER: list[Tokenizer] = []
