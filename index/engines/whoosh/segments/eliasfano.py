"""Elias and Fano's code: ascending numbers in two bits each and those bits in which neighbours rarely agree.

Where ``size`` numbers are below ``most``, each is cut in two: its lower bits, so many as ``most // size`` has but one,
and what is above them. A list is, from the lowest bit of its first byte on:

* five bits: how many bits each of the two following numbers has;
* ``size``, and ``spare``, a number below it that is kept beside the list;
* the lower bits of each number, one after another;
* for each number of place n a bit that is 1, as far from here as n and what is above its lower bits say; others are 0.

A list ends with a whole byte. SPARE_BYTES follow the last one, so that eight bytes can be read from everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.inverting import offsets
from index.engines.whoosh.segments.layout import Bytes, Numbers

SPARE_BYTES = 8
_WIDTH_BITS = 5
_BYTE_BITS, _LAST_BIT = 3, 7
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Heads:
    """What some lists begin with: how many numbers each has, its spare number, and how many bits both take."""

    sizes: Integers
    spares: Integers
    bits: Integers

    @classmethod
    def at(cls, packed: Bytes, starts: NDArray[Any]) -> Heads:
        """Those of the lists that start at some bytes."""
        words = _words(packed)[starts]
        width = words & np.uint64((1 << _WIDTH_BITS) - 1)
        most = (np.uint64(1) << width) - np.uint64(1)
        words >>= np.uint64(_WIDTH_BITS)
        return cls(
            (words & most).astype(np.int64),
            (words >> width & most).astype(np.int64),
            _WIDTH_BITS + 2 * width.astype(np.int64),
        )


def head_at(packed: Bytes, start: int) -> tuple[int, int]:
    """How many numbers the list at some byte has, and its spare number."""
    word = int.from_bytes(packed[start : start + SPARE_BYTES].tobytes(), "little")
    width = word & (1 << _WIDTH_BITS) - 1
    word >>= _WIDTH_BITS
    return word & (1 << width) - 1, word >> width & (1 << width) - 1


def bytes_of(sizes: NDArray[Any], most: int) -> Integers:
    """How many bytes lists of so many numbers below ``most`` take."""
    wide = sizes.astype(np.int64)
    head = _WIDTH_BITS + 2 * _bit_lengths(wide)
    bits: Integers = head + wide * (_lower_bits(wide, most) + 1) + (most - 1 >> _lower_bits(wide, most))
    return bits + _LAST_BIT >> _BYTE_BITS


def pack(numbers: Numbers, sizes: Numbers, spares: Numbers, most: int, into: Bytes, /) -> None:
    """Write the bits of all parts, a bit in a byte at first."""
    wide, lower = sizes.astype(np.int64), _lower_bits(sizes.astype(np.int64), most)
    width = _bit_lengths(wide)
    starts = offsets(bytes_of(sizes, most) << _BYTE_BITS)
    bits = np.zeros(int(starts[-1]), np.uint8)
    _write(bits, starts[:-1], width | wide << _WIDTH_BITS | spares.astype(np.int64) << _WIDTH_BITS + width, 64)
    low_at = starts[:-1] + _WIDTH_BITS + 2 * width
    own, place = np.repeat(lower, wide), _places(wide)
    _write(bits, np.repeat(low_at, wide) + place * own, numbers & ((1 << own) - 1), int(lower.max(initial=0)))
    bits[np.repeat(low_at + wide * lower, wide) + place + (numbers >> own)] = 1
    into[: len(bits) >> _BYTE_BITS] = np.packbits(bits, bitorder="little")


def unpack(packed: Bytes, starts: Numbers, most: int, into: Numbers, /) -> None:
    """Find the bits that are 1 in the upper parts, and read the lower bits of as many numbers."""
    first, last = int(starts[0]), int(starts[-1])
    heads = Heads.at(packed, starts[:-1])
    lower, place = _lower_bits(heads.sizes, most), _places(heads.sizes)
    low_at = (starts[:-1].astype(np.int64) - first << _BYTE_BITS) + heads.bits
    high_at, own = low_at + heads.sizes * lower, np.repeat(lower, heads.sizes)
    ones = np.flatnonzero(np.unpackbits(packed[first:last], bitorder="little"))
    whose = np.repeat(np.arange(len(lower)), np.diff(starts))[ones >> _BYTE_BITS]
    high = ones[ones >= high_at[whose]] - np.repeat(high_at, heads.sizes) - place
    at = np.repeat(low_at, heads.sizes) + place * own
    low = _words(packed)[first + (at >> _BYTE_BITS)] >> (at & _LAST_BIT).astype(np.uint64)
    into[: len(high)] = high << own | low.astype(np.int64) & ((1 << own) - 1)


def _lower_bits(sizes: Integers, most: int) -> Integers:
    return _bit_lengths(most // sizes) - 1


def _bit_lengths(numbers: Integers) -> Integers:
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


def _places(sizes: Integers) -> Integers:
    """The numbers from 0 on, so many as each size, one range after another."""
    before = offsets(sizes)
    places: Integers = np.arange(before[-1]) - np.repeat(before[:-1], sizes)
    return places


def _words(packed: Bytes) -> NDArray[np.uint64]:
    """The eight bytes from every byte on, as one number."""
    return np.ndarray((max(0, len(packed) - SPARE_BYTES + 1),), np.dtype("<u8"), packed, strides=(1,))


def _write(bits: Bytes, at: NDArray[Any], numbers: NDArray[Any], width: int) -> None:
    """Write the bits of numbers, each from its place on, the lowest first; there is no 1 above the width."""
    left = numbers.copy()
    for place in range(width):
        is_one = left & 1 == 1
        bits[at[is_one] + place] = 1
        left >>= 1
        if not left.any():
            return
