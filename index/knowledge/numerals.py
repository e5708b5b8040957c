"""Numbers as Chinese prints them, and what they are worth."""

from __future__ import annotations

import math
import re

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_ARABIC = re.compile(r"(\d[\d,]*(?:\.\d+)?)([百千]?[万亿]*|[百千])")
_VAGUE = re.compile("[余多几数近上约]")


def worth(printed: str) -> float | None:
    """The value of a number, of a range its lower end; shares are in hundredths; None for what is no number.

    ``300余万`` is 3000000, ``三千六百`` 3600, ``八成`` 80, ``三分之一`` 33.33; what no float can hold is no number.
    """
    try:
        value = _worth(printed)
    except OverflowError:
        return None
    return value if value is not None and math.isfinite(value) else None


def _worth(printed: str) -> float | None:
    exact = _VAGUE.sub("", printed)
    if match := _ARABIC.match(exact):
        return round(float(match[1].replace(",", "")) * _factor(match[2]), 4)
    if "分之" in exact:
        whole, part = (_spelled(each) for each in exact.split("分之", 1))
        return round(100 * part / whole, 2) if whole and part is not None else None
    if "成" in exact:
        tenths, half = exact.split("成", 1)
        return 10 * (_spelled(tenths) or 0) + 5 * half.startswith("半")
    return _spelled(re.split("[至到—-]", exact)[0])


def _factor(units: str) -> int:
    factor = 1
    for unit in units:
        factor *= _TENS.get(unit) or _MYRIADS[unit]
    return factor


def _spelled(numeral: str) -> float | None:
    """What a number written out is worth; a bare 百 is one hundred."""
    if not numeral or any(char not in {*_DIGITS, *_TENS, *_MYRIADS, "点"} for char in numeral):
        return None
    whole, _, fraction = numeral.partition("点")
    decimals: float = sum(_DIGITS.get(char, 0) / 10**place for place, char in enumerate(fraction, start=1))
    return round(float(_whole(whole) + decimals), 4)


def _whole(numeral: str) -> int:
    total, section, digit = 0, 0, 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit
