"""Commits: whatever was written, replaced, removed, merged and purged, the segments hold what a plain model says."""

from __future__ import annotations

import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_corpora import Change, cut, histories, left_by, write

from index.article import Article
from index.document import document_of
from index.engines.whoosh.executing.stretches import with_gram
from index.engines.whoosh.kernels import CHOSEN
from index.engines.whoosh.reader import open_index
from index.engines.whoosh.schema import COLUMNS, TEXT_FIELDS, values_of, view
from index.engines.whoosh.segments import committing, interleaving, mergepolicy
from index.engines.whoosh.segments.arrayfile import DamagedFile
from index.engines.whoosh.segments.layout import END_OF_LINE, SegmentArrays
from index.engines.whoosh.segments.packing import packed
from index.engines.whoosh.segments.segmentfile import arrays_of, deleted_in
from index.engines.whoosh.writer import WhooshWriter, create
from index.text.analyzer import Analyzer


@dataclass(frozen=True, slots=True)
class Held:
    """What an index holds of a document: positions of every word, text, grams, values, sections, view."""

    words: dict[str, dict[str, list[int]]]
    text: str
    grams: frozenset[int]
    values: dict[str, tuple[bytes, ...]]
    sections: list[tuple[int, int]]
    view: Any


def _expected(article: Article, analyzer: Analyzer) -> Held:
    document, analysed = document_of(article), cut(article, analyzer)
    words: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in TEXT_FIELDS}
    for name in TEXT_FIELDS:
        for term in analysed.terms(name):
            words[name][term.text].append(term.position)
    text = f"{document.normal_text}\n"
    units = np.frombuffer(text.encode("utf-16-le"), np.uint16).tolist()
    grams = frozenset(a << 16 | b for a, b in zip(units, units[1:], strict=False) if a != END_OF_LINE)
    values = {name: values_of(document, name) for name in COLUMNS}
    sections = [(start.position, start.unit) for start in analysed.sections]
    return Held(words, text, grams, values, sections, view(document))


@contextmanager
def _index() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        create(Path(folder) / "index")
        yield Path(folder) / "index"


def _held(folder: Path) -> dict[str, Held]:
    """All that is not deleted; no URL is there twice."""
    held: dict[str, Held] = {}
    with open_index(folder).reader() as reader:
        for leaf, _ in reader.leaf_readers():
            if leaf.segment() is not None:
                arrays = arrays_of(leaf)
                words = _words(arrays)
                for docnum in np.flatnonzero(~deleted_in(leaf.segment())).tolist():
                    (url,) = _values(arrays, "url", docnum)
                    assert url.decode() not in held
                    held[url.decode()] = _document(arrays, words[docnum], docnum, leaf.stored_fields(docnum)["view"])
    return held


def _words(arrays: SegmentArrays) -> dict[int, dict[str, dict[str, list[int]]]]:
    found: dict[int, dict[str, dict[str, list[int]]]] = {
        docnum: {name: {} for name in arrays.words} for docnum in range(arrays.count)
    }
    for name, words in arrays.words.items():
        for number, term in enumerate(words.terms):
            docs, freqs = words.docs[words.postings(number)].tolist(), words.frequencies(number).tolist()
            places = iter(words.places(number).tolist())
            for docnum, frequency in zip(docs, freqs, strict=True):
                found[docnum][name][term.decode()] = [next(places) for _ in range(frequency)]
            assert next(places, None) is None
        assert words.total_length == len(words.positions)
    return found


def _values(arrays: SegmentArrays, name: str, docnum: int) -> tuple[bytes, ...]:
    column = arrays.columns[name]
    assert column.starts is None
    code = int(column.codes[docnum])
    return (column.values[code],) if code < len(column.values) else ()


def _document(arrays: SegmentArrays, words: dict[str, dict[str, list[int]]], docnum: int, told: str) -> Held:
    exact = arrays.exact
    text = exact.text[exact.text_starts[docnum] : exact.text_starts[docnum + 1]].tobytes().decode("utf-16-le")
    grams = frozenset(gram for gram in exact.grams.tolist() if docnum in with_gram(exact, gram, CHOSEN))
    values = {name: _values(arrays, name, docnum) for name in COLUMNS}
    at = slice(int(arrays.sections.starts[docnum]), int(arrays.sections.starts[docnum + 1]))
    sections = list(zip(arrays.sections.words[at].tolist(), arrays.sections.units[at].tolist(), strict=True))
    return Held(words, text, grams, values, sections, json.loads(told))


