"""Shingles: a text's runs of letters as numbers, by which the few texts are found that it may be a copy of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHINGLE = 6
SKETCH = 32
# Of a stranger's shingles some three in ten fall on a bit that is set: less than what two copies share.
_BITS_A_SHINGLE = 3

# Odd numbers without a pattern: the powers of the first set apart what differs in any place, the others stir the rest.
_BASE, _STIR = 0x9E3779B1, (0x85EBCA6B, 0xC2B2AE35)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a ledger keeps of a text's shingles: the least number of different ones, and a row of bits that they set."""

    count: int
    bits: bytes


@dataclass(frozen=True, slots=True)
class Shingles:
    """A text's shingles: the numbers of all in ascending order, four bytes each, and what is kept of them.

    ``sketch`` are the SKETCH smallest of them. Those that a cut copy still has are among its own smallest, so both
    share some at any cut worth finding.
    """

    numbers: bytes
    sketch: tuple[int, ...]
    imprint: Imprint

    @classmethod
    def of(cls, letters: str) -> Shingles:
        """Number the shingles of some letters; one beyond the first plane counts as two."""
        units = np.frombuffer(letters.encode("utf-16-le", "surrogatepass"), np.uint16)
        numbers = np.sort(_numbered(units))
        different = numbers[np.append(True, numbers[1:] != numbers[:-1])] if len(numbers) else numbers
        # No letter begins at the second half of another.
        count = max(0, len(different) - (len(units) - len(letters)))
        bits = np.zeros(-(-len(different) * _BITS_A_SHINGLE // 8) * 8, np.uint8)
        bits[different % np.uint32(max(1, len(bits)))] = 1
        return cls(numbers.tobytes(), tuple(different[:SKETCH].tolist()), Imprint(count, np.packbits(bits).tobytes()))

    def most_shared(self, other: Imprint, least: float = 0) -> int:
        """How many shingles both texts have, or more: all that both have fall on bits that are set.

        Of a long text many others do, too. But those that both have fall on as many bits as they are, less how many of
        the other's fell on a bit that was set before. That is not asked where there are fewer than ``least`` anyway.
        """
        if not other.bits:
            return 0
        bits = np.unpackbits(np.frombuffer(other.bits, np.uint8))
        own = (np.frombuffer(self.numbers, np.uint32) % np.uint32(len(bits))).astype(np.intp)
        most = int(np.count_nonzero(bits[own]))
        if most < least:
            return most
        met = np.zeros(len(bits), np.uint8)
        met[own] = 1
        fell_on_others = len(bits) // _BITS_A_SHINGLE - int(np.count_nonzero(bits))
        return min(most, int(np.count_nonzero(bits & met)) + fell_on_others)


def _numbered(units: NDArray[np.uint16]) -> NDArray[np.uint32]:
    """A number without a pattern for every shingle."""
    wide = units.astype(np.uint32)
    count = max(0, len(wide) - SHINGLE + 1)
    numbers = np.zeros(count, np.uint32)
    for at in range(SHINGLE):
        numbers = numbers * np.uint32(_BASE) + wide[at : at + count]
    for shift, factor in zip((16, 13), _STIR, strict=True):
        numbers = (numbers ^ (numbers >> np.uint32(shift))) * np.uint32(factor)
    return numbers ^ (numbers >> np.uint32(16))
