"""Entries: in the order asked for, without what is gone, and no more of a withheld text than its opening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_library import SEEN, SNIPPET, TEA, UNTITLED

from index.corpus import Corpus
from index.exporting.entries import Entries


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "corpus.sqlite") as corpus:
        with corpus.writing():
            corpus.keep(TEA, source_name="hill", seen=SEEN)
            corpus.keep(UNTITLED, source_name="hill", seen=SEEN)
            corpus.keep(SNIPPET, source_name="river", seen=SEEN, show="snippet")
        yield corpus


def test_entries_come_in_the_order_asked_for_and_are_counted(corpus: Corpus) -> None:
    entries = Entries(corpus, [UNTITLED.url, TEA.url])
    assert [entry.kept.article for entry in entries] == [UNTITLED, TEA]
    assert (len(entries), entries.given) == (2, 2)


def test_what_is_gone_since_it_was_found_is_passed_over(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.forget(UNTITLED.url, reason="asked for", at=SEEN)
    entries = Entries(corpus, [UNTITLED.url, TEA.url])
    assert [entry.kept.article for entry in entries] == [TEA]
    assert entries.given == 1


def test_the_text_is_the_body_or_the_opening_of_a_withheld_one(corpus: Corpus) -> None:
    whole, opening = (entry.text for entry in Entries(corpus, [TEA.url, SNIPPET.url]))
    assert whole == TEA.body
    assert opening == f"{SNIPPET.body[:140]}……"


def test_an_entry_is_cited_as_it_was_last_seen(corpus: Corpus) -> None:
    (entry,) = Entries(corpus, [TEA.url])
    assert entry.citation.seen == SEEN[:10]
