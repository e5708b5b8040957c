"""The kernels in numpy: always there, and what the others have to equal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.kernels.contract import Joined, Norms, Occurrences, Part, Ranks, Scores
from index.engines.whoosh.kernels.counting import commonest, tally, tally_listed, tally_several, tally_weighed
from index.engines.whoosh.kernels.textplaces import documents, narrow, places
from index.engines.whoosh.segments.eliasfano import pack, unpack
from index.engines.whoosh.segments.interleaving import ranges
from index.engines.whoosh.segments.layout import Bytes, Numbers, Shorts, Terms

__all__ = [
    "NAME",
    "best",
    "commonest",
    "documents",
    "find",
    "gather",
    "listed",
    "narrow",
    "outline",
    "pack",
    "places",
    "score",
    "spread",
    "tally",
    "tally_listed",
    "tally_several",
    "tally_weighed",
    "unpack",
]

NAME = "numpy"
_POSITION_BITS = 32
Documents = NDArray[np.int64]


def find(content: Bytes, starts: Numbers, term: bytes, /) -> int:
    """Halve the terms until one is left."""
    return Terms(content, starts).find(term)


def score(  # noqa: PLR0913
    docs: Shorts,
    freqs: Bytes | Numbers,
    lengths: Bytes,
    norms: Norms,
    gain: float,
    boost: float,
    mask: Bytes | None,
    scores: Scores,
    /,
) -> None:
    """Score all at once."""
    weights = freqs.astype(np.float64) * boost
    listed = (gain * weights / (weights + norms[lengths[docs]])).astype(np.float32)
    if mask is None:
        scores[:] = listed
    else:
        mask[docs] = 1
        scores[docs] = listed


def outline(having: Shorts | Bytes, scores: Scores, count: int, /) -> None:
    """To look at all at once is as quick."""


def gather(joined: Joined, into: Shorts, into_scores: Scores, /) -> int:
    """Narrow the shortest list, or number the bytes of a mask."""
    docs, scores = _list_of(joined)
    into[: len(docs)] = docs
    into_scores[: len(docs)] = scores
    return len(docs)


def spread(joined: Joined, mask: Bytes, scores: Scores | None, /) -> None:
    """Add part to part, a list by its document numbers."""
    parts, of_all, passing, _ = joined
    scores = np.empty(len(mask), np.float32) if scores is None else scores
    mask[:], scores[:] = 0, 0
    if _is_narrowed(joined):
        docs, listed = _narrowed(joined)
        mask[docs] = 1
        scores[docs] = listed
        return
    for number, (having, gains, factor, _) in enumerate(parts):
        if _is_list(having):
            mask[having] = 1
            scores[having] += np.float32(factor) * (1 if gains is None else gains)
        else:
            combine = np.bitwise_and if of_all and number else np.bitwise_or
            combine(mask, having, out=mask)
            scores += np.float32(factor) * (having if gains is None else gains)
    if passing is not None:
        mask &= passing
    scores *= mask


def listed(mask: Bytes, into: Shorts, /) -> int:
    """Number the bytes that are not 0."""
    docs = np.flatnonzero(mask.view(np.bool_))
    into[: len(docs)] = docs
    return len(docs)


def best(  # noqa: PLR0913
    found: tuple[tuple[int, Joined], ...],
    ranks: Ranks,
    by_rank: bool,
    most: int,
    factors: Scores | None,
    limit: float,  # noqa: ARG001 - all are multiplied
    /,
) -> tuple[int, list[int], list[float]]:
    """Leave out what is surely not among the best of its segment, sort the rest."""
    total, likely = 0, [(np.zeros(0, np.int64), np.zeros(0, np.float32))]
    for first, joined in found:
        docs, scores = _list_of(joined)
        total += len(docs)
        numbers = docs.astype(np.int64) + first
        scores = scores if factors is None else scores * factors[numbers]
        likely.append(_likely(numbers, scores, -ranks[numbers] if by_rank else scores, most))
    numbers, scores = (np.concatenate(some) for some in zip(*likely, strict=True))
    order = np.lexsort((ranks[numbers],) if by_rank else (ranks[numbers], -scores))[:most]
    return total, numbers[order].tolist(), scores[order].tolist()


def _likely(docs: Documents, scores: Scores, keys: Scores | Ranks, most: int) -> tuple[Documents, Scores]:
    """Those whose key is one of so many of the highest."""
    if len(keys) <= most:
        return docs, scores
    is_likely = keys >= np.partition(keys, len(keys) - most)[len(keys) - most] if most else slice(0)
    return docs[is_likely], scores[is_likely]


def _list_of(joined: Joined) -> tuple[Shorts, Scores]:
    if _is_narrowed(joined):
        return _narrowed(joined)
    parts, of_all, passing, _ = joined
    size = max((_width(having) for having, *_ in parts), default=0)
    mask, scores = np.empty(size, np.uint8), np.empty(size, np.float32)
    spread((parts, of_all, None if passing is None else passing[:size], None), mask, scores)
    docs = np.flatnonzero(mask.view(np.bool_))
    return docs.astype(np.uint16), scores[docs]


def _width(having: Shorts | Bytes) -> int:
    """How many documents there are, or up to the last of a list."""
    if not _is_list(having):
        return len(having)
    return int(having[-1]) + 1 if len(having) else 0


def _is_list(having: Shorts | Bytes) -> bool:
    return having.dtype == np.uint16


def _is_narrowed(joined: Joined) -> bool:
    """Whether there is a list that has every document, and more, or a row of words."""
    parts, of_all, _, standing = joined
    return standing is not None or (of_all or len(parts) == 1) and any(_is_list(having) for having, *_ in parts)


def _narrowed(joined: Joined) -> tuple[Shorts, Scores]:
    """The first part, the shortest list where there is one, without those documents that another part does not have."""
    parts, _, passing, standing = joined
    first, *others = sorted(parts, key=lambda part: (not _is_list(part[0]), len(part[0])))
    docs = _docs(first)
    scores = _gains(first, slice(None) if _is_list(first[0]) else docs)
    if passing is not None:
        found = passing[docs].view(np.bool_)
        docs, scores = docs[found], scores[found]
    for part in others:
        at, found = _looked_up(docs, part[0])
        docs, scores = docs[found], scores[found] + _gains(part, at[found])
    if standing is not None:
        found = _in_a_row(docs, standing)
        docs, scores = docs[found], scores[found]
    return docs, scores


def _looked_up(docs: Shorts, having: Shorts | Bytes) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Where the scores of documents would stand, and whether they are there."""
    if not _is_list(having):
        return docs, having[docs].view(np.bool_)
    at = np.searchsorted(having, docs)
    at[at == len(having)] = 0
    return at, having[at] == docs if len(having) else np.zeros(len(docs), np.bool_)


