"""Revisits: which earlier capture each of them found again, in whatever order the archives were read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from crawlers.captures import Captured, Place, Revisit, captured_at


@dataclass(frozen=True, slots=True)
class _Copy:
    """A capture without its body."""

    url: str
    date: str
    digest: str
    place: Place


class Revisits:
    """Remembers where captures are and which revisits there were; the bodies stay in their files."""

    def __init__(self) -> None:
        self._by_url: defaultdict[str, list[_Copy]] = defaultdict(list)
        self._by_digest: dict[str, _Copy] = {}
        self._noted: list[Revisit] = []

    def hold(self, captured: Captured) -> None:
        """Remember a capture that a revisit may refer to."""
        copy = _Copy(captured.url, captured.date, captured.digest, captured.place)
        self._by_url[copy.url].append(copy)
        if copy.digest:
            self._by_digest[copy.digest] = copy

    def note(self, revisit: Revisit) -> None:
        """Remember a revisit."""
        self._noted.append(revisit)

    def latest(self) -> Iterator[tuple[Revisit, Captured | None]]:
        """The last revisit of each page to each copy, in the order of their dates, with that copy read again.

        Earlier ones say no more than the last one does. None where the copy is not among what was read.
        """
        last: dict[tuple[str, _Copy | None], Revisit] = {}
        for revisit in sorted(self._noted, key=lambda each: each.date):
            last[revisit.url, self._copy(revisit)] = revisit
        for (_, copy), revisit in sorted(last.items(), key=lambda item: item[1].date):
            yield revisit, captured_at(copy.place, url=copy.url, digest=copy.digest) if copy else None

    def latest_copy(self, url: str) -> Captured | None:
        """The latest copy of a page among what was read."""
        copy = max(self._by_url.get(url, ()), key=lambda each: each.date, default=None)
        return captured_at(copy.place, url=copy.url, digest=copy.digest) if copy else None

    def _copy(self, revisit: Revisit) -> _Copy | None:
        """By address and date where they are told, else by digest, else the latest of the same address before it."""
        if revisit.target_date:
            of_date = [copy for copy in self._by_url.get(revisit.target, ()) if copy.date == revisit.target_date]
            alike = [copy for copy in of_date if copy.digest == revisit.digest]
            return next(iter(alike or of_date), None)
        if not revisit.is_not_modified:
            return self._by_digest.get(revisit.digest)
        earlier = [copy for copy in self._by_url.get(revisit.url, ()) if copy.date <= revisit.date]
        return max(earlier, key=lambda copy: copy.date, default=None)
