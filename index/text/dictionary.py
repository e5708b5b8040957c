"""jieba's dictionary: of its words those are read that begin with a character which somebody asks about.

To read all takes a second, and a query has twenty characters. The file has a line for each word, in the order of their
first characters but for a few dozen words in front, so that those of one character are found by halving.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache

from index import data
from index.errors import TashanError

# Of the file of the pinned release: another one may be ordered otherwise, and cuts otherwise.
CHECKSUM = 0x1394096D
# The sum of all frequencies.
TOTAL = 60_101_967
_FIRST_IN_ORDER = "\n一".encode()


class DictionaryError(TashanError):
    """The dictionary is not the one that texts were cut by."""


class Dictionary:
    """The words of jieba's file and their frequencies; threads may share it."""

    def __init__(self, content: bytes) -> None:
        """Take the bytes of the file; raises DictionaryError where they are not those of the pinned release."""
        if zlib.crc32(content) != CHECKSUM:
            raise DictionaryError("jieba's dictionary is not that of the release this program names: install it anew.")
        self._content = content
        self._ordered = content.index(_FIRST_IN_ORDER) + 1
        self._others: dict[str, dict[str, int]] = defaultdict(dict)
        for word, frequency in _read(content[: self._ordered]).items():
            self._others[word[0]][word] = frequency

    def entries(self, head: str) -> dict[str, int]:
        """The words that begin with a character, with their frequencies, and what they begin with, with 0.

        That is what jieba has in memory of them.
        """
        entries = self._others.get(head, {}) | self._ordered_words(head)
        for word in [*entries]:
            beginning = word[:-1]
            while beginning and beginning not in entries:
                entries[beginning] = 0
                beginning = beginning[:-1]
        return entries

    def _ordered_words(self, head: str) -> dict[str, int]:
        beginning, places = head.encode("utf-8", "surrogatepass"), range(len(self._content))

        def beginning_at(place: int) -> bytes:
            """The first bytes of the line that has a byte."""
            start = self._content.rfind(b"\n", 0, place) + 1
            return self._content[start : start + len(beginning)]

        first = bisect_left(places, beginning, self._ordered, key=beginning_at)
        return _read(self._content[first : bisect_right(places, beginning, first, key=beginning_at)])


def _read(lines: bytes) -> dict[str, int]:
    """The words of some lines, each of which has a word, its frequency and its part of speech."""
    told = lines.decode().split()
    return dict(zip(told[::3], map(int, told[1::3]), strict=True))


@cache
def jieba_dictionary() -> Dictionary:
    """The dictionary that is installed, one for each process; raises DictionaryError."""
    return Dictionary(data.jieba_dictionary())
