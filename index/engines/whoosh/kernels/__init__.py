"""Kernels: the loops over a segment's arrays in which a search spends its time, under one contract.

The numpy ones are always there, the ones in C where a compiler was found at install. Both give the same answers, and
nobody needs to read the C to understand a search.
"""

from __future__ import annotations

from index.engines.whoosh.kernels import vectorised
from index.engines.whoosh.kernels.contract import Kernels

try:
    from index.engines.whoosh.kernels import compiled
except ImportError:
    AVAILABLE: tuple[Kernels, ...] = (vectorised,)
else:
    AVAILABLE = (compiled, vectorised)

CHOSEN = AVAILABLE[0]
