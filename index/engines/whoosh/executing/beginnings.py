"""Words by their beginnings: all postings of a segment's terms that start alike stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from index.engines.whoosh.executing.ownquery import OwnQuery
from index.engines.whoosh.executing.segment import Segment, frequencies
from index.engines.whoosh.kernels.contract import Kernels, Scores
from index.engines.whoosh.segments.layout import Shorts, Words

_HIGHEST_BYTE = b"\xff"


class WordsBeginning(OwnQuery):
    """Matches the documents that have a word with this beginning in one of some fields, weighed by field.

    All these words score as one that stands as often as all together, and is as common as the most common one.
    """

    def __init__(self, beginning: str, weights: Mapping[str, float]) -> None:
        super().__init__(beginning, tuple(weights.items()))
        self.beginning = beginning
        self.weights = dict(weights)


def having(segment: Segment, beginning: str, weights: Mapping[str, float]) -> tuple[Shorts, Scores]:
    """The documents that have such a word in one of some fields, and how often, weighed by field."""
    found = np.zeros(segment.count)
    for name, weight in weights.items():
        words = segment.arrays.words.get(name)
        if words:
            first, last = _numbers(words, beginning)
            docs = words.docs[words.starts[first] : words.starts[last]]
            found += np.bincount(docs, frequencies(words, first, last), segment.count) * (weight * words.boost)
    docs = np.flatnonzero(found).astype(np.uint16)
    return docs, found[docs].astype(np.float32)


def commonest(segments: Sequence[Segment], beginning: str, names: Sequence[str], kernels: Kernels) -> int:
    """How many documents have the most common of these words in one of some fields."""
    return max((_commonest(segments, beginning, name, kernels) for name in names), default=0)


def _commonest(segments: Sequence[Segment], beginning: str, name: str, kernels: Kernels) -> int:
    """A word is not the most common one unless some segment has a fair share of it."""
    fields = [segment.arrays.words[name] for segment in segments if name in segment.arrays.words]
    ranges = [_numbers(words, beginning) for words in fields]
    shares = [np.diff(words.starts[first : last + 1]) for words, (first, last) in zip(fields, ranges, strict=True)]
    fair = max((int(share.max()) for share in shares if len(share)), default=0) / max(len(fields), 1)
    likely = {
        words.terms[first + at]
        for words, (first, _), share in zip(fields, ranges, shares, strict=True)
        for at in np.flatnonzero(share >= fair).tolist()
    }
    totals = (sum(s.frequency(name, s.term_number(name, term, kernels)) for s in segments) for term in likely)
    return max(totals, default=0)


def _numbers(words: Words, beginning: str) -> tuple[int, int]:
    """The number of the first such term, and of the first one after them."""
    encoded = beginning.encode("utf-8", "surrogatepass")
    return words.terms.at_least(encoded), words.terms.at_least(encoded + _HIGHEST_BYTE)
