"""Kernels: the loops over a segment's arrays in which a search spends its time, under one contract."""

from __future__ import annotations

from index.engines.whoosh.kernels import vectorised
from index.engines.whoosh.kernels.contract import Kernels

AVAILABLE: tuple[Kernels, ...] = (vectorised,)
CHOSEN = AVAILABLE[0]
