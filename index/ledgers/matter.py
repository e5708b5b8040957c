"""What the rows of a ledger are narrowed to beside where they stand: words of their subject, the class they are of."""

from __future__ import annotations

from dataclasses import dataclass

from index.knowledge.status import DONE, ONGOING, PLANNED
from index.query import FIELDS, Filters, QueryError

# What the class of a row is called in each ledger: the field of a search where it is one.
CLASS_NAMES = {"firsts": "scope", "honours": "honour", "figures": "status"}
STATUSES = (DONE, ONGOING, PLANNED)
LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Matter:
    """Words that stand in what a row is of (the thing claimed, the honour, what is counted), and classes of rows."""

    words: str = ""
    classes: tuple[str, ...] = ()


ANY_MATTER = Matter()


def matter_of(ledger: str, words: str, classes: tuple[str, ...]) -> Matter:
    """What a reader narrows a ledger to; raises QueryError for words too long and for a class that no row has."""
    if len(words) > LONGEST_WORDS:
        raise QueryError(f"What rows are about is said in up to {LONGEST_WORDS} characters, not {len(words)}.")
    name = CLASS_NAMES[ledger]
    if name in FIELDS:
        return Matter(words, Filters(**{name: classes}).values(name))  # type: ignore[arg-type]
    for each in classes:
        if each not in STATUSES:
            raise QueryError(f"“{each[:40]}” is no {name}; there are {', '.join(STATUSES)}.")
    return Matter(words, classes)
