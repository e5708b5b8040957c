"""Beginnings: documents that have a word which starts so, weighed by field."""

from __future__ import annotations

from small_segments import PlainDocument, segments_of

from index.engines.whoosh.executing.beginnings import WordsBeginning, commonest, having
from index.engines.whoosh.kernels import CHOSEN


def _document(url: str, title: str, body: str) -> PlainDocument:
    fields = {"title": title.split(), "body": body.split()}
    return PlainDocument(url, {name: [(word, n) for n, word in enumerate(words)] for name, words in fields.items()})


SEGMENTS = segments_of(
    [
        [_document("a", "法官", "法院 法 茶"), _document("b", "茶", "法官 法官"), _document("c", "", "茶山")],
        [_document("d", "", "法官")],
    ]
)


def test_every_word_that_begins_so_counts_by_its_field() -> None:
    docs, weights = having(SEGMENTS[0], "法", {"title": 5.0, "body": 1.0})
    assert (docs.tolist(), weights.tolist()) == ([0, 1], [7.0, 2.0])
    docs, weights = having(SEGMENTS[0], "法官", {"title": 5.0, "no such field": 1.0})
    assert (docs.tolist(), weights.tolist()) == ([0], [5.0])
    assert not len(having(SEGMENTS[1], "茶", {"body": 1.0})[0])


def test_the_commonest_word_is_that_of_all_segments_together() -> None:
    assert commonest(SEGMENTS, "法", ("body",), CHOSEN) == 2
    assert commonest(SEGMENTS, "茶", ("title", "body"), CHOSEN) == 1
    assert commonest(SEGMENTS, "雪", ("body",), CHOSEN) == 0


def test_the_fields_and_their_weights_are_part_of_what_is_asked() -> None:
    assert WordsBeginning("法", {"body": 1.0}) != WordsBeginning("法", {"body": 2.0})
