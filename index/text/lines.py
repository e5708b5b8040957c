"""Lines: many short texts searched in one piece, which is far faster and smaller than one by one."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate


class Lines:
    """Texts without line breaks by their numbers."""

    def __init__(self, lines: Iterable[str]) -> None:
        texts = list(lines)
        # A break before and after each, so that a break in what is looked for stands for a beginning or an end.
        self._text = "\n" + "".join(f"{text}\n" for text in texts)
        self._starts = array("Q", accumulate((len(text) + 1 for text in texts), initial=1))

    def holding(self, part: str) -> Iterator[int]:
        """The numbers of the lines that hold a text, each once, in order."""
        end = "(?=\n)" if part.endswith("\n") else ""
        return self.matching(re.compile(re.escape(part.removesuffix("\n")) + end))

    def matching(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """The numbers of the lines that have a match of a pattern, which begins at the break before a line or later."""
        last = -1
        for match in pattern.finditer(self._text):
            number = max(0, bisect_right(self._starts, match.start() + (self._text[match.start()] == "\n")) - 1)
            if number != last:
                last = number
                yield number
