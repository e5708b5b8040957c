"""The term cache: a term is looked up once, and the first ones asked for make room."""

from __future__ import annotations

from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.matches import docs_of
from index.engines.whoosh.executing.termcache import TermCache
from index.engines.whoosh.kernels import CHOSEN

BATCHES = [
    [PlainDocument("a", {"body": [("茶", 0)]}), PlainDocument("b", {"body": [("海", 0)]})],
    [PlainDocument("c", {"body": [("茶", 0), ("茶", 1)]})],
]


def test_a_term_has_a_number_in_every_segment_that_has_it() -> None:
    segments = segments_of(BATCHES)
    cache = TermCache(segments, CHOSEN)
    tea, sea = (cache.term("body", word.encode()) for word in "茶海")
    assert (sea.numbers[1], tea.numbers[1]) == (-1, 0)
    assert tea.idf < sea.idf
    found = [cache.scored("body", "海".encode(), segment) for segment in segments]
    assert [docs_of(matches, CHOSEN).tolist() for matches in found] == [[1], []]
    assert cache.term("body", "茶".encode()) is tea


def test_what_was_asked_for_first_is_forgotten_first() -> None:
    segments = segments_of(BATCHES)
    cache = TermCache(segments, CHOSEN, most_bytes=1200)
    first = cache.term("body", "茶".encode())
    for word in "海山":
        cache.scored("body", word.encode(), segments[0])
    assert cache.term("body", "茶".encode()) is not first
