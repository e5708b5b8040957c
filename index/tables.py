"""The tables of the corpus, and what was added to them since."""

from __future__ import annotations

SCHEMA_VERSION = 3

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    url TEXT PRIMARY KEY,
    revision INTEGER NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    source_name TEXT NOT NULL,
    show TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    published TEXT,
    content TEXT NOT NULL,
    vanished TEXT,
    hidden INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX article_source ON article (source_name, published);
CREATE INDEX article_vanished ON article (vanished) WHERE vanished IS NOT NULL;
CREATE VIEW shown AS SELECT * FROM article WHERE NOT hidden;
CREATE TABLE validator (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT
) WITHOUT ROWID;
CREATE TABLE holding (
    url TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    file TEXT NOT NULL,
    start INTEGER NOT NULL,
    digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX holding_file ON holding (file);
CREATE TABLE tombstone (
    url TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE unread (
    source_name TEXT NOT NULL,
    url TEXT NOT NULL,
    seen TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (source_name, url)
) WITHOUT ROWID;
CREATE TABLE version (
    url TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    digest TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX version_url ON version (url);
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    source_name TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL,
    outcome TEXT NOT NULL,
    pages INTEGER NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    same INTEGER NOT NULL,
    known INTEGER NOT NULL,
    late INTEGER NOT NULL,
    late_from TEXT,
    late_until TEXT,
    late_examples TEXT,
    vanished INTEGER NOT NULL,
    swept INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    read INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    untitled INTEGER NOT NULL,
    undated INTEGER NOT NULL,
    unsigned INTEGER,
    uncourted INTEGER,
    uncolumned INTEGER,
    newest TEXT,
    problem TEXT,
    field TEXT,
    example TEXT,
    title TEXT
);
CREATE INDEX run_source ON run (source_name, id);
CREATE TABLE stage (
    source_name TEXT NOT NULL,
    url TEXT NOT NULL,
    held INTEGER NOT NULL,
    seen TEXT NOT NULL,
    show TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT,
    reason TEXT,
    etag TEXT,
    modified TEXT,
    PRIMARY KEY (source_name, url)
) WITHOUT ROWID;
"""
# Columns and types that came after corpora had been written, by table; in rows of before nothing is known of them.
LATER = {"run": {"unsigned": "INTEGER", "uncourted": "INTEGER", "uncolumned": "INTEGER", "title": "TEXT"}}


def statements() -> list[str]:
    """What makes all tables in an empty file."""
    return SCHEMA.split(";")


def additions(table: str, columns: frozenset[str]) -> list[str]:
    """What gives a table of these columns those that came later."""
    later = LATER[table].items()
    return [f"ALTER TABLE {table} ADD COLUMN {name} {kind}" for name, kind in later if name not in columns]
