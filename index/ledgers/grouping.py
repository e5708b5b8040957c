"""The reading side of the story ledger: how answers are grouped, and all articles of one story."""

from __future__ import annotations

from pathlib import Path

from index.engines.engine import Grouping
from index.ledgers.ledgerfile import LedgerFile


def grouping_of(generation: Path) -> Grouping:
    """How the texts of a generation fold into stories, and which article of each is the original."""
    with LedgerFile.open(generation, read_only=True) as file:
        folds = dict(
            file.rows(
                "SELECT text.key, first.key FROM text JOIN text AS first ON first.id = text.story"
                " WHERE text.id <> first.id"
            )
        )
        originals = file.rows(
            "SELECT url, min(evidence) FROM telling JOIN text ON text.id = text GROUP BY story HAVING count(*) > 1"
        )
    return Grouping(folds, frozenset(url for url, _ in originals))


def told_by(generation: Path, url: str) -> tuple[str, ...]:
    """The URLs of all articles that tell an article's story, itself included, the original first."""
    with LedgerFile.open(generation, read_only=True) as file:
        rows = file.rows(
            "SELECT url FROM telling JOIN text ON text.id = text WHERE story = (SELECT story FROM telling"
            " JOIN text ON text.id = text WHERE url = ?) ORDER BY evidence",
            url,
        )
    return tuple(each for (each,) in rows)
