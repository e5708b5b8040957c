"""Factors: what newness and density add to the score of a document, so little that they decide between equals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from index.engines.engine import DENSITY, Ranking
from index.engines.whoosh.executing.columnfilters import PUBLISHED
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.executing.wholecolumn import WholeColumn
from index.engines.whoosh.kernels.contract import Scores

RECENCY_WEIGHT = 0.05
DENSITY_WEIGHT = 0.05
HALF_LIFE_DAYS = 1826
# No factor is higher.
HIGHEST = 1 + RECENCY_WEIGHT + DENSITY_WEIGHT
_DAY = 10


@dataclass(frozen=True, slots=True)
class Factors:
    """For every document of an index how new it is and how dense with facts, both between 0 and 1."""

    recency: Scores
    density: Scores
    _known: dict[Ranking, Scores] = field(default_factory=dict)

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> Factors:
        """Look at the days and densities of all segments."""
        published = WholeColumn.of(PUBLISHED, segments)
        nothing = np.zeros(0, np.float32)
        density = [s.arrays.numbers.get(DENSITY, np.zeros(s.count, np.float32)) for s in segments]
        recency = recency_of((*published.values, ""))[published.codes(segments)]
        return cls(recency, np.concatenate([nothing, *density]))

    def by(self, ranking: Ranking) -> Scores:
        """What the score of every document is multiplied by: 1 and the factors that count, each by its weight."""
        if ranking not in self._known:
            recency, density = RECENCY_WEIGHT * ranking.recency, DENSITY_WEIGHT * ranking.density
            self._known[ranking] = (1 + recency * self.recency + density * self.density).astype(np.float32)
        return self._known[ranking]


def recency_of(moments: Sequence[str]) -> Scores:
    """How new each moment is: this halves every HALF_LIFE_DAYS before the newest day, and is 0 for what is no day."""
    days = np.array([_ordinal(moment[:_DAY]) for moment in moments], np.float64)
    age = days.max(initial=0.0) - days
    return np.where(days > 0, 0.5 ** (age / HALF_LIFE_DAYS), 0.0).astype(np.float32)


def _ordinal(day: str) -> int:
    """The number of a day; 0 for what is none."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0
