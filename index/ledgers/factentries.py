"""What the ledger of facts enters of one article: the rows of its tables, which follow from the article alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from index.document import Document
from index.knowledge.boilerplate import sentence_key
from index.knowledge.brandrules import brand_rules
from index.knowledge.sentences import Sentence, sentences_of
from index.knowledge.status import statements_of
from index.knowledge.usage import Usage, usages_of
from index.knowledge.variants import sound_key, suffix_key, variant_key
from index.ledgers.ledgerfile import Value

FACETS = ("court", "level", "province", "city", "kind", "column", "source")

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class FactRows:
    """What an article's content gives the tables, without the number that its page is given when it is entered.

    ``sentences`` are the numbers of its sentences, each once, in order.
    """

    sentences: tuple[int, ...]
    naming: tuple[Row, ...]
    saying: tuple[Row, ...]
    placed: Mapping[str, tuple[Row, ...]]

    def keyed(self) -> Iterator[tuple[str, Sequence[Row]]]:
        """The rows of each table as it has them, but for the page."""
        yield from (("naming", self.naming), ("saying", self.saying))
        for table, rows in self.placed.items():
            yield table, [(at, *row) for at, row in enumerate(rows)]

    def as_json(self) -> dict[str, Any]:
        """The same as JSON has it."""
        return {"sentences": self.sentences, "naming": self.naming, "saying": self.saying, "placed": self.placed}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> FactRows:
        """What ``as_json`` told."""
        placed = {table: _rows(rows) for table, rows in told["placed"].items()}
        return cls(tuple(told["sentences"]), _rows(told["naming"]), _rows(told["saying"]), placed)


@dataclass(frozen=True, slots=True)
class FactEntry:
    """An article's page, and its rows by table."""

    url: str
    page: Row
    rows: FactRows


def fact_entry(document: Document, rows: FactRows) -> FactEntry:
    """What is entered of a document."""
    return FactEntry(document.article.url, tuple(_page(document)), rows)


def fact_rows(document: Document) -> FactRows:
    """The rows of a document, as they are under the rules of ``rules_version``."""
    sentences = sentences_of(document.lines)
    found = (sentence_number(each.text) for each in sentences)
    named = _named(document, sentences)
    return FactRows(
        sentences=tuple(sorted({number for number in found if number is not None})),
        naming=tuple(row for row, _ in named),
        saying=tuple(row for _, rows in named for row in rows),
        placed=_placed(document),
    )


def sentence_number(sentence: str) -> int | None:
    """A number for what a sentence says of any court, the same in every process; None where that is too little."""
    key = sentence_key(sentence)
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True) if key else None


def _page(document: Document) -> Iterator[Value]:
    article = document.article
    yield from (article.url, article.title, article.published, document.year, int(document.withheld))
    yield from (next(iter(document.facets(name)), None) for name in FACETS)


def _named(document: Document, sentences: Sequence[Sentence]) -> list[tuple[Row, list[Row]]]:
    """For every brand its row, and those of the sentences that have its name; of two of one key the later counts."""
    brands = document.facts.brands
    statements = statements_of(tuple(sentences), document.sections, document.kind) if brands else ()
    usages = usages_of((brand.name for brand in brands), document.article, statements, document.court)
    rows = []
    for brand, usage in zip(brands, usages, strict=True):
        if key := variant_key(brand.name):
            naming: Row = (
                key, brand.name, brand.full, brand.type, brand.template, sound_key(brand.name),
                suffix_key(brand.name, brand_rules()), usage.use.value, usage.court,
                "、".join(usage.learned_from), brand.sentence,
            )  # fmt: skip
            rows.append((naming, _sayings(key, usage)))
    return rows


def _sayings(key: str, usage: Usage) -> list[Row]:
    return [(key, at, status, said) for at, (said, status) in enumerate(usage.sentences)]


def _placed(document: Document) -> dict[str, tuple[Row, ...]]:
    """The rows of the tables in which each fact has a place, the order of the text."""
    facts = document.facts
    return {
        "claim": tuple((c.scope, c.word, c.object, variant_key(c.object), c.sentence) for c in facts.claims),
        "honour": tuple((h.name, h.issuer, h.level, h.year, h.owner, h.sentence) for h in facts.honours),
        "figure": tuple(
            (f.number, f.value, f.unit, f.what, f.period, f.status, f.qualifier, "、".join(f.flags), f.sentence)
            for f in facts.figures
        ),
        "topic": tuple((name,) for name in facts.topics),
    }


def _rows(told: Iterable[Iterable[Value]]) -> tuple[Row, ...]:
    return tuple(map(tuple, told))
