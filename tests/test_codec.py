"""The codec: Whoosh's own searcher answers any query on our segments as it does on those of its own codec."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import analysis, fields, query
from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.query import spans
from whoosh.util.testing import TempStorage

from index.engines.whoosh.segments.codec import TashanCodec

WORDS = ("apple", "apply", "ample", "maple", "ape", "茶山", "茶")


@dataclass(frozen=True, slots=True)
class Document:
    """Some words in a text, one in a title that weighs more, a tag and a number."""

    text: tuple[str, ...]
    title: str
    tag: str
    number: int


documents = st.builds(
    Document,
    text=st.lists(st.sampled_from(WORDS), max_size=8).map(tuple) | st.just(("apple", "ape") * 300),
    title=st.sampled_from(WORDS),
    tag=st.sampled_from("abc"),
    number=st.integers(-300, 300),
)
commits = st.lists(st.lists(documents, max_size=5), min_size=1, max_size=3)

_word = st.sampled_from(WORDS)
_leaves = st.one_of(
    _word.map(lambda word: query.Term("text", word)),
    _word.map(lambda word: query.Term("title", word, boost=1.5)),
    st.sampled_from("abcd").map(lambda tag: query.Term("tag", tag)),
    st.sampled_from(["a", "ap", "茶", "x"]).map(lambda start: query.Prefix("text", start)),
    st.sampled_from(["a*e", "?ple", "*p*", "茶?"]).map(lambda pattern: query.Wildcard("text", pattern)),
    st.sampled_from(["a[pm]p?le", ".*y"]).map(lambda pattern: query.Regex("text", pattern)),
    _word.map(lambda word: query.FuzzyTerm("text", word, maxdist=1)),
    st.tuples(_word, _word).map(lambda ends: query.TermRange("text", *ends)),
    st.tuples(_word, _word).map(lambda pair: query.Phrase("text", list(pair))),
    st.integers(-300, 300).map(lambda number: query.NumericRange("number", number, number + 100)),
    st.just(query.Every()),
    st.just(query.Every("text")),
)
# Inside other queries Whoosh itself does not know how to weigh spans.
_spans = st.one_of(
    st.tuples(_word, _word).map(
        lambda pair: spans.SpanNear(query.Term("text", pair[0]), query.Term("text", pair[1]), slop=3)
    ),
    _word.map(lambda word: spans.SpanFirst(query.Term("text", word), limit=1)),
)
trees = _spans | st.recursive(
    _leaves,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(query.And),
        st.lists(parts, min_size=1, max_size=3).map(query.Or),
        st.lists(parts, min_size=1, max_size=3).map(query.DisjunctionMax),
        st.tuples(parts, parts).map(lambda pair: query.AndNot(*pair)),
        st.tuples(parts, parts).map(lambda pair: query.AndMaybe(*pair)),
        st.tuples(parts, parts).map(lambda pair: query.Require(*pair)),
    ),
    max_leaves=4,
)


def _schema() -> fields.Schema:
    return fields.Schema(
        text=fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), stored=True),
        title=fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), field_boost=2.0),
        tag=fields.ID(unique=True, sortable=True),
        number=fields.NUMERIC(stored=True),
        key=fields.ID(stored=True),
    )


def _written(
    storage: Any, codec: W3Codec, written: Sequence[Sequence[Document]], dropped: Sequence[str]
) -> whoosh_index.FileIndex:
    made = storage.create_index(_schema())
    for at, commit in enumerate(written):
        writer = made.writer(codec=codec)
        for number, each in enumerate(commit):
            text = " ".join(each.text)
            writer.add_document(text=text, title=each.title, tag=each.tag, number=each.number, key=f"{at}.{number}")
        writer.commit(merge=False)
    writer = made.writer(codec=codec)
    for key in dropped:
        writer.delete_by_term("key", key)
    writer.commit(merge=False)
    return made


def _answer(made: whoosh_index.FileIndex, asked: query.Query) -> dict[str, Any]:
    with made.searcher() as searcher:
        return {hit["key"]: (hit.score, dict(hit)) for hit in searcher.search(asked, limit=None)}


@settings(max_examples=40)
@given(commits, st.lists(st.sampled_from(["0.0", "0.1", "1.0", "1.2"]), max_size=3), st.lists(trees, max_size=6))
def test_any_query_has_the_answer_of_whooshs_own_codec(
    written: list[list[Document]], dropped: list[str], asked: list[query.Query]
) -> None:
    with TempStorage() as theirs, TempStorage() as ours:
        expected = _written(theirs, W3Codec(), written, dropped)
        made = _written(ours, TashanCodec(), written, dropped)
        for each in asked:
            wanted, found = _answer(expected, each), _answer(made, each)
            assert found.keys() == wanted.keys(), each
            for key, (score, stored) in wanted.items():
                assert found[key] == (pytest.approx(score, rel=1e-5), stored), each


@settings(max_examples=20)
@given(commits)
def test_the_terms_and_lengths_are_those_of_whooshs_own_codec(written: list[list[Document]]) -> None:
    with (
        TempStorage() as theirs,
        TempStorage() as ours,
        _written(theirs, W3Codec(), written, ()).reader() as expected,
        _written(ours, TashanCodec(), written, ()).reader() as reader,
    ):
        assert _told(reader) == _told(expected)


def _told(reader: Any) -> list[Any]:
    """All that a reader tells of its terms and lengths."""
    terms = [
        (term, info.weight(), info.doc_frequency(), info.max_weight(), info.min_id(), info.max_id())
        for term, info in reader
    ]
    lengths = [
        (name, reader.field_length(name), [reader.doc_field_length(at, name, 0) or 0 for at in reader.all_doc_ids()])
        for name in ("text", "title")
    ]
    postings = [list(reader.postings(*term).items_as("frequency")) for term, *_ in terms if term[0] == "text"]
    return [terms, lengths, postings, list(reader.terms_from("tag", "b"))]
