"""The template that a name is made after: X+Y, N位一体, 一X一Y, X字法庭, 1+N."""

from __future__ import annotations

import re

WORDS_ADDED = "X+Y"
NUMBERS_ADDED = "1+N"
IN_ONE = "N位一体"
ONE_ONE = "一X一Y"
LETTERED = "X字法庭"
COURTED = "X法庭"

_NUMERAL = "一二三四五六七八九十两多"
_TEMPLATES = (
    (NUMBERS_ADDED, re.compile(r"(?<![\w.])(?:\d{1,3}|[A-Za-z])(?:\+(?:\d{1,3}|[A-Za-z]))+(?![\w.])")),
    (WORDS_ADDED, re.compile(r"\w\+(?:\w|$|”)")),
    (IN_ONE, re.compile(rf"[{_NUMERAL}\d]位一体")),
    (ONE_ONE, re.compile(r"^一[^一，、 ]{1,4}(?:一[^一，、 ]{1,4})+$")),
    (LETTERED, re.compile(r"[“‘]?[^\W\d_][”’]?字(?:法庭|工作室|工作法|调解法|诀|步骤|法)")),
    (COURTED, re.compile(r"^[^\W\d_]{1,4}?(?<!人民)(?<!巡回)(?<!中心)(?<!派出)(?<!家事)(?<!少年)法庭$")),
)


def template_of(name: str) -> str | None:
    """The template of an aligned name; None where it is made after none of them."""
    return next((template for template, pattern in _TEMPLATES if pattern.search(name)), None)
