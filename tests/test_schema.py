"""What the Whoosh index stores of a document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from whoosh import index as whoosh_index

from index.article import Article
from index.document import Document, analysed, document_of
from index.engines.whoosh.schema import COLUMNS, TEXT_FIELDS, schema, stored, view
from index.query import STORED_FIELDS
from index.text.analyzer import Analyzer

ARTICLE = Article(
    url="http://qingrong.example/1",
    title="茶山上的法庭",
    body="法官走进茶山，法官坐下来。\n一、板凳\n茶山来人了。",
    province="福建",
    published="2024-05-06T07:08:09",
)


@pytest.fixture
def document() -> Document:
    return document_of(ARTICLE)


@pytest.fixture
def written(document: Document, analyzer: Analyzer, tmp_path: Path) -> whoosh_index.FileIndex:
    made = whoosh_index.create_in(str(tmp_path), schema())
    writer = made.writer()
    writer.add_document(**stored(analysed(document, analyzer)))
    writer.commit()
    return made


def test_every_value_has_a_field(document: Document, analyzer: Analyzer) -> None:
    assert set(stored(analysed(document, analyzer))) == set(schema().names())


def test_a_word_knows_its_places(written: whoosh_index.FileIndex) -> None:
    with written.reader() as reader:
        assert reader.postings("body", "法官").value_as("positions") == [0, 3]
        assert reader.frequency("body", "法官") == 2


def test_each_field_has_its_own_words(written: whoosh_index.FileIndex) -> None:
    with written.reader() as reader:
        assert {name for name in TEXT_FIELDS if (name, "板凳") in reader} == {"headings", "body"}
        assert {name for name in TEXT_FIELDS if (name, "法庭") in reader} == {"title"}


def test_the_length_of_a_field_is_its_words(written: whoosh_index.FileIndex, analyzer: Analyzer) -> None:
    with written.reader() as reader:
        assert reader.doc_field_length(0, "title") == len(list(analyzer.terms([ARTICLE.title or ""])))


def test_grams_stand_in_the_exact_field(written: whoosh_index.FileIndex) -> None:
    with written.reader() as reader:
        assert all(("exact", gram.encode()) in reader for gram in ("山来", "山", ",", "法庭"))
        assert ("exact", "庭法".encode()) not in reader


@pytest.mark.parametrize(
    ("name", "value"),
    [("province", "福建"), ("court", ""), ("year", "2024"), ("published", ARTICLE.published), ("url", ARTICLE.url)],
)
def test_what_answers_are_narrowed_and_sorted_by_is_a_column(
    written: whoosh_index.FileIndex, name: str, value: str
) -> None:
    assert name in COLUMNS
    with written.reader() as reader:
        found = reader.column_reader(name)[0]
    assert (found.decode() if isinstance(found, bytes) else found) == value


def test_every_filter_is_a_column() -> None:
    assert set(STORED_FIELDS) <= set(COLUMNS) <= set(schema().names())


def test_the_normal_text_is_stored_for_quotations(written: whoosh_index.FileIndex, document: Document) -> None:
    with written.reader() as reader:
        assert reader.column_reader("text")[0].decode() == document.normal_text


def test_the_view_is_stored_as_json(written: whoosh_index.FileIndex, document: Document) -> None:
    with written.reader() as reader:
        assert json.loads(reader.stored_fields(0)["view"]) == view(document)


def test_the_view_has_the_sections_with_their_text(document: Document) -> None:
    assert [(heading, text) for heading, _, text in view(document)["sections"]] == [
        (None, "法官走进茶山，法官坐下来。"),
        ("一、板凳", "茶山来人了。"),
    ]


def test_an_article_that_knows_nothing_of_itself_is_stored_too(analyzer: Analyzer, tmp_path: Path) -> None:
    made = whoosh_index.create_in(str(tmp_path), schema())
    writer = made.writer()
    writer.add_document(**stored(analysed(document_of(Article(url="http://x.example/", body="。")), analyzer)))
    writer.commit()
    assert made.doc_count() == 1
