"""SQLite's FTS5, contentless, with a table of columns beside it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.cuttings import COLUMNS, Cutting
from benchmarks.peers.peer import WANTED, Counts, Reply
from benchmarks.questioning import ANY, TITLE_WEIGHT, Question

_SCHEMA = (
    "CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TABLE news(number INTEGER PRIMARY KEY, published TEXT, court TEXT, province TEXT, year TEXT, kind TEXT)",
)
_RANK = f"bm25(words, {TITLE_WEIGHT}, 1.0)"
_MEGABYTE = 1 << 20


class SqliteFts:
    """FTS5 asked in SQL: one statement for the best, one for the count, one for the facets."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "news.sqlite"

    def build(self, cuttings: Iterable[Cutting]) -> None:
        """One transaction, then FTS5's own merge into one tree."""
        database = sqlite3.connect(self._file)
        for statement in (f"PRAGMA cache_size=-{200 * 1024}", "PRAGMA synchronous=OFF", *_SCHEMA):
            database.execute(statement)
        for cutting in cuttings:
            words = (cutting.number, cutting.title, cutting.body)
            columns = (cutting.number, cutting.published, *map(cutting.column, COLUMNS))
            database.execute("INSERT INTO words(rowid, title, body) VALUES(?, ?, ?)", words)
            database.execute("INSERT INTO news VALUES(?, ?, ?, ?, ?, ?)", columns)
        database.commit()
        database.execute("INSERT INTO words(words) VALUES('optimize')")
        database.commit()
        database.close()

    def open(self) -> None:
        """Map the whole file."""
        self._database = sqlite3.connect(self._file)
        self._database.execute(f"PRAGMA mmap_size={8192 * _MEGABYTE}")
        self._database.execute(f"PRAGMA cache_size=-{800 * 1024}")

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def answer(self, question: Question) -> Reply:
        """The first ten in order, then how many there are."""
        source, values = _source(question)
        rank = "news.published DESC, words.rowid" if question.by_date else _RANK
        score = "0" if question.by_date else f"-{_RANK}"
        found = self._rows(f"SELECT words.rowid, {score} {source} ORDER BY {rank} LIMIT {WANTED}", values)
        [(count,)] = self._rows(f"SELECT count(*) {source}", values)
        scores = () if question.by_date else tuple(score for _, score in found)
        return Reply(count, tuple(number for number, _ in found), scores, self._facets(question, source, values))

    def counts(self, facets: Sequence[tuple[str, str, int]]) -> Counts:
        """Rows of column, value, count."""
        counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for column, value, count in facets:
            counts[column][value] = count
        return counts

    def _facets(self, question: Question, source: str, values: Sequence[str]) -> list[tuple[str, str, int]] | None:
        """All columns over what was found once."""
        if not question.facets:
            return None
        each = (
            f"SELECT '{name}', {name}, count(*) FROM found JOIN news ON number = found.rowid GROUP BY {name}"
            for name in COLUMNS
        )
        return self._rows(
            f"WITH found AS MATERIALIZED (SELECT words.rowid {source}) {' UNION ALL '.join(each)}", values
        )

    def _rows(self, statement: str, values: Sequence[str]) -> list[Any]:
        return self._database.execute(statement, values).fetchall()


def _source(question: Question) -> tuple[str, list[str]]:
    """From which rows, and the values of its question marks."""
    wanted, values = ["words MATCH ?"], [_match(question)]
    if question.province is not None:
        wanted.append("news.province = ?")
        values.append(question.province)
    if question.dates is not None:
        wanted.append("news.published BETWEEN ? AND ?")
        values.extend(question.dates)
    joins = " JOIN news ON news.number = words.rowid" if question.is_narrowed or question.by_date else ""
    return f"FROM words{joins} WHERE {' AND '.join(wanted)}", values


def _match(question: Question) -> str:
    fields = "{title body}" if question.two_fields else "body"
    if question.is_phrase:
        return f'{fields} : "{" ".join(question.words)}"'
    joint = " OR " if question.join == ANY else " AND "
    return f"{fields} : ({joint.join(f'{chr(34)}{word}{chr(34)}' for word in question.words)})"
