"""Titles: the latest first, as they stand in the exact layer, of the documents that are there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_segments import PlainDocument, segments_of

from index.article import Article
from index.engines.whoosh.executing.ordering import Order
from index.engines.whoosh.executing.titles import latest_titles
from index.searching import Library
from index.text.normal import normalise

OpenLibrary = Callable[..., Library]
TITLES = st.lists(st.lists(st.text("茶山ab𠀀", max_size=3) | st.just("长" * 300), max_size=4), max_size=3)


def _latest(batches: list[list[PlainDocument]], most: int) -> list[tuple[str, str]]:
    segments = segments_of([batch for batch in batches if batch])
    order = Order.of(segments)
    titles, docs = latest_titles(segments, order, most)
    return [(order.url(doc), title) for doc, title in zip(docs, titles, strict=True)]


def _document(url: str, title: str, day: str) -> PlainDocument:
    return PlainDocument(url, lines=(title, "正文", "再一段"), values={"url": (url,), "published": (day,)})


@given(TITLES, st.integers(0, 9))
def test_the_latest_come_first_and_none_is_empty(batches: list[list[str]], most: int) -> None:
    number, documents = 0, list[list[PlainDocument]]()
    for batch in batches:
        documents.append([_document(f"{number + at}", title, f"20{number + at:02}") for at, title in enumerate(batch)])
        number += len(batch)
    told = [(document.url, document.lines[0]) for batch in documents for document in batch if document.lines[0]]
    assert _latest(documents, most) == told[::-1][:most]


def test_a_document_that_was_replaced_has_no_title() -> None:
    batches = [[_document("a", "茶山", "2020"), _document("b", "板凳", "2021")], [_document("a", "茶席", "2020")]]
    assert _latest(batches, 9) == [("b", "板凳"), ("a", "茶席")]


@pytest.mark.parametrize("title", ["茶山：ＡＢ（１）", "調解 “茶山”", "茶\u200b山　板凳"])
def test_titles_are_in_normal_form_and_tell_how_they_are_written(library: OpenLibrary, title: str) -> None:
    with library(Article(url="http://a.example/1", title=title, body="茶山板凳。")) as opened:
        titles = opened._latest.get().reader.titles(9)
        assert titles.normal == [normalise(title)]
        assert titles.written(0) == title