@contextmanager
def _limits(gathered: int, postings: int, small: int) -> Iterator[None]:
    """Flush, merge and copy after so much."""
    with (
        mock.patch.object(committing, "MOST_GATHERED", gathered),
        mock.patch.object(interleaving, "_POSTINGS_AT_A_TIME", postings),
        mock.patch.object(mergepolicy, "_SMALL", small),
    ):
        yield


@settings(max_examples=50)
@given(histories, st.sampled_from([0, 300, 10**7]), st.sampled_from([1, 50, 10**6]), st.sampled_from([1, 500]))
def test_an_index_holds_what_its_history_leaves(
    analyzer: Analyzer, history: list[Change], gathered: int, postings: int, small: int
) -> None:
    with _index() as folder, _limits(gathered, postings, small):
        write(folder, analyzer, history)
        assert _held(folder) == {url: _expected(each, analyzer) for url, each in left_by(history).items()}


def _articles(urls: str, body: str = "茶山。") -> list[Article]:
    return [Article(url=url, body=f"{body}{url}。") for url in urls]


def _write(folder: Path, analyzer: Analyzer, articles: Sequence[Article], removed: Sequence[str] = ()) -> None:
    WhooshWriter(folder).write((cut(article, analyzer) for article in articles), removed=removed)


def _segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.arrays"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create(tmp_path / "index")
    return tmp_path / "index"


def test_a_purge_leaves_nothing_of_what_was_dropped(folder: Path, analyzer: Analyzer) -> None:
    _write(folder, analyzer, _articles("abcde"))
    _write(folder, analyzer, [], removed=["a"])
    assert any("a。".encode("utf-16-le") in path.read_bytes() for path in _segments(folder))
    WhooshWriter(folder).purge()
    assert not any("a。".encode("utf-16-le") in path.read_bytes() for path in _segments(folder))
    assert set(_held(folder)) == set("bcde")


def test_a_segment_of_which_nothing_is_left_goes_away(folder: Path, analyzer: Analyzer) -> None:
    _write(folder, analyzer, _articles("ab"))
    _write(folder, analyzer, [], removed=["a", "b"])
    assert _segments(folder) == []
    assert open_index(folder).doc_count_all() == 0


def test_much_that_is_deleted_is_left_out_at_the_next_commit(folder: Path, analyzer: Analyzer) -> None:
    _write(folder, analyzer, _articles("abcd"))
    _write(folder, analyzer, [], removed=["a"])
    assert open_index(folder).doc_count_all() == 4
    _write(folder, analyzer, [], removed=["b"])
    assert open_index(folder).doc_count_all() == 2


def test_a_small_change_copies_no_large_segment(folder: Path, analyzer: Analyzer) -> None:
    with _limits(10**7, 10**6, 1):
        _write(folder, analyzer, _articles("abcdefgh"))
        (large,) = _segments(folder)
        _write(folder, analyzer, _articles("i"))
        assert large in _segments(folder)
        assert len(_segments(folder)) == 2


def test_a_failed_commit_leaves_no_file(folder: Path, analyzer: Analyzer) -> None:
    _write(folder, analyzer, _articles("ab"))
    before = sorted(folder.iterdir())
    batch = packed([cut(article, analyzer) for article in _articles("cd")])
    with _limits(0, 10**6, 500), pytest.raises(ZeroDivisionError):
        WhooshWriter(folder).write_packed(each if each else 1 / 0 for each in (batch, batch, None))  # type: ignore[misc]
    assert sorted(folder.iterdir()) == before


def test_a_damaged_segment_is_not_copied_into_a_good_one(folder: Path, analyzer: Analyzer) -> None:
    _write(folder, analyzer, _articles("abc"))
    (segment,) = _segments(folder)
    data, moment = bytearray(segment.read_bytes()), segment.stat().st_mtime_ns
    data[data.index("茶山".encode("utf-16-le"))] ^= 1
    segment.write_bytes(data)
    os.utime(segment, ns=(moment, moment))
    with pytest.raises(DamagedFile, match="exact/text"):
        _write(folder, analyzer, _articles("d"))


def test_a_commit_that_was_made_is_not_taken_back(
    folder: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("busy")

    monkeypatch.setattr(committing, "clean_files", fail)
    with pytest.raises(OSError, match="busy"):
        _write(folder, analyzer, _articles("ab"))
    assert set(_held(folder)) == set("ab")
