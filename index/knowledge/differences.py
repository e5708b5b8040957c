"""Differences: the sentences that a copy of a text adds, drops or words otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.text.normal import normalise

# Comparing takes the square of these at worst.
MOST_SENTENCES = 1500
LONGEST_SPELT_OUT = 300
MOST_SPELT_OUT = 40

_SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;]*[”’」』）)]*|[。！？；!?;]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage as it ``was`` and as it is ``now``, in the scripts of their texts; empty where it is missing there.

    ``pieces`` spell it out: what was and what is now, turn by turn, the same where nothing changed.
    """

    was: str
    now: str
    pieces: tuple[tuple[str, str], ...]


def differences(was: str, now: str) -> tuple[Difference, ...]:
    """Compare two texts sentence by sentence; another script, another setting or glosses are no difference.

    What follows after MOST_SENTENCES sentences is compared as one.
    """
    before, after = _sentences(was), _sentences(now)
    matcher = SequenceMatcher(None, [normalise(each) for each in before], [normalise(each) for each in after])
    changed = [
        (before[start:end], after[new_start:new_end])
        for operation, start, end, new_start, new_end in matcher.get_opcodes()
        if operation != "equal"
    ]
    return tuple(_passages(changed))


def _passages(changed: list[tuple[list[str], list[str]]]) -> Iterator[Difference]:
    """Sentences that stand in for as many others are taken in pairs, so that each shows what became of it."""
    spelt_out = 0
    for before, after in changed:
        pairs = zip(before, after, strict=True) if len(before) == len(after) else [("".join(before), "".join(after))]
        for was, now in pairs:
            spells = bool(was and now) and spelt_out < MOST_SPELT_OUT and max(len(was), len(now)) <= LONGEST_SPELT_OUT
            spelt_out += spells
            yield Difference(was, now, tuple(_pieces(was, now)) if spells else ((was, now),))


def _pieces(was: str, now: str) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    # Where little is left of a sentence, single characters in common are chance.
    if matcher.ratio() < 0.5:
        yield was, now
        return
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        yield was[start:end], now[new_start:new_end]


def _sentences(text: str) -> list[str]:
    sentences = [sentence for each in _SENTENCE.findall(text) if (sentence := each.strip()) and normalise(sentence)]
    rest = "".join(sentences[MOST_SENTENCES:])
    return [*sentences[:MOST_SENTENCES], *([rest] if rest else [])]
