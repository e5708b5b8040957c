"""The kernels in numpy: always there, and what the others have to equal."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.kernels.contract import Occurrences, Ranks, Scores
from index.engines.whoosh.segments.layout import Bytes, Numbers, Offsets, Shorts

NAME = "numpy"
_BLOCK = 64
_POSITION_BITS = 32


def meet(docs: Shorts, scores: Scores, others: Shorts, gains: Scores, factor: float, /) -> int:
    """Look every document up in the other list."""
    if not len(others):
        return 0
    at = np.minimum(np.searchsorted(others, docs), len(others) - 1)
    found = others[at] == docs
    return _kept(docs, scores, found, gains[at[found]], factor)


def common(docs: Shorts, others: Shorts, /) -> int:
    """Look every document up in the other list."""
    if not len(others):
        return 0
    kept = docs[others[np.minimum(np.searchsorted(others, docs), len(others) - 1)] == docs]
    docs[: len(kept)] = kept
    return len(kept)


def meet_spread(docs: Shorts, scores: Scores, mask: Bytes, gains: Scores, factor: float, /) -> int:
    """Look every document up in the mask."""
    found = mask[docs].view(np.bool_)
    return _kept(docs, scores, found, gains[docs[found]], factor)


def _kept(docs: Shorts, scores: Scores, found: NDArray[np.bool_], gains: Scores, factor: float) -> int:
    count = len(gains)
    docs[:count] = docs[found]
    scores[:count] = scores[found] + gains * np.float32(factor)
    return count


def sift(docs: Shorts, scores: Scores, mask: Bytes, into: Shorts, into_scores: Scores, /) -> int:
    """Look every document up in the mask."""
    found = mask[docs].view(np.bool_)
    kept = docs[found]
    into[: len(kept)] = kept
    into_scores[: len(kept)] = scores[found]
    return len(kept)


def join(  # noqa: PLR0913
    docs: Shorts,
    scores: Scores,
    others: Shorts,
    gains: Scores,
    factor: float,
    into: Shorts,
    into_scores: Scores,
    /,
) -> int:
    """Sort both, then add what stands twice."""
    joined = np.union1d(docs, others)
    count = len(joined)
    into[:count] = joined
    into_scores[:count] = 0
    into_scores[np.searchsorted(joined, docs)] = scores
    into_scores[np.searchsorted(joined, others)] += gains * np.float32(factor)
    return count


def pour(mask: Bytes, scores: Scores, docs: Shorts, gains: Scores, factor: float, /) -> None:
    """Add by document number."""
    mask[docs] = 1
    scores[docs] += gains * np.float32(factor)


def blend(mask: Bytes, scores: Scores, others: Bytes, gains: Scores, factor: float, /) -> None:
    """Add all at once."""
    np.bitwise_or(mask, others, out=mask)
    np.add(scores, gains if factor == 1 else gains * np.float32(factor), out=scores)


def draw(mask: Bytes, scores: Scores, factor: float, into: Shorts, into_scores: Scores, /) -> int:
    """Number the bytes that are set."""
    docs = np.flatnonzero(mask.view(np.bool_))
    into[: len(docs)] = docs
    np.multiply(scores[docs], np.float32(factor), out=into_scores[: len(docs)])
    return len(docs)


def best(docs: Shorts, scores: Scores, ranks: Ranks, most: int, into: Shorts, into_scores: Scores, /) -> int:
    """Leave out what is surely not among the best, sort the rest."""
    if len(docs) > most:
        likely = scores >= np.partition(scores, len(scores) - most)[len(scores) - most]
        docs, scores = docs[likely], scores[likely]
    order = np.lexsort((ranks[docs], -scores))[:most]
    into[: len(order)] = docs[order]
    into_scores[: len(order)] = scores[order]
    return len(order)


def best_spread(mask: Bytes, scores: Scores, ranks: Ranks, most: int, into: Shorts, into_scores: Scores, /) -> int:
    """What is below the best of enough blocks of documents is surely not among the best."""
    valid = np.where(mask.view(np.bool_), scores, np.float32(-np.inf))
    whole = len(valid) // _BLOCK * _BLOCK
    maxima = valid[:whole].reshape(-1, _BLOCK).max(axis=1)
    if len(maxima) > most:
        bound = np.partition(maxima, len(maxima) - most)[len(maxima) - most]
        likely = np.flatnonzero((valid >= bound) & mask.view(np.bool_))
    else:
        likely = np.flatnonzero(mask)
    docs = likely.astype(np.uint16)
    return best(docs, scores[docs], ranks, most, into, into_scores)


def tally(docs: Shorts, codes: Shorts | Numbers, counts: Numbers, /) -> None:
    """Count by code."""
    counts += np.bincount(codes[docs], minlength=len(counts)).astype(np.uint32)


def tally_spread(mask: Bytes, codes: Shorts | Numbers, counts: Numbers, /) -> None:
    """Count by code."""
    counts += np.bincount(codes[mask.view(np.bool_)], minlength=len(counts)).astype(np.uint32)


def tally_several(docs: Shorts, starts: Numbers, codes: Shorts | Numbers, counts: Numbers, /) -> None:
    """Lay the codes of all documents in a row."""
    first, several = starts[docs].astype(np.int64), np.diff(starts)[docs]
    counts += np.bincount(codes[_ranges(first, several)], minlength=len(counts)).astype(np.uint32)


def adjacent(docs: Shorts, scores: Scores, words: Sequence[Occurrences], /) -> int:
    """Put every position in its document back by its word's place in the row: where all words meet, they stand so."""
    meeting = np.arange(0, dtype=np.int64)
    for place, (having, freqs, _, positions) in enumerate(words):
        at = np.searchsorted(having, docs)
        ends = np.cumsum(freqs, dtype=np.int64)
        several = freqs[at].astype(np.int64)
        whose = np.repeat(np.arange(len(docs), dtype=np.int64) << _POSITION_BITS, several)
        stand = whose + positions[_ranges(ends[at] - several, several)].astype(np.int64) + (len(words) - place)
        meeting = np.intersect1d(meeting, stand) if place else np.unique(stand)
    found = np.unique(meeting >> _POSITION_BITS)
    docs[: len(found)] = docs[found]
    scores[: len(found)] = scores[found]
    return len(found)


def occurrences(  # noqa: PLR0913
    text: Shorts,
    starts: Offsets,
    docs: Shorts,
    needle: Shorts,
    title_weight: float,
    body_weight: float,
    into_scores: Scores,
    /,
) -> None:
    """Count in each text as a string."""
    wanted = _string(needle)
    for number, doc in enumerate(docs.tolist()):
        title, _, body = _string(text[starts[doc] : starts[doc + 1]]).partition("\n")
        in_body = body.count(wanted) if body_weight else 0
        into_scores[number] = title_weight * title.count(wanted) + body_weight * in_body


def _string(units: Shorts) -> str:
    return units.tobytes().decode("utf-16-le", "surrogatepass")


def _ranges(first: Offsets, several: Offsets) -> Offsets:
    """The numbers of many ranges one after the other."""
    ends = np.cumsum(several, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    ranges: Offsets = np.arange(total) + np.repeat(first - (ends - several), several)
    return ranges
