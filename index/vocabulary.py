"""The vocabulary of an index: its own words by how they sound and how they are written, to mend what was mistyped."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from index.text.lines import Lines
from index.text.pinyin import sound

MOST_WORDS = 200_000
_SHORTEST_HAN, _SHORTEST_ONE_OFF, _LONGEST = 2, 3, 20


class Vocabulary:
    """Words with how many articles have each; at most MOST_WORDS of them are kept."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._counts = _first(words)
        self._words = tuple(self._counts)
        self._written = Lines(self._words)
        self._spoken = Lines(map(sound, self._words))

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def alike_in_sound(self, typed: str) -> list[str]:
        """The other words that sound like a normal text, or that its letters spell in pinyin, the commonest first."""
        found = (self._words[number] for number in self._spoken.holding(f"\n{sound(typed)}\n"))
        return self._commonest_first(word for word in found if word != typed)

    def alike_in_writing(self, typed: str) -> list[str]:
        """The words that are one character off a normal text of three or more, the commonest first.

        With one character replaced, left out or put in, one half of it stays as it is.
        """
        if not _SHORTEST_ONE_OFF <= len(typed) <= _LONGEST:
            return []
        half = len(typed) // 2
        numbers = chain(self._written.holding(f"\n{typed[:half]}"), self._written.holding(f"{typed[half:]}\n"))
        found = {self._words[number] for number in numbers}
        return self._commonest_first(word for word in found if is_one_off(typed, word))

    def _commonest_first(self, words: Iterable[str]) -> list[str]:
        return sorted(words, key=lambda word: (-self._counts[word], word))


def is_one_off(one: str, other: str) -> bool:
    """Tell whether two texts differ by one character replaced, left out or put in."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return longer[start + 1 :] == shorter[start + (len(one) == len(other)) :]


def _first(words: Iterable[tuple[str, int]]) -> dict[str, int]:
    kept: dict[str, int] = {}
    for word, count in words:
        if _SHORTEST_HAN <= len(word) <= _LONGEST and not word.isascii():
            kept[word] = max(count, kept.get(word, 0))
            if len(kept) == MOST_WORDS:
                break
    return kept
