"""Places of strings in texts: the kernels of quotations in numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.interleaving import ranges
from index.engines.whoosh.segments.layout import Numbers, Shorts


def documents(stretches: Numbers, docs: Shorts, into: Shorts, /) -> int:
    """Leave out what is the same as the one before."""
    every = docs[stretches]
    each = every[np.diff(every, prepend=every[:1] + 1) != 0]
    into[: len(each)] = each
    return len(each)


def narrow(numbers: Numbers, others: Numbers, first: int, last: int, /) -> int:
    """Look for the next one of the others."""
    wide = numbers.astype(np.int64)
    end = np.full(1, np.iinfo(np.int64).max)
    following = np.concatenate((others.astype(np.int64), end))[np.searchsorted(others, wide + first)]
    kept = numbers[following <= wide + last]
    numbers[: len(kept)] = kept
    return len(kept)


def places(  # noqa: PLR0913
    text: Shorts,
    starts: Numbers,
    stretches: Numbers,
    docs: Shorts,
    needle: Shorts,
    place: int,
    is_counted: bool,
    into: Numbers,
    /,
) -> None:
    """Compare unit after unit where the ones before were the same; then leave out what overlaps."""
    first = starts[stretches].astype(np.int64)
    several = starts[stretches + 1] - first
    whose, at = np.repeat(np.arange(len(stretches)), several), ranges(first - place, several)
    is_inside = (at >= 0) & (at <= len(text) - len(needle))
    whose, at = whose[is_inside], at[is_inside]
    for number, unit in enumerate(needle):
        is_same = text[at + number] == unit
        whose, at = whose[is_same], at[is_same]
    if is_counted:
        into[:] = np.bincount(whose[_apart(at, len(needle))], minlength=len(into))
    else:
        into[:] = 0
        into[whose[np.unique(docs[whose], return_index=True)[1]]] = 1


def _apart(at: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Which of some places of a string do not overlap with the one before that counts."""
    is_apart = np.ones(len(at), np.bool_)
    if (np.diff(at) >= size).all():
        return is_apart
    behind = 0
    for number, start in enumerate(at.tolist()):
        is_apart[number] = start >= behind
        behind = start + size if start >= behind else behind
    return is_apart
