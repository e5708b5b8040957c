"""Inverting: from documents in a row to the arrays in which what they have is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from index.engines.whoosh.segments.layout import (
    BLOCK,
    LARGE,
    Bytes,
    Column,
    Numbers,
    Offsets,
    Shorts,
    Terms,
    Words,
)

# Whoosh says how long a field is by the first of these lengths that is not shorter.
_LENGTHS = np.array([byte_to_length(code) for code in range(256)])
_SHORT = 65_536


def inverted_words(terms: Sequence[bytes], numbers: Numbers, positions: Shorts | Numbers, counts: Numbers) -> Words:
    """The postings of a field: of every token in the order of the text its term's number and position.

    ``counts`` are the tokens of each document. Every one of the ascending ``terms`` is there.
    """
    order = numbers.astype(np.uint64)
    order <<= np.uint64(32)
    order |= np.arange(len(numbers), dtype=np.uint32)
    order.sort()
    token = order.astype(np.uint32)
    order >>= np.uint64(32)
    term_of = order.astype(np.uint32)
    del order
    doc_of = np.repeat(np.arange(len(counts), dtype=np.uint16), counts)[token]
    is_first = changes(term_of) | changes(doc_of)
    position_of_posting = np.append(np.flatnonzero(is_first), len(token))
    starts = np.searchsorted(term_of[is_first], np.arange(len(terms) + 1))
    freqs = np.diff(position_of_posting)
    return Words(
        terms=Terms.of(terms),
        **posting_arrays(starts, doc_of[is_first], freqs, positions[token]),
        lengths=length_codes(counts),
        total_length=len(numbers),
    )


def posting_arrays(starts: Offsets, docs: Shorts, freqs: NDArray[Any], positions: Shorts | Numbers) -> dict[str, Any]:
    """The arrays of ``Words`` that follow from the postings; a field may have no positions."""
    position_of_posting = offsets(freqs if len(positions) else np.zeros_like(freqs))
    return {
        "starts": starts.astype(np.uint32),
        "docs": docs,
        "position_starts": position_of_posting[starts].astype(np.uint32),
        "positions": positions,
        **_frequencies(freqs),
        **_blocks(starts, position_of_posting),
    }


def ranked(values: Sequence[bytes]) -> tuple[list[bytes], Numbers]:
    """Different values in ascending order, and for each as it came its number there."""
    order = sorted(range(len(values)), key=values.__getitem__)
    rank = np.zeros(len(values), np.uint32)
    rank[order] = np.arange(len(values), dtype=np.uint32)
    return [values[number] for number in order], rank


def packed_column(values: Terms, counts: NDArray[Any], codes: NDArray[Any]) -> Column:
    """The column of so many different codes of each document."""
    if counts.max(initial=0) > 1:
        in_order = codes[np.lexsort((codes, np.repeat(np.arange(len(counts)), counts)))]
        return Column(values, narrow(in_order, len(values)), offsets(counts).astype(np.uint32))
    single = np.full(len(counts), len(values))
    single[counts == 1] = codes
    return Column(values, narrow(single, len(values)))


def length_codes(lengths: NDArray[Any]) -> Bytes:
    """Lengths in Whoosh's one-byte code."""
    return np.minimum(np.searchsorted(_LENGTHS, lengths), 255).astype(np.uint8)


def offsets(counts: NDArray[Any]) -> Offsets:
    """Where each of some neighbours of these sizes starts, and where the last one ends."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def narrow(numbers: NDArray[Any], largest: int) -> Shorts | Numbers:
    """Numbers in two bytes each where the largest possible one allows it, else in four."""
    return numbers.astype(np.uint16) if largest < _SHORT else numbers.astype(np.uint32)


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The different ones of some numbers in ascending order; numpy's own way is slow for many."""
    in_order = np.sort(values)
    return in_order[changes(in_order)]


def changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """For every value of a row whether it differs from the one before; the first one does."""
    changes = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _frequencies(freqs: NDArray[Any]) -> dict[str, Any]:
    """Frequencies in one byte each, the large ones beside."""
    large_at = np.flatnonzero(freqs >= LARGE)
    small = np.minimum(freqs, LARGE).astype(np.uint8)
    return {"freqs": small, "large_at": large_at, "large": freqs[large_at].astype(np.uint32)}


def _blocks(starts: Offsets, position_of_posting: Offsets) -> dict[str, Any]:
    """How many positions of its term stand before every BLOCK-th posting."""
    blocks = -(-np.diff(starts) // BLOCK)
    block_starts = offsets(blocks)
    term = np.repeat(np.arange(len(blocks)), blocks)
    posting = starts[term] + (np.arange(len(term)) - block_starts[term]) * BLOCK
    before = position_of_posting[posting] - position_of_posting[starts[term]]
    return {"block_starts": block_starts.astype(np.uint32), "blocks": before.astype(np.uint32)}
