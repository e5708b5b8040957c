"""Candidates: for each of many new texts the earlier ones whose sketches share most with its own, found in one go.

They are those that ``StoryLedger`` finds in its table of sketches one text after another; here the table is in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.ledgers.stories import FEWEST_SHARED, MOST_COMPARED, MOST_LOOKED_UP

_TEXT = np.uint64(32)
_ONLY_TEXT = np.uint64(0xFFFFFFFF)
# A run is merged with the one before as long as that is not so many times as large.
_GROWTH = 2

Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Shared:
    """Numbers that new texts share with earlier ones: the new text, the earlier one, what the number counts."""

    new: Numbers
    text: Numbers
    weight: Numbers


class Candidates:
    """The sketches of all texts so far, as ascending keys: a number, then the text that has it."""

    def __init__(self) -> None:
        # The texts of a run come before those of the next one, and it is larger.
        self._runs: list[Keys] = []

    def of(self, first: int, sketches: Sequence[Sequence[int]]) -> list[list[int]]:
        """For each of some new texts, numbered from ``first`` on, the earlier ones it may be a copy of, best first."""
        sizes = np.fromiter(map(len, sketches), np.int64, len(sketches))
        numbers = np.concatenate([np.array(sketch, np.uint64) for sketch in sketches])
        texts = np.repeat(np.arange(first, first + len(sketches), dtype=np.uint64), sizes)
        keys = np.sort(numbers << _TEXT | texts)
        shared = self._shared(first, keys)
        self._add(keys)
        return _best(shared, sizes)

    def _shared(self, first: int, keys: Keys) -> _Shared:
        """For every key of the new texts the first MOST_LOOKED_UP earlier ones with its number."""
        low, had = keys & ~_ONLY_TEXT, np.zeros(len(keys), np.int64)
        rows, texts = [], []
        for run in (*self._runs, keys):
            start = np.searchsorted(run, low)
            taken = np.minimum(np.searchsorted(run, keys) - start, MOST_LOOKED_UP - had)
            had += taken
            rows.append(np.repeat(np.arange(len(keys)), taken))
            texts.append(run[_ranges(start, taken)] & _ONLY_TEXT)
        row = np.concatenate(rows)
        new = (keys & _ONLY_TEXT).astype(np.int64) - first
        # Whole numbers, that add up to the same in any order.
        weights = MOST_LOOKED_UP * MOST_LOOKED_UP // np.maximum(had, 1)
        return _Shared(new[row], np.concatenate(texts).astype(np.int64), weights[row])

    def _add(self, keys: Keys) -> None:
        while self._runs and len(self._runs[-1]) <= _GROWTH * len(keys):
            keys = np.sort(np.concatenate([self._runs.pop(), keys]), kind="stable")
        self._runs.append(keys)


def _best(shared: _Shared, sizes: Numbers) -> list[list[int]]:
    """For each new text those that share enough, by the weight of what they share."""
    order = np.lexsort((shared.text, shared.new))
    new, text = shared.new[order], shared.text[order]
    is_other = np.append(True, (new[1:] != new[:-1]) | (text[1:] != text[:-1])) if len(new) else np.zeros(0, np.bool_)
    at = np.flatnonzero(is_other)
    counts = np.diff(np.append(at, len(new)))
    weights = np.add.reduceat(shared.weight[order], at) if len(at) else at
    likely = counts >= np.minimum(FEWEST_SHARED, sizes[new[at]])
    new, text, weights = new[at][likely], text[at][likely], weights[likely]
    best = np.lexsort((text, -weights, new))
    ends = np.searchsorted(new, np.arange(len(sizes) + 1))
    return [text[best[start : min(end, start + MOST_COMPARED)]].tolist() for start, end in pairwise(ends.tolist())]


def _ranges(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers from each start on, so many as counted, one range after another."""
    ends = np.cumsum(counts)
    return np.repeat(starts - ends + counts, counts) + np.arange(int(ends[-1]) if len(ends) else 0)
