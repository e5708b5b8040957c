"""Terms as they were last asked for: their scores in every segment, kept until they take too much memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.engines.whoosh.executing.matches import Matches
from index.engines.whoosh.executing.segment import Segment, occurrences
from index.engines.whoosh.kernels.contract import Kernels, Occurrences

MOST_BYTES = 64 * 2**20
_OVERHEAD = 512
# A list of fewer documents than one in so many of a segment is quicker looked through itself.
OUTLINED = 128


@dataclass(slots=True)
class CachedTerm:
    """A term's number in every segment, -1 where it is not, its idf, and what was asked for in a segment.

    That is its scores, and where in the texts it stands.
    """

    numbers: tuple[int, ...]
    idf: float
    scored: list[Matches | None]
    standing: dict[int, Occurrences] = field(default_factory=dict)


class TermCache:
    """Looks a term up once in all segments; threads may share it."""

    def __init__(self, segments: Sequence[Segment], kernels: Kernels, most_bytes: int = MOST_BYTES) -> None:
        self._kernels = kernels
        self._segments = tuple(segments)
        self._most = most_bytes
        self._terms: OrderedDict[tuple[str, str | bytes], CachedTerm] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def term(self, name: str, term: str | bytes) -> CachedTerm:
        """What is known of a term."""
        return self._terms.get((name, term)) or self._remembered(name, term)

    def scored(self, name: str, term: str | bytes, segment: Segment) -> Matches:
        """The documents of a segment that have a term, with their scores."""
        known = self._terms.get((name, term)) or self._remembered(name, term)
        return known.scored[segment.number] or self.score(name, known, segment)

    def score(self, name: str, known: CachedTerm, segment: Segment) -> Matches:
        """Score the documents of a segment that have a term, for the first time."""
        matches = self._outlined(segment.scored(name, known.numbers[segment.number], known.idf), segment.count)
        known.scored[segment.number] = matches
        self._weigh(_size(matches))
        return matches

    def standing(self, name: str, term: str | bytes, segment: Segment) -> Occurrences:
        """Where a term stands in the texts of a segment, which has it."""
        known = self.term(name, term)
        standing = known.standing.get(segment.number)
        if standing is None:
            standing = occurrences(segment.arrays.words[name], known.numbers[segment.number])
            known.standing[segment.number] = standing
        return standing

    def _outlined(self, matches: Matches, count: int) -> Matches:
        """What is long is looked through by its outline."""
        having = matches[0]
        if matches.scores is None or len(having) * OUTLINED < count:
            return matches
        return matches._replace(outline=self._kernels.outline(having, matches.scores, count))

    def _remembered(self, name: str, term: str | bytes) -> CachedTerm:
        encoded = term if isinstance(term, bytes) else term.encode("utf-8", "surrogatepass")
        numbers = tuple(segment.term_number(name, encoded) for segment in self._segments)
        frequency = sum(s.frequency(name, number) for s, number in zip(self._segments, numbers, strict=True))
        known = CachedTerm(numbers, self._segments[0].statistics.idf(frequency), [None] * len(numbers))
        self._terms[name, term] = known
        self._weigh(_OVERHEAD)
        return known

    def _weigh(self, more: int) -> None:
        """Forget those asked for first where all together are too much."""
        with self._lock:
            self._bytes += more
            while self._bytes > self._most and len(self._terms) > 1:
                _, oldest = self._terms.popitem(last=False)
                self._bytes -= _OVERHEAD + sum(_size(matches) for matches in oldest.scored if matches is not None)


def _size(matches: Matches) -> int:
    scores = 0 if matches.scores is None else matches.scores.nbytes
    return scores + len(matches.outline or b"")
