"""Phrases: documents in which words stand side by side in a text field."""

from __future__ import annotations

from collections.abc import Sequence

from index.engines.whoosh.executing.matches import Answer, Listed, Matches, all_of, as_list
from index.engines.whoosh.kernels.contract import Kernels, Occurrences


def adjacent(parts: Sequence[Matches], stand: Sequence[Occurrences], kernels: Kernels) -> Answer:
    """Of the documents that have all words those that have them in a row, scored as all of them are.

    ``parts`` are the documents of the words, ``stand`` tells where each of them stands.
    """
    if len(parts) == 1:
        return parts[0]
    docs, scores, *_ = as_list(all_of(parts), kernels)
    left = kernels.adjacent(docs, scores, stand) if len(docs) else 0
    return Listed(docs[:left], scores[:left])
