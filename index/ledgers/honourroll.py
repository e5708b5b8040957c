"""The ledger of honours: what courts and their people and practices were given, by whom, in which year."""

from __future__ import annotations

from collections.abc import Iterator

from index.ledgers.ledgerfile import LedgerFile
from index.ledgers.matter import ANY_MATTER, Matter
from index.ledgers.standing import Row, rows_of
from index.query import Filters

_COLUMNS = ("name", "issuer", "level", "year", "owner", "sentence")


def honour_lines(file: LedgerFile, filters: Filters, matter: Matter = ANY_MATTER) -> Iterator[Row]:
    """Every honour, the latest told first."""
    return rows_of(file, "honour", _COLUMNS, filters, matter)
