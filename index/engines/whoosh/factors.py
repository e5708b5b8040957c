"""Factors: what newness and density add to the score of a document, so little that they decide between equals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index.engines.engine import Ranking

RECENCY = 0.05
DENSITY = 0.05
HALF_LIFE_DAYS = 1826
_DAY = 10


def factors(ranking: Ranking, published: Sequence[str], densities: Sequence[float]) -> NDArray[np.float32]:
    """For every document 1 + RECENCY * recency + DENSITY * density, both between 0 and 1; what is off counts nought.

    Recency halves every HALF_LIFE_DAYS before the day of the newest document; one without a date has none.
    """
    result = np.ones(len(published), np.float32)
    if ranking.recency:
        result += np.float32(RECENCY) * _recency(published)
    if ranking.density and len(densities):
        result += np.float32(DENSITY) * np.asarray(densities, np.float32)
    return result


def _recency(published: Sequence[str]) -> NDArray[np.float32]:
    ordinals = {day: _ordinal(day) for day in {moment[:_DAY] for moment in published}}
    days = np.array([ordinals[moment[:_DAY]] for moment in published], np.float64)
    newest = days.max(initial=0.0)
    return np.where(days > 0, 0.5 ** ((newest - days) / HALF_LIFE_DAYS), 0.0).astype(np.float32)


def _ordinal(day: str) -> int:
    """The number of a day; 0 for what is none."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0
