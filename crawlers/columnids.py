"""Column ids of chinacourt: fifteen groups of three base-36 digits, deflated and in base64."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Sequence
from urllib.parse import unquote

from index.errors import TashanError

GROUPS = 15

_GROUP = 3
_DIGITS = re.compile(r"[0-9A-Za-z]{45}")
_LENGTH = GROUPS * _GROUP
_NONE = "000"


class ColumnIdError(TashanError):
    """A text is no column id, or groups make none."""


def decode(column: str) -> tuple[str, ...]:
    """The path that a column id stands for, from the site down (``001 002 003``), without the unused groups.

    The id's padding may be there, quoted or dropped. Raises ColumnIdError.
    """
    bare = unquote(column).rstrip("=")
    try:
        packed = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
        unpacker = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        digits = unpacker.decompress(packed, _LENGTH + 1).decode("ascii")
    except (binascii.Error, zlib.error, ValueError) as error:
        raise ColumnIdError(f"“{column}” is no column id of chinacourt.") from error
    if not _DIGITS.fullmatch(digits) or not unpacker.eof or unpacker.unused_data:
        raise ColumnIdError(f"“{column}” is no column id of chinacourt.")
    return _used([digits[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP)])


def encode(groups: Sequence[str]) -> str:
    """The column id of a path, in base64 with its padding; raises ColumnIdError."""
    digits = "".join(groups).ljust(_LENGTH, "0")
    if any(len(group) != _GROUP for group in groups) or not _DIGITS.fullmatch(digits):
        raise ColumnIdError(f"“{'.'.join(groups)}” is no path of up to {GROUPS} groups of three base-36 digits.")
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return base64.b64encode(packer.compress(digits.encode()) + packer.flush()).decode()


def _used(groups: list[str]) -> tuple[str, ...]:
    while groups and groups[-1] == _NONE:
        groups.pop()
    return tuple(groups)
