"""What the Whoosh index stores of a document, and under which names."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh import analysis, columns, fields, formats

from index.document import AnalysedDocument, Document
from index.query import MANY_VALUED, STORED_FIELDS
from index.text.analyzer import Term

SCHEMA_VERSION = 3
TEXT_FIELDS = ("title", "headings", "body")
EXACT = "exact"
TEXT = "text"
COLUMNS = (*STORED_FIELDS, "published", "story", "url")
# Between the values that a document has in one field; none holds an end of a line.
BETWEEN = "\n"


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
    facets = {name: fields.COLUMN(columns.VarBytesColumn()) for name in (*STORED_FIELDS, "published", "story")}
    return fields.Schema(
        url=fields.ID(unique=True, sortable=True),
        view=fields.STORED(),
        exact=Grams(),
        text=fields.COLUMN(columns.VarBytesColumn()),
        density=fields.COLUMN(columns.NumericColumn("f")),
        **text,
        **facets,
    )


def stored(analysed: AnalysedDocument) -> dict[str, Any]:
    """The values of one document under the schema's names."""
    document = analysed.document
    facets = {name: BETWEEN.join(document.facets(name)).encode() for name in STORED_FIELDS}
    return {
        "url": document.article.url,
        "view": json.dumps(view(document), ensure_ascii=False),
        "exact": analysed.grams,
        "text": document.normal_text.encode("utf-8", "surrogatepass"),
        "title": analysed.title,
        "headings": analysed.headings,
        "body": analysed.body,
        "published": (document.article.published or "").encode(),
        "story": document.story.encode(),
        "density": document.density,
        **facets,
    }


def values_of(name: str, stored: str) -> tuple[str, ...]:
    """The values that the column of a field holds; what a page says of itself may have several lines."""
    if not stored:
        return ()
    return tuple(stored.split(BETWEEN)) if name in MANY_VALUED else (stored,)


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
        "sections": [[section.heading, section.anchor, section.text] for section in document.sections],
    }
