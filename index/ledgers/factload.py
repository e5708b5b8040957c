"""The load of facts: what ``FactLedger`` enters article by article, entered in an empty ledger by the thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from index.ledgers.factentries import FactEntry
from index.ledgers.factledger import ADD_PAGE, ADD_SHARED, add_rows, packed_sentences
from index.ledgers.inversion import invert
from index.ledgers.ledgerfile import LedgerFile, Value


class FactLoad:
    """Fills the tables of facts of one generation; no article comes twice, none is taken back."""

    def __init__(self, file: LedgerFile) -> None:
        self._file = file
        self._count = 0

    def enter(self, entries: Sequence[FactEntry]) -> None:
        """Enter the facts of articles, each table in one go."""
        pages = list(enumerate(entries, start=self._count + 1))
        self._count += len(pages)
        self._file.write_all(ADD_PAGE, ((page, packed_sentences(entry), *entry.page) for page, entry in pages))
        rows: defaultdict[str, list[tuple[Value, ...]]] = defaultdict(list)
        for page, entry in pages:
            for table, own in entry.rows.keyed():
                rows[table] += [(page, *row) for row in own]
        for table, every in rows.items():
            add_rows(self._file, table, every)

    def finish(self) -> None:
        """Write down which sentences articles share."""
        invert(self._file, "SELECT id, sentences FROM page", ADD_SHARED, np.int64)
