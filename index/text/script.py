"""The script of Chinese text: traditional or simplified, told and converted character by character."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

_LAST_BEFORE_HAN = 0x2E7F
_LEAST_TRADITIONAL = 3
_TRADITIONAL_SHARE = 0.1


def simplified(text: str) -> str:
    """A text in simplified characters, else as it is; no character's form depends on its neighbours."""
    return text.translate(_SIMPLIFYING)


def is_traditional(text: str) -> bool:
    """Tell whether a text is mainly in traditional characters, not simplified with a name or a quotation in them."""
    if simplified(text) == text:
        return False
    han = [char for char in text if ord(char) > _LAST_BEFORE_HAN and char.isalpha()]
    traditional = sum(simplified(char) != char for char in han)
    return traditional >= max(_LEAST_TRADITIONAL, len(han) * _TRADITIONAL_SHARE)


class _Simplifying(dict[int, str]):
    """A translation table that learns each character when it is first met."""

    def __missing__(self, code: int) -> str:
        known = self[code] = _simplified(chr(code))
        return known


_SIMPLIFYING = _Simplifying()


def _simplified(char: str) -> str:
    """Convert until nothing changes: 薴 goes to 苧 and only then to 苎."""
    if ord(char) <= _LAST_BEFORE_HAN:
        return char
    converted = _converter().convert(char)
    return char if converted == char else _simplified(converted)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
