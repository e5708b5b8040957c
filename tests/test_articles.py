"""Articles as contents: each form has each of them once."""

from __future__ import annotations

from small_library import SEEN, SNIPPET, TEA

from index.exporting.articles import Articles
from index.exporting.entries import Entry
from index.exporting.tabular import COLUMNS
from index.kept import KeptArticle


def articles() -> Articles:
    kept = [
        KeptArticle(article=article, revision=1, source_name="a", show=show, first_seen=SEEN, last_seen=SEEN)
        for article, show in ((TEA, "text"), (SNIPPET, "snippet"))
    ]
    return Articles(map(Entry, kept))


def test_every_form_has_every_article() -> None:
    assert [each["title"] for each in articles().objects()] == [TEA.title, SNIPPET.title]
    assert [len(row) for row in articles().rows()] == [len(COLUMNS)] * 2
    assert [citation.url for citation in articles().citations()] == [TEA.url, SNIPPET.url]
    titles = [text for style, text in articles().paragraphs() if style == "Heading1"]
    assert titles == [TEA.title, SNIPPET.title]
