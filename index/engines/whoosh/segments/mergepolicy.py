"""Which segments of an index are merged, so that they stay few and a change costs what it is worth.

What is left is of sizes that grow by more than _GROWTH, so that their number is a logarithm of the documents', beside
those that are full; and a document is copied about once for every such size.
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


def to_merge(sizes: Sequence[Size]) -> list[int]:
    """Which of some segments to merge into one; none where they are well as they are.

    A segment is merged with all smaller ones where it is at most _GROWTH times as large as they are together.
    """
    smallest_first = sorted(range(len(sizes)), key=lambda number: sizes[number].documents)
    chosen = documents = size = 0
    for rank, number in enumerate(smallest_first):
        own = sizes[number]
        if documents + own.documents > MOST_DOCUMENTS or size + own.bytes > MOST_BYTES:
            break
        if rank and own.documents <= _GROWTH * max(documents, _SMALL):
            chosen = rank + 1
        documents += own.documents
        size += own.bytes
    return sorted(smallest_first[:chosen])
