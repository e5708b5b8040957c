"""What the Whoosh index stores of a document, and under which names."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh import analysis, columns, fields, formats

from index.document import AnalysedDocument, Document
from index.query import FIELDS
from index.text.analyzer import grams
from index.text.terms import Term

SCHEMA_VERSION = 2
TEXT_FIELDS = ("title", "headings", "body")
EXACT = "exact"
TEXT = "text"
COLUMNS = (*FIELDS, "published", "story", "url")


class Words(fields.TEXT):  # type: ignore[misc]
    """A field of words with their positions, as our own analyzer cut them: Whoosh stores, it does not cut."""

    def __init__(self) -> None:
        super().__init__(analyzer=analysis.IDAnalyzer(), phrase=True)

    def index(self, value: Iterable[Term], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield a posting for every different word."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for term in value:
            positions[term.text].append(term.position)
        for word, places in positions.items():
            yield word.encode(), len(places), float(len(places)), self.format.encode(places)


class Grams(fields.FieldType):  # type: ignore[misc]
    """A field that knows only which grams a document has."""

    # Grams are never scored, but for a field without lengths Whoosh asks the disk at every posting whether it has any.
    scorable = True
    stored = False
    unique = False
    spelling = False
    vector = None
    column_type = None

    def __init__(self) -> None:
        self.analyzer = analysis.IDAnalyzer()
        self.format = formats.Existence()

    def index(self, value: Iterable[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield a posting for every different gram."""
        return ((gram.encode(), 1, 1.0, b"") for gram in value)


def schema() -> fields.Schema:
    """The schema: words with their positions, grams, one column for each facet, the stored view."""
    text = {name: Words() for name in TEXT_FIELDS}
    facets = {name: fields.COLUMN(columns.VarBytesColumn()) for name in (*FIELDS, "published", "story")}
    return fields.Schema(
        url=fields.ID(unique=True, sortable=True),
        view=fields.STORED(),
        exact=Grams(),
        text=fields.COLUMN(columns.VarBytesColumn()),
        **text,
        **facets,
    )


def stored(analysed: AnalysedDocument) -> dict[str, Any]:
    """The values of one document under the schema's names."""
    document = analysed.document
    facets = {name: (document.facet(name) or "").encode() for name in FIELDS}
    return {
        "url": document.article.url,
        "view": json.dumps(view(document), ensure_ascii=False),
        "exact": frozenset(grams(document.lines)),
        "text": document.normal_text.encode("utf-8", "surrogatepass"),
        "title": analysed.terms("title"),
        "headings": analysed.terms("headings"),
        "body": analysed.terms("body"),
        "published": (document.article.published or "").encode(),
        "story": document.story.encode(),
        **facets,
    }


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
