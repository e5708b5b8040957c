"""Which segments of an index are merged, so that they stay few and a change costs what it is worth.

What is left is of sizes that grow by more than _GROWTH, so that their number is a logarithm of the documents', beside
those that are full; and a document is copied about once for every such size.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.engines.whoosh.layout import MOST_DOCUMENTS

_GROWTH = 3
# Smaller ones cost as much as one of this size.
_SMALL = 500


def to_merge(sizes: Sequence[int]) -> list[int]:
    """Which of some segments of these sizes to merge into one; none where they are well as they are.

    A segment is merged with all smaller ones where it is at most _GROWTH times as large as they are together.
    """
    smallest_first = sorted(range(len(sizes)), key=sizes.__getitem__)
    chosen = total = 0
    for rank, number in enumerate(smallest_first):
        if total + sizes[number] > MOST_DOCUMENTS:
            break
        if rank and sizes[number] <= _GROWTH * max(total, _SMALL):
            chosen = rank + 1
        total += sizes[number]
    return sorted(smallest_first[:chosen])
