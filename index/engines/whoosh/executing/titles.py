"""Titles: those of a segment's normal texts side by side, so that looking into many need not go through the texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.layout import END_OF_LINE, Exact, Offsets, Shorts

_USUAL, _LONGER = 32, 4
_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of all documents, END_OF_LINE after each, and where each starts."""

    text: Shorts
    starts: Offsets

    @classmethod
    def of(cls, exact: Exact) -> Titles:
        """Copy every text up to its first END_OF_LINE."""
        starts = exact.text_starts.astype(np.int64)
        sizes = np.diff(starts)
        left, width = np.flatnonzero(sizes), _USUAL
        while len(left):
            at = np.minimum(starts[left][:, None] + np.arange(width), len(exact.text) - 1)
            ends = exact.text[at] == END_OF_LINE
            ended = ends.any(axis=1)
            sizes[left[ended]] = ends[ended].argmax(axis=1) + 1
            left = left[~ended & (sizes[left] > width)]
            width *= _LONGER
        own = np.concatenate(([0], np.cumsum(sizes)))
        return cls(exact.text[np.arange(own[-1]) + np.repeat(starts[:-1] - own[:-1], sizes)], own)

    def likely(self, needle: Shorts, docs: Shorts, kernels: Kernels) -> NDArray[np.bool_]:
        """Whether the title of each document may hold a string: one of those that stand by it does."""
        starts = np.append(self.starts[:-1:_TOGETHER], self.starts[-1])
        rows = np.arange(len(starts) - 1, dtype=np.uint16)
        weights = np.empty(len(rows), np.float32)
        kernels.occurrences(self.text, starts, rows, needle, False, False, 1.0, 1.0, weights)
        return (weights > 0)[docs // _TOGETHER]
