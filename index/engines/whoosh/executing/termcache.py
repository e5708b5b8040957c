"""Terms as they were last asked for: their scores in every segment, kept until they take too much memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat

from index.engines.whoosh.executing.matches import Answer, Matches, any_of, compact, is_long
from index.engines.whoosh.executing.segment import Segment, occurrences
from index.engines.whoosh.kernels.contract import Kernels, Occurrences

MOST_BYTES = 64 * 2**20
_OVERHEAD = 512
# A word in several fields: terms by their fields, and what the scores of each are multiplied by.
InFields = tuple[tuple[str, str | bytes, float], ...]


@dataclass(slots=True)
class CachedTerm:
    """A term's number in every segment, -1 where it is not, and its idf.

    What answers in each segment is kept as it was found ``once``, with its outline for whoever asks ``again``;
    ``standing`` is where in the texts the term stands, ``size`` how many bytes are kept.
    """

    numbers: tuple[int, ...]
    idf: float
    once: list[Matches | None]
    again: list[Matches | None]
    standing: dict[int, Occurrences] = field(default_factory=dict)
    size: int = _OVERHEAD


@dataclass(slots=True)
class CachedWord:
    """What a word is in several fields: the terms, and for whoever asks ``again`` all of them added up.

    ``size`` is how many bytes are kept, those of the terms included.
    """

    terms: tuple[tuple[str, CachedTerm, float], ...]
    again: list[Matches | None]
    size: int


class TermCache:
    """Looks a term up once in all segments; threads may share it."""

    def __init__(self, segments: Sequence[Segment], kernels: Kernels, most_bytes: int = MOST_BYTES) -> None:
        self._kernels = kernels
        self._segments = tuple(segments)
        self._most = most_bytes
        self._terms: OrderedDict[tuple[str, str | bytes], CachedTerm] = OrderedDict()
        self._words: OrderedDict[InFields, CachedWord] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def term(self, name: str, term: str | bytes) -> CachedTerm:
        """What is known of a term."""
        known = self._terms.get((name, term))
        if known is None:
            known = self._terms[name, term] = self._looked_up(name, term)
            self._weigh(_OVERHEAD)
        return known

    def scored(self, name: str, term: str | bytes, segment: Segment) -> Matches:
        """The documents of a segment that have a term, with their scores."""
        known = self.term(name, term)
        return known.again[segment.number] or self.score(name, known, segment)

    def score(self, name: str, known: CachedTerm, segment: Segment) -> Matches:
        """The same where nobody asked before, or one alone."""
        once = known.once[segment.number]
        if once is None:
            return self._once(name, known, segment)
        again = known.again[segment.number] = self._outlined(once, segment.count)
        self._grown(known, _size(again) - _size(once))
        return again

    def in_fields(self, word: InFields, segment: Segment) -> Answer:
        """The documents of a segment that have a word in any of some fields, with their scores."""
        known = self._words.get(word)
        if known is None:
            terms = tuple([(name, self._looked_up(name, term), boost) for name, term, boost in word])
            size = _OVERHEAD * (1 + len(terms))
            known = self._words[word] = CachedWord(terms, [None] * len(self._segments), size)
            self._weigh(known.size)
        return known.again[segment.number] or self._in_fields(known, segment)

    def standing(self, name: str, term: str | bytes, segment: Segment) -> Occurrences:
        """Where a term stands in the texts of a segment, which has it."""
        known = self.term(name, term)
        standing = known.standing.get(segment.number)
        if standing is None:
            standing = occurrences(segment.arrays.words[name], known.numbers[segment.number])
            known.standing[segment.number] = standing
        return standing

    def _in_fields(self, known: CachedWord, segment: Segment) -> Answer:
        """To add up all fields for good takes longer than to look through them once."""
        number = segment.number
        before = [term.once[number] for _, term, _ in known.terms]
        once = [self._scored_once(name, term, segment) for name, term, _ in known.terms]
        found = any_of([matches.times(boost) for matches, (_, _, boost) in zip(once, known.terms, strict=True)])
        if not any(before):
            self._grown(known, sum(map(_size, once)))
            return found
        again = self._outlined(compact(found, segment.count, self._kernels), segment.count)
        known.again[number] = again
        for _, term, _ in known.terms:
            term.once[number] = None
        self._grown(known, _size(again) - sum(map(_size, before)))
        return again

    def _once(self, name: str, known: CachedTerm, segment: Segment) -> Matches:
        once = known.once[segment.number]
        if once is None:
            once = self._scored_once(name, known, segment)
            self._grown(known, _size(once))
        return once

    def _scored_once(self, name: str, known: CachedTerm, segment: Segment) -> Matches:
        number = segment.number
        once = known.once[number]
        if once is None:
            once = known.once[number] = segment.scored(name, known.numbers[number], known.idf, self._kernels)
        return once

    def _outlined(self, matches: Matches, count: int) -> Matches:
        """What is long is looked through by its outline."""
        if matches.scores is None or not is_long(matches, count):
            return matches
        return matches._replace(outline=self._kernels.outline(matches[0], matches.scores, count))

    def _looked_up(self, name: str, term: str | bytes) -> CachedTerm:
        encoded = term if isinstance(term, bytes) else term.encode("utf-8", "surrogatepass")
        numbers = tuple([segment.term_number(name, encoded, self._kernels) for segment in self._segments])
        frequency = sum(map(Segment.frequency, self._segments, repeat(name), numbers))
        idf = self._segments[0].statistics.idf(frequency)
        return CachedTerm(numbers, idf, [None] * len(numbers), [None] * len(numbers))

    def _grown(self, known: CachedTerm | CachedWord, more: int) -> None:
        known.size += more
        self._weigh(more)

    def _weigh(self, more: int) -> None:
        """Forget those asked for first where all together are too much."""
        with self._lock:
            self._bytes += more
            while self._bytes > self._most and len(self._terms) + len(self._words) > 1:
                self._bytes -= self._oldest().size

    def _oldest(self) -> CachedTerm | CachedWord:
        """Take out what was asked for first of what there is more of, words or terms."""
        if len(self._words) > len(self._terms):
            return self._words.popitem(last=False)[1]
        return self._terms.popitem(last=False)[1]


def _size(matches: Matches | None) -> int:
    if matches is None:
        return 0
    scores = 0 if matches.scores is None else matches.scores.nbytes
    return matches[0].nbytes + scores + len(matches.outline or b"")
