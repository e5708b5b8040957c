"""Filters as the ledgers apply them: the same ones as a search's, over the pages that facts stand on."""

from __future__ import annotations

from index.ledgers.factentries import FACETS
from index.query import FIELDS, Filters, QueryError

COLUMNS = (*FACETS, "year")


def condition(filters: Filters) -> tuple[str, tuple[str, ...]]:
    """An SQL condition on ``told`` and its values; a page without a date is in no span of dates.

    Raises QueryError for a filter on what no page of a ledger has.
    """
    for name in FIELDS:
        if name not in COLUMNS and filters.values(name):
            raise QueryError(f"Ledgers are not narrowed by “{name}”, but by {', '.join(COLUMNS)}.")
    parts, values = ["TRUE"], list[str]()
    for name in COLUMNS:
        if wanted := filters.values(name):
            parts.append(f'told."{name}" IN ({", ".join("?" * len(wanted))})')
            values.extend(wanted)
    for sign, day in ((">=", filters.date_from), ("<=", filters.date_to)):
        if day:
            parts.append(f"substr(told.published, 1, 10) {sign} ?")
            values.append(day)
    return " AND ".join(parts), tuple(values)
