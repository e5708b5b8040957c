"""Boilerplate: a key that sentences share which say the same for any court, and how much of an article is its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.text.normal import normalise

SHORTEST = 8
SHORTEST_TEXT = 200
_COURT = re.compile("[\\u4e00-\\u9fff]{2,12}?(?:人民法院|中院|高院|法院|法庭)|[该我本全]院")
_DATE = re.compile(r"(?:\d{4}年(?:\d{1,2}月)?|\d{1,2}月)(?:\d{1,2}日)?")
_NUMBER = re.compile(r"\d[\d,.]*(?:[余多]?[万亿])?")
_SAID = re.compile(r"[^\w%#]")


def sentence_key(sentence: str) -> str | None:
    """What is left of a sentence that does not tell one court or year from another; None where that is too little.

    Courts, dates, numbers and marks are taken out of the normal form, so that a sentence filled with other names and
    figures has the same key. The key is text, to be counted over a corpus.
    """
    key = _SAID.sub("", _NUMBER.sub("#", _COURT.sub("", _DATE.sub("", normalise(sentence)))))
    return key if len(key) >= SHORTEST else None


def density(length: int, telling: Iterable[str]) -> float:
    """The share of a text of some characters that its sentences which tell a fact make up, between 0 and 1.

    A sentence counts once however many facts it tells, and a text of less than SHORTEST_TEXT characters as one of
    so many, so that a line with a number is no better than a report.
    """
    return min(1.0, sum(map(len, set(telling))) / max(length, SHORTEST_TEXT))
