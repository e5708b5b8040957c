"""Layout: what a segment of the index holds beside Whoosh's own files, as arrays mapped into memory.

Document numbers are those of the segment, from 0, and never reach MOST_DOCUMENTS, so that two bytes hold one. Arrays
are little-endian and read-only, and the processes that map a file share it. Where a class has ``starts``, what belongs
to number n stands from ``starts[n]`` up to ``starts[n + 1]``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_DOCUMENTS = 65_536
BLOCK = 64
STRETCH = 256
# A frequency that one byte cannot hold: the true one is among the large ones.
LARGE = 255
END_OF_LINE = 0x0A
_MOST_PADDED = 1 << 26

Bytes = NDArray[np.uint8]
Shorts = NDArray[np.uint16]
Numbers = NDArray[np.uint32]
# Where something starts; four bytes where the most that a segment may hold allows it.
Offsets = NDArray[np.int64] | NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Terms:
    """Different byte strings in ascending order, known by their number."""

    content: Bytes
    starts: Numbers

    @classmethod
    def of(cls, terms: Sequence[bytes]) -> Terms:
        """Keep these, which are different and ascend."""
        starts = np.zeros(len(terms) + 1, np.uint32)
        np.cumsum(np.fromiter(map(len, terms), np.uint32), out=starts[1:])
        return cls(np.frombuffer(b"".join(terms), np.uint8), starts)

    def as_array(self) -> NDArray[Any]:
        """All of them in an array, ascending: of one width unless one is very long or has a zero."""
        sizes = np.diff(self.starts)
        width = int(sizes.max(initial=1)) or 1
        if width * len(self) > _MOST_PADDED or not self.content.all():
            return np.array(list(self), object)
        padded = np.zeros((len(self), width), np.uint8)
        padded[np.arange(width) < sizes[:, None]] = self.content[: int(self.starts[-1])]
        return padded.reshape(-1).view(f"S{width}")

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __iter__(self) -> Iterator[bytes]:
        content = self.content.tobytes()
        return (content[start:end] for start, end in pairwise(self.starts.tolist()))

    def __getitem__(self, number: int) -> bytes:
        return bytes(self.content[self.starts[number] : self.starts[number + 1]])

    def at_least(self, term: bytes) -> int:
        """The number of the first one that is not below this one."""
        return bisect_left(self, term)

    def find(self, term: bytes) -> int:
        """The number of this one, or -1."""
        number = self.at_least(term)
        return number if number < len(self) and self[number] == term else -1


@dataclass(frozen=True, slots=True)
class Words:
    """The postings of a text field.

    ``docs`` of a term ascend; ``freqs`` stand beside them. Positions of a term stand from ``position_starts``, those
    of a posting after those of the posting before; for every BLOCK-th posting of a term ``blocks`` (from
    ``block_starts``) says how many positions of the term stand before.
    ``lengths`` are Whoosh's, in its one-byte code; ``total_length`` is exact. ``boost`` is the field's, by which
    Whoosh multiplies every frequency. ``positions`` have two bytes, or four where a document is too long for that.
    """

    terms: Terms
    starts: Offsets
    docs: Shorts
    freqs: Bytes
    large_at: Offsets
    large: Numbers
    position_starts: Offsets
    positions: Shorts | Numbers
    block_starts: Offsets
    blocks: Numbers
    lengths: Bytes
    total_length: int
    boost: float = 1.0

    def postings(self, number: int) -> slice:
        """Where the postings of a term stand."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    def frequencies(self, number: int) -> Numbers:
        """The true frequencies of a term, in the order of its documents."""
        return self.frequencies_at(self.postings(number))

    def frequencies_at(self, at: slice) -> Numbers:
        """The true frequencies of some postings."""
        freqs = self.freqs[at].astype(np.uint32)
        first, last = np.searchsorted(self.large_at, (at.start, at.stop))
        freqs[self.large_at[first:last] - at.start] = self.large[first:last]
        return freqs

    def places(self, number: int) -> Shorts | Numbers:
        """The positions of a term in all its documents, document after document."""
        return self.positions[int(self.position_starts[number]) : int(self.position_starts[number + 1])]


@dataclass(frozen=True, slots=True)
class Exact:
    """The exact layer: the normal texts, in UTF-16 code units, and where in them each pair of units begins.

    A text is the title, empty where there is none, and the paragraphs, END_OF_LINE after each. A gram is two
    neighbouring units, the first in the upper half; the last unit of a line is paired with END_OF_LINE, so that every
    unit of a text but END_OF_LINE begins a gram, and the grams of a lone character are those that begin with it.
    Texts are cut in *stretches* of STRETCH units; a title ends one, as its text does, so that the last of either may be
    shorter. Stretch n has the units from ``stretch_starts[n]`` on and is of document ``stretch_docs[n]``;
    ``stretch_titles[n]`` is 1 where it is of a title, else 0. The ascending stretches in which a gram begins are a list
    in ``lists``, from the byte in ``starts`` on, packed by ``eliasfano.py``; its spare number is how many of them are
    of a document that the one before is of, too.
    """

    grams: Numbers
    starts: Numbers
    lists: Bytes
    text: Shorts
    text_starts: Offsets
    stretch_starts: Numbers
    stretch_docs: Shorts
    stretch_titles: Bytes

    def find(self, gram: int) -> int:
        """The number of a gram, or -1."""
        number = int(np.searchsorted(self.grams, np.uint32(gram)))
        return number if number < len(self.grams) and self.grams[number] == gram else -1


@dataclass(frozen=True, slots=True)
class Column:
    """The values of a field: ``codes`` are numbers of ``values``, those of a document ascend.

    Where no document has several, ``starts`` is None and a document's code stands at its number: ``len(values)`` where
    it has none.
    """

    values: Terms
    codes: Shorts | Numbers
    starts: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of the bodies in order; headings and anchors are in the stored views, in the same order.

    ``words`` is the position of a section's first word in the body, its heading's; ``units`` where it begins in the
    document's exact text, its heading included; ``roles`` are numbers of the roles of ``index.knowledge.roles`` from 1,
    in the order of the rules, and 0 where a section has none.
    """

    starts: Numbers
    words: Numbers
    units: Numbers
    roles: Bytes


@dataclass(frozen=True, slots=True, weakref_slot=True)
class SegmentArrays:
    """All of one segment; ``numbers`` are further figures of the documents, such as the density of facts."""

    count: int
    words: Mapping[str, Words]
    exact: Exact
    columns: Mapping[str, Column]
    numbers: Mapping[str, NDArray[np.float32]]
    sections: Sections
