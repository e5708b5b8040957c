"""Boilerplate: a key that sentences share which say the same for any court, and how much of an article is its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from index.text.normal import normalise

SHORTEST = 8
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


def density(sentences: Iterable[str], telling: Collection[str]) -> float:
    """The share of the characters that stand in sentences which tell a fact; between 0 and 1, 0 for no text."""
    lengths = [(len(sentence), sentence in telling) for sentence in sentences]
    total = sum(length for length, _ in lengths)
    return sum(length for length, is_telling in lengths if is_telling) / total if total else 0.0
