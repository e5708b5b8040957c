"""The kernels in numpy that count: how many documents have each value."""

from __future__ import annotations

import numpy as np

from index.engines.whoosh.segments.interleaving import ranges
from index.engines.whoosh.segments.layout import Bytes, Numbers, Shorts


def tally(docs: Shorts, codes: Shorts | Numbers, counts: Numbers, /) -> None:
    """Count by code."""
    counts += np.bincount(codes[docs], minlength=len(counts)).astype(np.uint32)


def tally_several(docs: Shorts, starts: Numbers, codes: Shorts | Numbers, counts: Numbers, /) -> None:
    """Lay the codes of all documents in a row."""
    first, several = starts[docs].astype(np.int64), np.diff(starts)[docs]
    counts += np.bincount(codes[ranges(first, several)], minlength=len(counts)).astype(np.uint32)


def tally_listed(mask: Bytes, starts: Numbers, docs: Shorts, counts: Numbers, /) -> None:
    """Add the mask up over all lists in a row."""
    before = np.append(np.uint32(0), np.cumsum(mask[docs], dtype=np.uint32))
    counts += np.diff(before[starts])


def tally_weighed(weights: Numbers, starts: Numbers, codes: Numbers, counts: Numbers, /) -> None:
    """Give every code the weight of what has it."""
    counts += np.bincount(codes, np.repeat(weights, np.diff(starts)), len(counts)).astype(np.uint32)


def commonest(counts: Numbers, most: int, values: tuple[str, ...], /) -> list[tuple[str, int]]:
    """Leave out what is below the last that is wanted, sort the rest."""
    numbers = np.flatnonzero(counts)
    if len(numbers) > most:
        some = counts[numbers]
        numbers = numbers[some >= np.partition(some, -most)[-most]] if most else numbers[:0]
    told = numbers[np.argsort(-counts[numbers].astype(np.int64), kind="stable")[:most]]
    return list(zip(map(values.__getitem__, told.tolist()), counts[told].tolist(), strict=True))
