"""The reading side of the story ledger: how answers are grouped, and all articles of one story."""

from __future__ import annotations

from pathlib import Path

from index.engines.engine import EngineError, Grouping
from index.ledgers.ledgerfile import LedgerFile

# The stories of several texts, and those of which a text has several articles.
_RETOLD = (
    "SELECT story FROM text GROUP BY story HAVING count(*) > 1"
    " UNION SELECT story FROM text WHERE id IN (SELECT text FROM telling GROUP BY text HAVING count(*) > 1)"
)
_CONTRADICTIONS = {
    "an article without a text": "SELECT 1 FROM telling LEFT JOIN text ON text.id = text WHERE text.id IS NULL",
    "a text without an article": "SELECT 1 FROM text LEFT JOIN telling ON telling.text = id WHERE url IS NULL",
    "a story without its text": "SELECT 1 FROM text LEFT JOIN text AS first ON first.id = text.story"
    " WHERE first.story IS NOT text.story",
    "kin in two stories": "SELECT 1 FROM kin JOIN text AS one ON one.id = kin.text LEFT JOIN text ON text.id = other"
    " WHERE text.story IS NOT one.story",
}


def grouping_of(generation: Path) -> Grouping:
    """How the texts of a generation fold into stories, and which article of each is the original."""
    with LedgerFile.open(generation, read_only=True) as file:
        folds = dict(
            file.rows(
                "SELECT text.key, first.key FROM text JOIN text AS first ON first.id = text.story"
                " WHERE text.id <> text.story"
            )
        )
        retold = file.rows(
            "SELECT first.key, url, min(evidence) FROM telling JOIN text ON text.id = text"
            f" JOIN text AS first ON first.id = text.story WHERE text.story IN ({_RETOLD})"
            " GROUP BY text.story HAVING count(*) > 1"
        )
    return Grouping(folds, frozenset(url for _, url, _ in retold), frozenset(key for key, _, _ in retold))


def told_by(generation: Path, url: str) -> tuple[str, ...]:
    """The URLs of all articles that tell an article's story, itself included, the original first."""
    with LedgerFile.open(generation, read_only=True) as file:
        rows = file.rows(
            "SELECT url FROM telling JOIN text ON text.id = text WHERE story = (SELECT story FROM telling"
            " JOIN text ON text.id = text WHERE url = ?) ORDER BY evidence",
            url,
        )
    return tuple(each for (each,) in rows)


def check_stories(file: LedgerFile) -> tuple[int, dict[str, str]]:
    """Count the stories and give the text's key of each article; raises EngineError where they are contradictory."""
    for what, query in _CONTRADICTIONS.items():
        if file.row(query) is not None:
            raise EngineError(f"The ledger of stories has {what}: run `tashan index --rebuild`.")
    [(stories,)] = file.rows("SELECT count(DISTINCT story) FROM text")
    return stories, dict(file.rows("SELECT url, key FROM telling JOIN text ON text.id = text"))
