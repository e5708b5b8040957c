"""The normal text of an article as it is looked through for matches: one string, and where its sections begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise


@dataclass(frozen=True, slots=True)
class NormalText:
    """The normal forms of an article's lines, each ended: the title, then those of the sections, headings first.

    ``starts`` are the offsets at which sections begin, and that at which the last one ends.
    """

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, sections: Iterable[str]) -> NormalText:
        """The text of some sections without a title, the last line of each not ended."""
        ended = [f"{section}\n" for section in sections]
        return cls("".join(ended), tuple(accumulate(map(len, ended), initial=0)))

    @property
    def title(self) -> str:
        """The line before all sections, empty where there is none."""
        return self.text[: max(0, self.starts[0] - 1)]

    def section(self, number: int) -> str:
        """A section, its last line ended."""
        return self.text[self.starts[number] : self.starts[number + 1]]

    def sections(self) -> Iterator[str]:
        """Every section in order."""
        return (self.text[start:end] for start, end in pairwise(self.starts))

    def holding(self, strings: Iterable[str]) -> list[int]:
        """The sections that hold any of some strings, in order: the text is looked through at once."""
        return sorted({number for string in strings for number in self._with(string)})

    def _with(self, string: str) -> Iterator[int]:
        at = self.text.find(string, self.starts[0])
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            end = self.starts[number + 1]
            if at + len(string) <= end:
                yield number
            at = self.text.find(string, end)
