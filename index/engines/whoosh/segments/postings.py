"""The postings of one term from a segment's arrays, as Whoosh's own searcher steps through them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from struct import pack
from typing import Any

import numpy as np
from whoosh import formats, matching
from whoosh.matching import LeafMatcher, NullMatcher, ReadTooFar
from whoosh.reading import TermInfo
from whoosh.util.numeric import byte_to_length

from index.engines.whoosh.segments.layout import Words


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Steps through the documents of a term; to Whoosh's quality skipping it is a single block."""

    def __init__(
        self, words: Words, number: int, format_: formats.Format, term: tuple[str, bytes], scorer: Any = None
    ) -> None:
        self.format = format_
        self.scorer = scorer
        self._words = words
        self._number = number
        self._term = term
        self._docs: list[int] = words.docs[words.postings(number)].tolist()
        self._freqs: list[int] = words.frequencies(number).tolist()
        self._info = term_info(words, number)
        self._at = 0
        self._place_starts: list[int] | None = None

    def is_active(self) -> bool:
        """Tell whether there is a current document."""
        return self._at < len(self._docs)

    def reset(self) -> None:
        """Go to the first document."""
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """Another one at the same document."""
        other = ArrayMatcher(self._words, self._number, self.format, self._term, self.scorer)
        other._at = self._at
        return other

    def replace(self, minquality: float = 0) -> matching.Matcher:
        """Nothing, where nothing of it is left or good enough."""
        too_weak = minquality and self.supports_block_quality() and self.max_quality() < minquality
        return self if self.is_active() and not too_weak else NullMatcher()

    def id(self) -> int:
        """The current document."""
        return self._docs[self._at]

    def all_ids(self) -> Iterator[int]:
        """The documents from the current one on."""
        return iter(self._docs[self._at :])

    def next(self) -> bool:
        """Go to the next document; tells whether the block ended."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    def skip_to(self, docnum: int) -> None:
        """Go to the first document that is not before this one."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._docs, docnum, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        """Go beyond the only block where it is not good enough."""
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._docs)
        return 1

    def weight(self) -> float:
        """The frequency in the current document, times the field's boost."""
        return self._freqs[self._at] * self._words.boost

    def value(self) -> bytes:
        """The value of the current document as the field's format encodes it."""
        if self.format.supports("positions"):
            encoded: bytes = self.format.encode(self._places())
            return encoded
        return pack("!I", self._freqs[self._at]) if isinstance(self.format, formats.Frequency) else b""

    def value_as(self, astype: str) -> Any:
        """The value of the current document as the kind asked for."""
        return self._places() if astype == "positions" else super().value_as(astype)

    def block_min_length(self) -> int:
        """The shortest length of a document of this term."""
        return int(self._info.min_length())

    def block_max_length(self) -> int:
        """The longest length of a document of this term."""
        return int(self._info.max_length())

    def block_max_weight(self) -> float:
        """The largest weight of a document of this term."""
        return float(self._info.max_weight())

    def _places(self) -> list[int]:
        if self._place_starts is None:
            self._place_starts = [0, *np.cumsum(self._freqs).tolist()]
        start, end = self._place_starts[self._at : self._at + 2]
        places: list[int] = self._words.places(self._number)[start:end].tolist()
        return places


def term_info(words: Words, number: int) -> TermInfo:
    """What Whoosh asks of a term."""
    docs = words.docs[words.postings(number)]
    freqs = words.frequencies(number)
    lengths = words.lengths[docs]
    return TermInfo(
        weight=float(freqs.sum()) * words.boost,
        df=len(docs),
        minlength=byte_to_length(int(lengths.min())),
        maxlength=byte_to_length(int(lengths.max())),
        maxweight=float(freqs.max()) * words.boost,
        minid=int(docs[0]),
        maxid=int(docs[-1]),
    )
