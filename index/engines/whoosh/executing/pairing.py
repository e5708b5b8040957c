"""Pairs of neighbouring characters: they tell how well a text answers, beside its words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.executing.grams import grams_of
from index.engines.whoosh.executing.matches import NONE, Listed, Matches
from index.engines.whoosh.executing.ownquery import OwnQuery
from index.engines.whoosh.executing.segment import K1, Segment
from index.engines.whoosh.executing.stretches import having_gram, with_gram
from index.engines.whoosh.kernels.contract import Kernels

LENGTHS_OF = "body"
# That a pair is there at all says almost the same in a long text as in a short one.
B = 0.15


class PairText(OwnQuery):
    """Matches the documents that have two characters side by side; how often they have them is no matter."""

    def __init__(self, text: str, boost: float = 1.0) -> None:
        super().__init__(text, boost=boost)
        (self.gram,) = grams_of(text)


def scored(asked: PairText, segment: Segment, segments: Sequence[Segment], kernels: Kernels) -> Matches:
    """The documents that have a pair, each scored by BM25 as for a term that stands once in it."""
    docs = with_gram(segment.arrays.exact, asked.gram, kernels)
    if not len(docs) or LENGTHS_OF not in segment.arrays.words:
        return NONE
    scores, lengths = np.empty(len(docs), np.float32), segment.arrays.words[LENGTHS_OF].lengths
    once, norms = np.ones(len(docs), np.uint8), segment.norms(LENGTHS_OF, B)
    kernels.score(docs, once, lengths, norms, K1 + 1, 1.0, None, scores)
    return Listed(docs, scores, telling(asked.gram, segments) * asked.boost)


def telling(gram: int, segments: Sequence[Segment]) -> float:
    """How telling a pair is by how many documents have it."""
    having = sum(having_gram(segment.arrays.exact, gram) for segment in segments)
    return math.log(1 + (segments[0].statistics.documents - having + 0.5) / (having + 0.5))
