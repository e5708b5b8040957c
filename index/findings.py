"""Findings: all that was drawn from the content of one article, and the bytes in which it is kept between builds."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any

from index.document import SNIPPET_ONLY, Document
from index.kept import KeptArticle
from index.knowledge.facts import Facts
from index.knowledge.sections import Section
from index.ledgers.factentries import FactRows, fact_rows

# Sentences stand in it again and again: it is a third of its length at any level, and the fastest costs least.
_COMPRESSION = 1


@dataclass(frozen=True, slots=True)
class Findings:
    """An article's kind, its sections with their roles, its facts, and their rows in the ledger of facts."""

    kind: str
    sections: tuple[Section, ...]
    facts: Facts
    rows: FactRows

    @classmethod
    def of(cls, document: Document) -> Findings:
        """What a document says; its facts are drawn."""
        return cls(document.kind, document.sections, document.facts, fact_rows(document))

    def document(self, kept: KeptArticle) -> Document:
        """The document of the article that this was drawn from."""
        withheld = kept.show == SNIPPET_ONLY
        return Document(kept.article, self.kind, self.sections, withheld=withheld, known=self.facts)

    def packed(self) -> bytes:
        """All of it as bytes."""
        told: dict[str, Any] = {
            "kind": self.kind,
            "sections": [[each.heading, each.depth, each.role, each.anchor, each.text] for each in self.sections],
            "facts": self.facts.as_json(),
            "rows": self.rows.as_json(),
        }
        return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), _COMPRESSION)

    @classmethod
    def unpacked(cls, packed: bytes) -> Findings:
        """What ``packed`` made bytes of."""
        told = json.loads(zlib.decompress(packed))
        sections = tuple(Section(*section) for section in told["sections"])
        return cls(told["kind"], sections, Facts.from_json(told["facts"]), FactRows.from_json(told["rows"]))
