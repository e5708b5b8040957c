"""Garbling: text that was decoded with another code than it was written in."""

from __future__ import annotations

import re

_SAMPLE = 400
_MARKS = ("锟斤拷", "烫烫烫", "屯屯屯")
_LOST = "\ufffd"
_LOST_SHARE = 50
_WRONG_CODES = ("gb18030", "latin-1", "cp1252")
_LEAST_HAN = 5
_ASCII = re.compile(r"[\x00-\x7f]+")


def is_garbled(text: str) -> bool:
    """Tell whether a text is mojibake: encoded back with the wrong code, it turns out to be UTF-8."""
    start = text[:_SAMPLE]
    if any(mark in start for mark in _MARKS) or start.count(_LOST) * _LOST_SHARE > len(start):
        return True
    foreign = _ASCII.sub("", start)
    return any(_is_utf8_read_as(code, foreign) for code in _WRONG_CODES)


def _is_utf8_read_as(code: str, foreign: str) -> bool:
    """Whether characters beyond ASCII, encoded back, are Chinese in UTF-8."""
    encoded = foreign.encode(code, "ignore")
    decoded = encoded.decode("utf-8", "ignore")
    han = sum("\u4e00" <= character <= "\u9fff" for character in decoded)
    # Chinese in UTF-8 takes three bytes a character; what is not garbled hardly ever decodes at all.
    return han >= _LEAST_HAN and 4 * len(decoded.encode()) > 3 * len(encoded)
