"""Phrases: documents in which words stand side by side in a text field."""

from __future__ import annotations

from collections.abc import Sequence

from index.engines.whoosh.executing.matches import Listed, Matches, all_of, as_list
from index.engines.whoosh.executing.segment import Segment, occurrences
from index.engines.whoosh.kernels.contract import Kernels


def adjacent(
    parts: Sequence[Matches], field: str, numbers: Sequence[int], segment: Segment, kernels: Kernels
) -> Matches:
    """Of the documents that have all words those that have them in a row, scored as all of them are.

    ``parts`` are the documents of the words, ``numbers`` the numbers of these terms in the segment.
    """
    found = as_list(all_of(parts, kernels), kernels)
    if len(parts) == 1 or not len(found.docs):
        return found
    words = segment.arrays.words[field]
    docs, scores = found.docs.copy(), found.scores.copy()
    left = kernels.adjacent(docs, scores, [occurrences(words, number) for number in numbers])
    return Listed(docs[:left], scores[:left], found.factor)
