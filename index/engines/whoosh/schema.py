"""What the Whoosh index stores of a document, and under which names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from whoosh import analysis, columns, fields

from index.query import STORED_FIELDS

if TYPE_CHECKING:
    from index.document import Document

SCHEMA_VERSION = 8
TEXT_FIELDS = ("title", "brands", "headings", "lead", "body")
COLUMNS = (*STORED_FIELDS, "published", "story", "url")
NUMBERS = ("density",)


def schema() -> fields.Schema:
    """The schema: words with their positions, one column for each facet, the stored view.

    Our own analyzer cuts the words: Whoosh stores, it does not cut. The exact layer is beside Whoosh.
    """
    text = {name: fields.TEXT(analyzer=analysis.IDAnalyzer(), phrase=True) for name in TEXT_FIELDS}
    facets = {name: fields.COLUMN(columns.VarBytesColumn()) for name in COLUMNS}
    return fields.Schema(view=fields.STORED(), **text, **facets)


def values_of(document: Document, name: str) -> tuple[bytes, ...]:
    """The values of one document under a column's name."""
    article = document.article
    own = {"url": article.url, "published": article.published, "story": document.story}
    values = (own[name],) if name in own else document.facets(name)
    return tuple(value.encode() for value in values if value)


def number_of(document: Document, name: str) -> float:
    """The figure of one document under a name of NUMBERS."""
    figures = {"density": document.density}
    return figures[name]


def view(document: Document) -> Mapping[str, Any]:
    """What a hit shows of its document, the kept text included."""
    article = document.article
    return {
        "url": article.url,
        "title": article.title,
        "court": article.court,
        "province": article.province,
        "published": article.published,
        "kind": document.kind,
        "source": article.source,
        "repairs": list(article.repairs),
        "brands": [brand.name for brand in document.facts.brands],
        "withheld": document.withheld,
        "sections": [
            [section.heading, section.anchor, section.text, section.role, section.depth]
            for section in document.sections
        ],
    }
