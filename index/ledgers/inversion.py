"""The inversion of a table: rows that each have many numbers packed in a column become rows of a number and an id."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import DTypeLike, NDArray

from index.ledgers.ledgerfile import LedgerFile

# So many numbers are sorted at once.
_AT_ONCE = 1_000_000
# One row in so many tells how the numbers lie.
_SAMPLED = 64


def invert(file: LedgerFile, query: str, statement: str, kind: DTypeLike) -> None:
    """Write, in ascending order, for every number which rows have it.

    ``query`` gives the id of each row and its numbers packed as ``kind``, ``statement`` takes a number and an id. In
    order a row is written at the end of the table, which takes a tenth of what it takes anywhere else.
    """
    for low, high in pairwise(_bounds(file, query, kind)):
        numbers, ids = _between(file, query, kind, low, high)
        order = np.lexsort((ids, numbers))
        file.write_all(statement, zip(numbers[order].tolist(), ids[order].tolist(), strict=True))


def _bounds(file: LedgerFile, query: str, kind: DTypeLike) -> list[int | None]:
    """Numbers between which there are some _AT_ONCE at most; None is beyond all."""
    count, sample = 0, [np.zeros(0, kind)]
    for at, (_, packed) in enumerate(file.each(query)):
        numbers = np.frombuffer(packed, kind)
        count += len(numbers)
        if at % _SAMPLED == 0:
            sample.append(numbers)
    parts = count // _AT_ONCE + 1
    in_order = np.sort(np.concatenate(sample))
    inner = [int(in_order[len(in_order) * part // parts]) for part in range(1, parts)]
    return [None, *inner, None]


def _between(
    file: LedgerFile, query: str, kind: DTypeLike, low: int | None, high: int | None
) -> tuple[NDArray[np.signedinteger], NDArray[np.int64]]:
    """The numbers from one on and before another one, and beside each whose it is."""
    numbers, ids, counts = [np.zeros(0, kind)], [], []
    for id_, packed in file.each(query):
        own = np.frombuffer(packed, kind)
        if low is not None:
            own = own[own >= low]
        if high is not None:
            own = own[own < high]
        numbers.append(own)
        ids.append(id_)
        counts.append(len(own))
    return np.concatenate(numbers), np.repeat(np.array(ids, np.int64), counts)
