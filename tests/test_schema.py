"""What the Whoosh index stores of a document."""

from __future__ import annotations

import pytest

from index.article import Article
from index.document import Document, document_of
from index.engines.whoosh.schema import COLUMNS, TEXT_FIELDS, schema, values_of, view
from index.query import STORED_FIELDS

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


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("province", (b"\xe7\xa6\x8f\xe5\xbb\xba",)),
        ("court", ()),
        ("year", (b"2024",)),
        ("published", (b"2024-05-06T07:08:09",)),
        ("url", (b"http://qingrong.example/1",)),
    ],
)
def test_what_answers_are_narrowed_and_sorted_by_is_a_column(
    document: Document, name: str, values: tuple[bytes, ...]
) -> None:
    assert name in COLUMNS
    assert values_of(document, name) == values


def test_every_filter_is_a_column() -> None:
    assert set(STORED_FIELDS) <= set(COLUMNS) <= set(schema().names())


def test_whoosh_knows_the_words_with_their_places() -> None:
    assert {name for name, field in schema().items() if field.indexed} == set(TEXT_FIELDS)
    assert all(schema()[name].format.supports("positions") for name in TEXT_FIELDS)


def test_the_view_has_the_sections_with_their_text(document: Document) -> None:
    assert [(heading, text, depth) for heading, _, text, _, depth in view(document)["sections"]] == [
        (None, "法官走进茶山，法官坐下来。", 1),
        ("一、板凳", "茶山来人了。", 1),
    ]
