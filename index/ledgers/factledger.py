"""The ledger of facts: what every article says of brands, firsts, honours and figures, and which sentences it has.

Everything here follows from the article alone; what only all of them tell is asked of these tables when it is shown.
"""

from __future__ import annotations

import array
from collections.abc import Sequence
from typing import ClassVar

from index.document import Document
from index.ledgers.factentries import FACETS, FactEntry, FactRows, fact_entry
from index.ledgers.ledgerfile import LedgerFile, Value

_TABLES = ("naming", "saying", "claim", "honour", "figure", "topic")
_COLUMNS = ("id", "sentences", "url", "title", "published", "year", "withheld", *FACETS)
ADD_PAGE = f"""INSERT INTO page ({", ".join(f'"{name}"' for name in _COLUMNS)})
    VALUES ({", ".join("?" * len(_COLUMNS))})"""
ADD_SHARED = "INSERT INTO shared VALUES (?, ?)"


class FactLedger:
    """Keeps the facts of one generation up to date."""

    SCHEMA: ClassVar[str] = """
CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT,
    published TEXT,
    year TEXT,
    court TEXT,
    level TEXT,
    province TEXT,
    city TEXT,
    kind TEXT,
    "column" TEXT,
    source TEXT,
    withheld INTEGER NOT NULL,
    sentences BLOB NOT NULL
);
CREATE TABLE naming (
    page INTEGER NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    whole TEXT NOT NULL,
    type TEXT NOT NULL,
    template TEXT,
    sound TEXT NOT NULL,
    suffix TEXT,
    use TEXT NOT NULL,
    court TEXT,
    learned_from TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (page, key)
) WITHOUT ROWID;
CREATE TABLE saying (
    page INTEGER NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    status TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (page, key, at)
) WITHOUT ROWID;
CREATE TABLE claim (
    page INTEGER NOT NULL,
    at INTEGER NOT NULL,
    scope TEXT,
    word TEXT NOT NULL,
    object TEXT NOT NULL,
    key TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (page, at)
) WITHOUT ROWID;
CREATE TABLE honour (
    page INTEGER NOT NULL,
    at INTEGER NOT NULL,
    name TEXT NOT NULL,
    issuer TEXT,
    level TEXT,
    year INTEGER,
    owner TEXT,
    sentence TEXT NOT NULL,
    PRIMARY KEY (page, at)
) WITHOUT ROWID;
CREATE TABLE figure (
    page INTEGER NOT NULL,
    at INTEGER NOT NULL,
    number TEXT NOT NULL,
    value REAL,
    unit TEXT,
    what TEXT,
    period TEXT,
    status TEXT NOT NULL,
    qualifier TEXT,
    flags TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (page, at)
) WITHOUT ROWID;
CREATE TABLE topic (
    page INTEGER NOT NULL,
    at INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (page, at)
) WITHOUT ROWID;
CREATE TABLE shared (number INTEGER NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (number, page)) WITHOUT ROWID;
CREATE VIEW told AS
    SELECT page.*, substr(telling.evidence, 1, 1) AS origin, telling.evidence AS evidence,
        telling.evidence = (SELECT min(other.evidence) FROM telling AS other JOIN text AS one ON one.id = other.text
            WHERE one.story = text.story) AS original
    FROM page JOIN telling USING (url) JOIN text ON text.id = telling.text
"""
    LOOKUPS: ClassVar[str] = """
CREATE INDEX IF NOT EXISTS page_court ON page (court, level, province, city, published);
CREATE INDEX IF NOT EXISTS page_latest ON page (coalesce(published, '') DESC, url);
CREATE INDEX IF NOT EXISTS naming_spelling ON naming (key, name);
CREATE INDEX IF NOT EXISTS naming_sound ON naming (sound);
CREATE INDEX IF NOT EXISTS naming_template ON naming (template) WHERE template IS NOT NULL;
CREATE INDEX IF NOT EXISTS naming_suffix ON naming (suffix) WHERE suffix IS NOT NULL;
CREATE INDEX IF NOT EXISTS claim_key ON claim (key);
CREATE INDEX IF NOT EXISTS figure_what ON figure (what, unit) WHERE what IS NOT NULL
"""

    def __init__(self, file: LedgerFile) -> None:
        self._file = file

    @staticmethod
    def entry_of(document: Document, rows: FactRows) -> FactEntry:
        """The page of an article with its rows."""
        return fact_entry(document, rows)

    def enter(self, entry: FactEntry) -> None:
        """Enter an article's facts in place of what was entered under its URL."""
        self.remove(entry.url)
        page = self._file.write(ADD_PAGE, None, packed_sentences(entry), *entry.page)
        self._file.write_all(ADD_SHARED, ((number, page) for number in entry.rows.sentences))
        for table, rows in entry.rows.keyed():
            add_rows(self._file, table, [(page, *row) for row in rows])

    def remove(self, url: str) -> None:
        """Take back whatever was entered under a URL."""
        row = self._file.row("SELECT id, sentences FROM page WHERE url = ?", url)
        if row is None:
            return
        page, packed = row
        for table in _TABLES:
            self._file.write(f"DELETE FROM {table} WHERE page = ?", page)
        numbers = array.array("q", packed)
        self._file.write_all("DELETE FROM shared WHERE number = ? AND page = ?", ((each, page) for each in numbers))
        self._file.write("DELETE FROM page WHERE id = ?", page)


def packed_sentences(entry: FactEntry) -> bytes:
    """The numbers of an article's sentences as its page keeps them."""
    return array.array("q", entry.rows.sentences).tobytes()


def add_rows(file: LedgerFile, table: str, rows: Sequence[tuple[Value, ...]]) -> None:
    """Enter rows in a table; of two of one key the later counts."""
    if rows:
        file.write_all(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
