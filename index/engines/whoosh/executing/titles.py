"""Titles: those of a segment's normal texts side by side, so that looking into many need not go through the texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.engines.whoosh.segments.layout import END_OF_LINE, Exact, Offsets, Shorts

_USUAL, _LONGER = 32, 4


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
