"""The ledger of facts: what every article says of brands, firsts, honours and figures, and which sentences it has.

Everything here follows from the article alone; what only all of them tell is asked of these tables when it is shown.
"""

from __future__ import annotations

import array
from collections.abc import Iterator
from hashlib import blake2b
from typing import ClassVar

from index.document import Document
from index.kept import KeptArticle
from index.knowledge.boilerplate import sentence_key
from index.knowledge.brandrules import brand_rules
from index.knowledge.sentences import Sentence, sentences_of
from index.knowledge.status import statements_of
from index.knowledge.usage import usages_of
from index.knowledge.variants import sound_key, suffix_key, variant_key
from index.ledgers.ledgerfile import LedgerFile, Value

FACETS = ("court", "level", "province", "city", "kind", "column", "source")
_TABLES = ("naming", "saying", "claim", "honour", "figure")


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
CREATE INDEX page_court ON page (court);
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
CREATE INDEX naming_key ON naming (key);
CREATE INDEX naming_sound ON naming (sound);
CREATE INDEX naming_template ON naming (template) WHERE template IS NOT NULL;
CREATE INDEX naming_suffix ON naming (suffix) WHERE suffix IS NOT NULL;
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
CREATE INDEX claim_key ON claim (key);
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
CREATE INDEX figure_what ON figure (what, unit) WHERE what IS NOT NULL;
CREATE TABLE shared (number INTEGER NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (number, page)) WITHOUT ROWID;
CREATE VIEW told AS
    SELECT page.*, substr(telling.evidence, 1, 1) AS origin, telling.evidence AS evidence,
        telling.evidence = (SELECT min(other.evidence) FROM telling AS other JOIN text AS one ON one.id = other.text
            WHERE one.story = text.story) AS original
    FROM page JOIN telling USING (url) JOIN text ON text.id = telling.text
"""

    def __init__(self, file: LedgerFile) -> None:
        self._file = file

    def enter(self, kept: KeptArticle, document: Document) -> None:
        """Enter an article's facts in place of what was entered under its URL."""
        self.remove(kept.article.url)
        sentences = sentences_of(document.lines)
        found = (sentence_number(each.text) for each in sentences)
        numbers = tuple(sorted({number for number in found if number is not None}))
        page = self._add_page(document, numbers)
        self._file.write_all("INSERT INTO shared VALUES (?, ?)", ((number, page) for number in numbers))
        self._enter_brands(page, document, sentences)
        facts = document.facts
        for table, rows in (
            ("claim", ((c.scope, c.word, c.object, variant_key(c.object), c.sentence) for c in facts.claims)),
            ("honour", ((h.name, h.issuer, h.level, h.year, h.owner, h.sentence) for h in facts.honours)),
            ("figure", _figures(document)),
        ):
            self._add_all(table, page, rows)

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

    def _add_page(self, document: Document, numbers: tuple[int, ...]) -> int:
        article = document.article
        packed = array.array("q", numbers).tobytes()
        facets = tuple(next(iter(document.facets(name)), None) for name in FACETS)
        columns = ", ".join(f'"{name}"' for name in FACETS)
        return self._file.write(
            f"INSERT INTO page (url, title, published, year, withheld, sentences, {columns})"
            f" VALUES (?, ?, ?, ?, ?, ?{', ?' * len(facets)})",
            article.url, article.title, article.published, document.year, int(document.withheld), packed, *facets,
        )  # fmt: skip

    def _enter_brands(self, page: int, document: Document, sentences: tuple[Sentence, ...]) -> None:
        brands = document.facts.brands
        statements = statements_of(sentences, document.sections, document.kind) if brands else ()
        usages = usages_of((brand.name for brand in brands), document.article, statements, document.court)
        for brand, usage in zip(brands, usages, strict=True):
            if not (key := variant_key(brand.name)):
                continue
            self._file.write(
                "INSERT OR REPLACE INTO naming VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                page, key, brand.name, brand.full, brand.type, brand.template, sound_key(brand.name),
                suffix_key(brand.name, brand_rules()), usage.use.value, usage.court,
                "、".join(usage.learned_from), brand.sentence,
            )  # fmt: skip
            rows = ((page, key, at, status, said) for at, (said, status) in enumerate(usage.sentences))
            self._file.write_all("INSERT OR REPLACE INTO saying VALUES (?, ?, ?, ?, ?)", rows)

    def _add_all(self, table: str, page: int, rows: Iterator[tuple[Value, ...]]) -> None:
        placed = [(page, at, *row) for at, row in enumerate(rows)]
        if placed:
            self._file.write_all(f"INSERT INTO {table} VALUES ({', '.join('?' * len(placed[0]))})", placed)


def sentence_number(sentence: str) -> int | None:
    """A number for what a sentence says of any court, the same in every process; None where that is too little."""
    key = sentence_key(sentence)
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True) if key else None


def _figures(document: Document) -> Iterator[tuple[Value, ...]]:
    for figure in document.facts.figures:
        yield (
            figure.number, figure.value, figure.unit, figure.what, figure.period, figure.status,
            figure.qualifier, "、".join(figure.flags), figure.sentence,
        )  # fmt: skip
