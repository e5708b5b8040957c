"""Packing: what a batch of cut documents becomes on its way to the writer."""

from __future__ import annotations

import pickle
import zlib

import numpy as np
import pytest

from index.article import Article
from index.document import analysed, analysed_together, document_of
from index.engines.whoosh.schema import TEXT_FIELDS, view
from index.engines.whoosh.segments.packing import Batch, packed
from index.knowledge.roles import role_rules
from index.text.analyzer import Analyzer

ARTICLES = (
    Article(url="a", title="茶山", body="法官走进茶山。\n一、主要做法\n坐板凳。", court="青榕县人民法院"),
    Article(url="b", body="𠮷。法官。", court="青榕县人民法院", published="2024-05-06"),
    Article(url="c", title="茶", body="茶。"),
)


@pytest.fixture
def batch(analyzer: Analyzer) -> Batch:
    return packed(analysed_together([document_of(article) for article in ARTICLES], analyzer))


def _tokens(batch: Batch, field: str) -> list[list[tuple[str, int]]]:
    words = batch.words[field]
    each = [
        (batch.vocabulary[number].decode(), position)
        for number, position in zip(words.numbers.tolist(), words.positions.tolist(), strict=True)
    ]
    ends = np.cumsum(words.counts).tolist()
    return [each[end - count : end] for end, count in zip(ends, words.counts.tolist(), strict=True)]


def test_every_document_has_its_words_and_positions(batch: Batch, analyzer: Analyzer) -> None:
    cut = [analysed(document_of(article), analyzer) for article in ARTICLES]
    for field in TEXT_FIELDS:
        assert _tokens(batch, field) == [[(term.text, term.position) for term in each.terms(field)] for each in cut]
    assert len(set(batch.vocabulary)) == len(batch.vocabulary)


def test_documents_cut_apart_are_packed_alike(batch: Batch, analyzer: Analyzer) -> None:
    apart = packed([analysed(document_of(article), analyzer) for article in ARTICLES])
    for field in TEXT_FIELDS:
        assert _tokens(apart, field) == _tokens(batch, field)


def test_texts_are_units_and_end_their_lines(batch: Batch) -> None:
    texts = "".join(f"{document_of(article).normal_text}\n" for article in ARTICLES)
    assert batch.text.tobytes().decode("utf-16-le") == texts
    assert batch.text_counts.tolist() == [len("茶山\n法官走进茶山。\n一、主要做法\n坐板凳。\n"), 8, 5]


def test_values_are_numbered(batch: Batch) -> None:
    courts = batch.columns["court"]
    assert (len(courts.values), courts.codes.tolist(), courts.counts.tolist()) == (1, [0, 0], [1, 1, 0])
    assert batch.columns["url"].values == [b"a", b"b", b"c"]


def test_sections_have_their_starts_and_roles(batch: Batch) -> None:
    names = [rule.name for rule in role_rules().roles]
    assert batch.sections.counts.tolist() == [2, 1, 1]
    assert batch.sections.roles.tolist()[:2] == [0, 1 + names.index("做法")]
    assert batch.sections.units.tolist()[1] == len("茶山\n法官走进茶山。\n")


def test_stored_fields_are_as_whoosh_keeps_them(batch: Batch) -> None:
    (name, told) = next(iter(pickle.loads(zlib.decompress(batch.stored[0])).items()))
    assert name == "view"
    assert f'"{view(document_of(ARTICLES[0]))["title"]}"' in told


def test_a_batch_goes_through_a_pipe(batch: Batch) -> None:
    again: Batch = pickle.loads(pickle.dumps(batch))
    assert len(again) == len(batch) == 3
    assert _tokens(again, "body") == _tokens(batch, "body")
    assert again.size == batch.size == len(batch.text) + sum(len(words.numbers) for words in batch.words.values())


def test_nothing_is_no_batch() -> None:
    with pytest.raises(ValueError, match="0 documents are no batch"):
        packed([])
