"""Segments of arrays by Whoosh's own writer."""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh import analysis, fields, query
from whoosh import index as whoosh_index

from index.engines.engine import EngineError
from index.engines.whoosh.segments.codec import TashanCodec
from index.engines.whoosh.segments.segmentfile import arrays_of

SCHEMA = fields.Schema(
    text=fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), field_boost=2.0),
    tags=fields.KEYWORD(),
    key=fields.ID(stored=True),
)


@pytest.fixture
def made(tmp_path: Path) -> whoosh_index.FileIndex:
    made = whoosh_index.create_in(str(tmp_path), SCHEMA)
    writer = made.writer(codec=TashanCodec())
    writer.add_document(text="tea hill tea", tags="a b", key="1")
    writer.add_document(text="hill", key="2")
    writer.commit()
    return made


def test_postings_become_arrays(made: whoosh_index.FileIndex) -> None:
    with made.reader() as reader:
        words = arrays_of(reader).words
    text, tags = words["text"], words["tags"]
    assert list(text.terms) == [b"hill", b"tea"]
    assert text.frequencies(1).tolist() == [2]
    assert text.places(1).tolist() == [0, 2]
    assert (text.boost, text.total_length) == (2.0, 4)
    assert (list(tags.terms), len(tags.positions), tags.total_length) == ([b"a", b"b"], 0, 0)


def test_whoosh_merges_what_it_wrote(made: whoosh_index.FileIndex) -> None:
    writer = made.writer(codec=TashanCodec())
    writer.add_document(text="tea", key="3")
    writer.commit(optimize=True)
    with made.searcher() as searcher:
        found = searcher.search(query.Phrase("text", ["tea", "hill"]), limit=None)
        assert [hit["key"] for hit in found] == ["1"]
        assert {hit["key"] for hit in searcher.search(query.Term("text", "tea"), limit=None)} == {"1", "3"}


def test_a_document_that_weighs_more_than_others_is_refused(made: whoosh_index.FileIndex) -> None:
    writer = made.writer(codec=TashanCodec())
    writer.add_document(text="tea", _text_boost=3.0, key="3")
    with pytest.raises(EngineError, match="a boost for each field, not for each document"):
        writer.commit()
