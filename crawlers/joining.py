"""Joining: the pages of articles that were cut into several, put together again as an archive is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crawlers.reading.page import Page
from crawlers.reading.parts import is_part, is_whole, joined_parts, next_part
from crawlers.urls import canonical
from index.article import Article


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that comes in, its source, how much of it may be shown, and when its page was seen."""

    article: Article
    source_name: str
    show: str
    seen: str


@dataclass(frozen=True, slots=True)
class _Unfinished:
    """An article without the parts from this number on."""

    arrival: Arrival
    number: int


class Joining:
    """Articles that wait for their next parts, by the canonical addresses of those, and parts without a beginning."""

    def __init__(self) -> None:
        self._waiting: dict[str, _Unfinished] = {}
        self._parts: set[str] = set()
        self._alone: dict[str, Arrival] = {}

    def joined(self, page: Page, arrival: Arrival) -> Iterator[Arrival]:
        """What a page completes: an article that is on it alone, or the one that waited for it as its last part."""
        place = canonical(page.url)
        before = self._waiting.pop(place, None)
        if before is None and place in self._parts:
            return
        if before is None and is_part(page):
            self._alone[place] = arrival
            return
        so_far = _with_part(before, arrival.article) if before else _Unfinished(arrival, 1)
        following = next_part(page, so_far.arrival.article.url, so_far.number)
        if following is None:
            yield so_far.arrival if so_far.number == 1 else _as_whole(so_far.arrival)
        else:
            yield from self._wait(canonical(following), so_far)

    def awaited(self) -> tuple[str, str] | None:
        """The address of a part that something waits for, and when that was seen; None where nothing waits."""
        return next(((place, each.arrival.seen) for place, each in self._waiting.items()), None)

    def given_up(self, place: str) -> Iterator[Arrival]:
        """What still waits for a part, as far as it came."""
        left = self._waiting.pop(place, None)
        if left is not None:
            yield left.arrival

    def alone(self) -> Iterator[Arrival]:
        """The parts of articles whose beginnings never came."""
        yield from (arrival for place, arrival in self._alone.items() if place not in self._parts)

    def _wait(self, place: str, unfinished: _Unfinished) -> Iterator[Arrival]:
        """Wait for a part; an earlier state of the article that still did is left as it is."""
        yield from self.given_up(place)
        self._parts.add(place)
        self._waiting[place] = unfinished


def _with_part(before: _Unfinished, part: Article) -> _Unfinished:
    article = joined_parts(before.arrival.article, part)
    return _Unfinished(replace(before.arrival, article=article), before.number + 1)


def _as_whole(arrival: Arrival) -> Arrival:
    return replace(arrival, article=is_whole(arrival.article))
