"""What the Whoosh index stores of a document, and under which names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whoosh import analysis, columns, fields

from index.document import Document
from index.query import FIELDS

SCHEMA_VERSION = 3
TEXT_FIELDS = ("title", "headings", "body")
COLUMNS = (*FIELDS, "published", "story", "url")


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
    value = own[name] if name in own else document.facet(name)
    return (value.encode(),) if value else ()


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
        "withheld": document.withheld,
        "sections": [[section.heading, section.anchor, section.text] for section in document.sections],
    }
