"""Narrowing: which documents of each segment pass the filters beside a query, kept for the next question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from index.engines.whoosh.executing.columnfilters import among, between
from index.engines.whoosh.executing.recent import Recent
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.segments.layout import Bytes
from index.query import DOCUMENT_FIELDS, Filters

MOST_KEPT = 64


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The documents of a segment that pass all filters, and those that pass all but one field's; None for all."""

    passing: Bytes | None
    without: Mapping[str, Bytes | None]

    def besides(self, name: str | None) -> Bytes | None:
        """Those that pass whatever their value in one field is."""
        return self.passing if name is None else self.without.get(name, self.passing)


class Narrowing:
    """The narrowed segments of the filters asked for last; threads may share it."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        self._known: Recent[Filters, tuple[Narrowed, ...]] = Recent(MOST_KEPT)

    def by(self, filters: Filters) -> tuple[Narrowed, ...]:
        """How filters narrow each segment; dropped documents never pass."""
        known = self._known.get(filters)
        if known is None:
            known = tuple(_narrowed(segment, filters) for segment in self._segments)
            self._known.put(filters, known)
        return known


def _narrowed(segment: Segment, filters: Filters) -> Narrowed:
    arrays = segment.arrays
    always = [] if segment.live is None else [segment.live]
    if filters.date_from is not None or filters.date_to is not None:
        always.append(between(filters.date_from, filters.date_to, arrays))
    by_field = {name: among(name, filters.keyed(name), arrays) for name in DOCUMENT_FIELDS if filters.values(name)}
    without = {name: _all([*always, *(by_field[other] for other in by_field if other != name)]) for name in by_field}
    return Narrowed(_all([*always, *by_field.values()]), without)


def _all(masks: Sequence[Bytes]) -> Bytes | None:
    together: Callable[[Bytes, Bytes], Bytes] = np.bitwise_and
    return reduce(together, masks) if masks else None
