"""Proximity: where several strings stand close to each other in a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

Span = tuple[int, int]


def near_spans(text: str, parts: Sequence[str], distance: int) -> list[Span]:
    """Every place of a part that lies with all the others in one stretch of the text, in order.

    A stretch is at most ``distance`` characters longer than the parts together; the order of the parts is free.
    """
    if not all(part in text for part in parts):
        return []
    starts = [list(starts_of(part, text)) for part in parts]
    reach = sum(map(len, parts)) + distance
    stretches = sorted({at for some in starts for at in some if _fits(at, starts, parts, reach)})
    spans = [(at, at + len(part)) for part, some in zip(parts, starts, strict=True) for at in some]
    return sorted(span for span in spans if _is_inside(span, stretches, reach))


def starts_of(part: str, text: str) -> Iterator[int]:
    """Wherever a string begins in a text, overlapping or not."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _fits(begin: int, starts: Sequence[list[int]], parts: Sequence[str], reach: int) -> bool:
    """Whether a stretch from here holds every part."""
    for some, part in zip(starts, parts, strict=True):
        following = bisect_left(some, begin)
        if following == len(some) or some[following] + len(part) > begin + reach:
            return False
    return True


def _is_inside(span: Span, stretches: list[int], reach: int) -> bool:
    before = bisect_right(stretches, span[0])
    return before > 0 and span[1] <= stretches[before - 1] + reach
