"""Holdings: where the archive has the latest whole copy of a page, so that the same one is not kept twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.store import Store


@dataclass(frozen=True, slots=True)
class Holding:
    """A copy of the page at a canonical ``url``: fetched from ``address``, its record's file and first byte there, and
    the digest of its payload."""

    url: str
    address: str
    file: str
    start: int
    digest: str


class Holdings:
    """The latest copy of every page that a visit brought. Everything that writes wants a ``writing`` block.

    What is told here may have become untrue: whoever trusts it looks at the record.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, url: str) -> Holding | None:
        """The latest copy of a page by its canonical URL."""
        row = self._store.row("SELECT url, address, file, start, digest FROM holding WHERE url = ?", url)
        return Holding(*row) if row else None

    def note(self, holdings: Iterable[Holding]) -> None:
        """Put down copies, each in place of an earlier one, unless their pages were forgotten."""
        for each in holdings:
            self._store.write(
                "INSERT OR REPLACE INTO holding SELECT ?, ?, ?, ?, ?"
                " WHERE NOT EXISTS (SELECT 1 FROM tombstone WHERE url = ?)",
                *(each.url, each.address, each.file, each.start, each.digest, each.url),
            )

    def move(self, file: str, places: Mapping[int, int]) -> None:
        """Follow records to their new first bytes in a file that was written anew; what is not among them is gone."""
        rows = list(self._store.rows("SELECT url, start FROM holding WHERE file = ?", file))
        for url, start in rows:
            if start in places:
                self._store.write("UPDATE holding SET start = ? WHERE url = ?", places[start], url)
            else:
                self._store.write("DELETE FROM holding WHERE url = ?", url)