def _in_a_row(docs: Shorts, standing: Sequence[Occurrences]) -> NDArray[np.bool_]:
    """Put every position in its document back by its word's place in the row: where all words meet, they stand so."""
    meeting = np.arange(0, dtype=np.int64)
    for place, (having, freqs, _, positions) in enumerate(standing):
        at = np.searchsorted(having, docs)
        ends = np.cumsum(freqs, dtype=np.int64)
        several = freqs[at].astype(np.int64)
        whose = np.repeat(np.arange(len(docs), dtype=np.int64) << _POSITION_BITS, several)
        stand = whose + positions[ranges(ends[at] - several, several)].astype(np.int64) + (len(standing) - place)
        meeting = np.intersect1d(meeting, stand) if place else np.unique(stand)
    found = np.zeros(len(docs), np.bool_)
    found[meeting >> _POSITION_BITS] = True
    return found


def _docs(part: Part) -> Shorts:
    having = part[0]
    return having.astype(np.uint16, copy=False) if _is_list(having) else np.flatnonzero(having).astype(np.uint16)


def _gains(part: Part, at: Any) -> Scores:
    """What a part adds to the scores of some of its documents."""
    having, scores, factor, _ = part
    gains: Scores = np.full(len(having[at]), factor, np.float32) if scores is None else scores[at] * np.float32(factor)
    return gains
