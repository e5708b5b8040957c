"""Terms as they were last asked for: their scores in every segment, kept until they take too much memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.engines.whoosh.executing.matches import Flat, Matches
from index.engines.whoosh.executing.segment import Segment

MOST_BYTES = 64 * 2**20
_OVERHEAD = 512


@dataclass(slots=True)
class CachedTerm:
    """A term's number in every segment, -1 where it is not, its idf, and its scores where they were asked for."""

    numbers: tuple[int, ...]
    idf: float
    scored: dict[int, Matches] = field(default_factory=dict)


class TermCache:
    """Looks a term up once in all segments; threads may share it."""

    def __init__(self, segments: Sequence[Segment], most_bytes: int = MOST_BYTES) -> None:
        self._segments = tuple(segments)
        self._most = most_bytes
        self._terms: OrderedDict[tuple[str, bytes], CachedTerm] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def term(self, name: str, term: bytes) -> CachedTerm:
        """What is known of a term."""
        known = self._terms.get((name, term))
        return known or self._remembered(name, term)

    def scored(self, name: str, term: bytes, segment: Segment) -> Matches:
        """The documents of a segment that have a term, with their scores."""
        known = self.term(name, term)
        matches = known.scored.get(segment.number)
        if matches is None:
            matches = segment.scored(name, known.numbers[segment.number], known.idf)
            known.scored[segment.number] = matches
            self._weigh(_size(matches))
        return matches

    def _remembered(self, name: str, term: bytes) -> CachedTerm:
        numbers = tuple(segment.term_number(name, term) for segment in self._segments)
        frequency = sum(s.frequency(name, number) for s, number in zip(self._segments, numbers, strict=True))
        known = CachedTerm(numbers, self._segments[0].statistics.idf(frequency))
        self._terms[name, term] = known
        self._weigh(_OVERHEAD)
        return known

    def _weigh(self, more: int) -> None:
        """Forget those asked for first where all together are too much."""
        with self._lock:
            self._bytes += more
            while self._bytes > self._most and len(self._terms) > 1:
                _, oldest = self._terms.popitem(last=False)
                self._bytes -= _OVERHEAD + sum(map(_size, oldest.scored.values()))


def _size(matches: Matches) -> int:
    if isinstance(matches, Flat):
        return matches.mask.nbytes
    return matches.scores.nbytes
