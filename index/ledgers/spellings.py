"""Spellings: how the brands of a generation are written, for readers who are not to see their keys."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.ledgers.ledgerfile import LedgerFile

# Of SQLite's own limit on the values of one question.
_AT_ONCE = 500


class Spellings:
    """The way each brand of a generation is written most often, the shortest of those alike; asked for once."""

    def __init__(self, generation: Path) -> None:
        self._generation = generation
        self._known: dict[str, str] = {}

    def of(self, keys: Iterable[str]) -> dict[str, str]:
        """The spelling of at least these keys; one that no ledger knows is its own."""
        unknown = list(set(keys).difference(self._known))
        if unknown:
            with LedgerFile.open(self._generation, read_only=True) as file:
                for first in range(0, len(unknown), _AT_ONCE):
                    self._learn(file, unknown[first : first + _AT_ONCE])
        return self._known

    def _learn(self, file: LedgerFile, keys: list[str]) -> None:
        rows = file.rows(
            f"SELECT key, name FROM naming WHERE key IN ({', '.join('?' * len(keys))})"
            " GROUP BY key, name ORDER BY count(*), length(name) DESC, name DESC",
            *keys,
        )
        self._known.update({key: key for key in keys} | dict(rows))
