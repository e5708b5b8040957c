"""Grams of the exact layer by their text: which documents of a segment have one, and how many of a whole index do."""

from __future__ import annotations

from typing import Any

import numpy as np

from index.engines.whoosh.layout import Exact, Shorts
from index.engines.whoosh.segmentfile import arrays_of


def documents_with(exact: Exact, gram: str) -> Shorts:
    """The documents of a pair of units, or of all pairs that begin with a lone one, in ascending order."""
    units = np.frombuffer(gram.encode("utf-16-le", "surrogatepass"), np.uint16).tolist()
    is_pair = len(units) > 1
    first = units[0] << 16 | (units[1] if is_pair else 0)
    start, end = np.searchsorted(exact.grams, (first, first + (1 if is_pair else 1 << 16))).tolist()
    documents = exact.docs[exact.starts[start] : exact.starts[end]]
    return documents if is_pair else np.unique(documents)


def frequency(reader: Any, gram: str) -> int:
    """How many documents of all segments have a gram, the deleted ones included."""
    return sum(len(documents_with(arrays_of(leaf).exact, gram)) for leaf, _ in reader.leaf_readers())
