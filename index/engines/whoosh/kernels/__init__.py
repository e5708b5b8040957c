"""Kernels: the loops over a segment's arrays in which a search spends its time, under one contract.

The numpy ones are always there, the ones in C where a compiler was found at install. Both give the same answers, and
nobody needs to read the C to understand a search.
"""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

from index.engines.whoosh.kernels import contract, vectorised
from index.engines.whoosh.kernels.contract import Kernels

try:
    from index.engines.whoosh.kernels import compiled
except ImportError:
    _BUILT: tuple[Kernels, ...] = ()
else:
    _BUILT = (compiled,)


def keeps_contract(module: object) -> bool:
    """Tell whether a compiled module was built for the contract that is there now, as setup.py tells them apart."""
    return getattr(module, "CONTRACT", None) == f"{crc32(Path(contract.__file__).read_bytes()):08x}"


AVAILABLE: tuple[Kernels, ...] = (*filter(keeps_contract, _BUILT), vectorised)
CHOSEN = AVAILABLE[0]
# What is compiled was built for another contract and left aside: whoever installs again has it.
IS_OUTDATED = len(AVAILABLE) <= len(_BUILT)
