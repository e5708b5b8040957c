"""Titles: those of the latest documents, read from the exact layer at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.engine import DATE
from index.engines.whoosh.executing.ordering import Order
from index.engines.whoosh.executing.segment import Segment
from index.engines.whoosh.segments.interleaving import ranges
from index.engines.whoosh.segments.layout import Exact

_BETWEEN = "\n"


def latest_titles(segments: Sequence[Segment], order: Order, most: int) -> tuple[list[str], list[int]]:
    """The normal forms of at most so many titles, the latest first, and the documents of the index that have them."""
    places = order.ranks[DATE]
    looked_at = [segment.first + np.flatnonzero(_is_titled(segment)) for segment in segments]
    every = np.concatenate([np.zeros(0, np.int64), *looked_at])
    latest = np.zeros(len(places), np.bool_)
    latest[every[np.argsort(places[every])[:most]]] = True
    titles, docs = list[str](), list[int]()
    for segment in segments:
        chosen = np.flatnonzero(latest[segment.first : segment.first + segment.count])
        titles += _read(segment.arrays.exact, chosen)
        docs += (segment.first + chosen).tolist()
    in_order = np.argsort(places[docs]).tolist() if docs else []
    return [titles[at] for at in in_order], [docs[at] for at in in_order]


def _is_titled(segment: Segment) -> NDArray[np.bool_]:
    """Which documents of a segment are there and have a title."""
    is_titled = _sizes(segment.arrays.exact) > 1
    return is_titled if segment.live is None else is_titled & (segment.live > 0)


def _sizes(exact: Exact) -> NDArray[np.int64]:
    """How many units the title of every document has, the end of its line included."""
    is_title = exact.stretch_titles > 0
    sizes = np.diff(exact.stretch_starts)[is_title]
    count = len(exact.text_starts) - 1
    return np.bincount(exact.stretch_docs[is_title], weights=sizes, minlength=count).astype(np.int64)


def _read(exact: Exact, documents: NDArray[np.int64]) -> list[str]:
    units = exact.text[ranges(exact.text_starts[documents].astype(np.int64), _sizes(exact)[documents])]
    return units.tobytes().decode("utf-16-le", "surrogatepass").split(_BETWEEN)[:-1]
