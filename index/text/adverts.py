"""Adverts: words of gambling and similar advertisements that somebody put into another's text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from index import data
from index.text.normal import normalise

_SENTENCE_END = re.compile(r"[。!?;\n]")
_BETWEEN = r"[^。!?;,\n]{0,8}?"
_NOISE = re.compile(r"[\s·._|/\-*~+【】\[\]()《》\"']+")


@dataclass(frozen=True, slots=True)
class AdvertWords:
    """What ``adverts.toml`` knows: phrases that only adverts use, offers of a game, the words of those who report."""

    phrases: re.Pattern[str]
    offers: re.Pattern[str]
    cases: re.Pattern[str]
    gambling: re.Pattern[str]

    def advertises(self, sentence: str, *, in_report: bool) -> bool:
        """Tell whether a sentence calls for customers; what a report on gambling names or tells of is no call."""
        squeezed = _NOISE.sub("", sentence)
        if in_report:
            return bool(self.offers.search(squeezed)) and not self.cases.search(squeezed)
        return bool(self.offers.search(squeezed) or self.phrases.search(squeezed))

    def is_report(self, text: str) -> bool:
        """Tell whether a text, its adverts apart, speaks of gambling, fraud or pornography itself."""
        squeezed = self.offers.sub("", self.phrases.sub("", _NOISE.sub("", text)))
        return self.gambling.search(squeezed) is not None


def has_adverts(lines: Iterable[str]) -> bool:
    """Tell whether any sentence of some lines is an advert of gambling, pornography or the like.

    In a text that nowhere speaks of such things any of their names was put there by somebody else; in one that does, as
    a court reports on those who set up such games, only a sentence that offers one and tells of no case.
    """
    text = "\n".join(normalise(line) for line in lines)
    words = advert_words()
    if not words.advertises(text.replace("\n", "。"), in_report=False):
        return False
    suspects = [sentence for sentence in _SENTENCE_END.split(text) if words.advertises(sentence, in_report=False)]
    if not suspects:
        return False
    in_report = words.is_report(text)
    return any(words.advertises(sentence, in_report=in_report) for sentence in suspects)


@cache
def advert_words() -> AdvertWords:
    """The words of ``adverts.toml``."""
    table = {name: "|".join(words) for name, words in tomllib.loads(data.read("adverts.toml")).items()}
    return AdvertWords(
        phrases=re.compile(table["phrases"]),
        offers=re.compile(f"(?:{table['subjects']}){_BETWEEN}(?:{table['offers']})"),
        cases=re.compile(table["cases"]),
        gambling=re.compile(table["gambling"]),
    )
