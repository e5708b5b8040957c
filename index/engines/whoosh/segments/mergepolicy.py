"""Which segments of an index are merged, so that they stay few and a change costs what it is worth.

What is left is of sizes that grow by more than _GROWTH, so that their number is a logarithm of the documents', beside
those that are full; and a document is copied about once for every such size. Whoever wrote most of an index leaves as
few segments as there can be, for each is asked apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.engines.whoosh.segments.layout import MOST_DOCUMENTS

# Numbers of postings, positions and units then fit into four bytes.
MOST_BYTES = 1 << 31

_GROWTH = 3
# Smaller ones cost as much as one of this size.
_SMALL = 500


@dataclass(frozen=True, slots=True)
class Size:
    """How large a segment is: its documents that are not deleted, and the bytes of its arrays."""

    documents: int
    bytes: int


def to_merge(sizes: Sequence[Size], written: int = 0) -> list[int]:
    """Which of some segments to merge into one, so many documents having just been written; none where they are well.

    A segment is merged with all smaller ones where it is at most _GROWTH times as large as they are together, or all of
    them twice as large as what was written.
    """
    smallest_first = sorted(range(len(sizes)), key=lambda number: sizes[number].documents)
    chosen = documents = size = 0
    for rank, number in enumerate(smallest_first):
        own = sizes[number]
        if documents + own.documents > MOST_DOCUMENTS or size + own.bytes > MOST_BYTES:
            break
        is_worth_it = own.documents <= _GROWTH * max(documents, _SMALL)
        documents += own.documents
        size += own.bytes
        if rank and (is_worth_it or documents <= 2 * written):
            chosen = rank + 1
    return sorted(smallest_first[:chosen])
