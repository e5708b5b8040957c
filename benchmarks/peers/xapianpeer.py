"""Xapian through Debian's python3-xapian, where it is installed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.cuttings import COLUMNS, Cutting
from benchmarks.peers.peer import WANTED, Counts, Reply
from benchmarks.questioning import ANY, TITLE_WEIGHT, Question

xapian: Any = import_module("xapian")
_IN_TITLE, _PROVINCE = "S", "XP"
_PUBLISHED = len(COLUMNS)
# Xapian takes no term of more bytes.
_LONGEST_TERM = 240
_TITLE_GAP = 100


class Xapian:
    """Xapian made to look at every match, so that its count is exact."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def build(self, cuttings: Iterable[Cutting]) -> None:
        """Positions for every word, values for the columns."""
        database = xapian.WritableDatabase(str(self._folder), xapian.DB_CREATE_OR_OVERWRITE)
        for cutting in cuttings:
            database.replace_document(cutting.number + 1, _document(cutting))
        database.commit()
        database.close()

    def open(self) -> None:
        """One enquiry for all questions, weighing by BM25 as the others do."""
        self._database = xapian.Database(str(self._folder))
        self._enquire = xapian.Enquire(self._database)
        self._enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 1, 0.75, 0.0))
        self._documents = self._database.get_doccount()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def answer(self, question: Question) -> Reply:
        """Ask for ten, with all documents to be looked at."""
        self._enquire.set_query(_query(question))
        if question.by_date:
            self._enquire.set_sort_by_value(_PUBLISHED, True)
        else:
            self._enquire.set_sort_by_relevance()
        spies = [xapian.ValueCountMatchSpy(slot) for slot in range(len(COLUMNS))] if question.facets else []
        self._enquire.clear_matchspies()
        for spy in spies:
            self._enquire.add_matchspy(spy)
        matches = self._enquire.get_mset(0, WANTED, self._documents)
        scores = () if question.by_date else tuple(match.weight for match in matches)
        found = tuple(match.docid - 1 for match in matches)
        return Reply(matches.get_matches_estimated(), found, scores, spies or None)

    def counts(self, facets: Sequence[Any]) -> Counts:
        """One spy for each column."""
        return {
            name: {value.term.decode(): value.termfreq for value in spy.values()}
            for name, spy in zip(COLUMNS, facets, strict=True)
        }


def _document(cutting: Cutting) -> Any:
    document = xapian.Document()
    position = 0
    for prefix, text in (("", cutting.body), (_IN_TITLE, cutting.title)):
        start = position + _TITLE_GAP
        for position, word in enumerate(text.split(" "), start):
            if len(word.encode()) < _LONGEST_TERM:
                document.add_posting(prefix + word, position)
    document.add_boolean_term(_PROVINCE + cutting.province)
    for slot, name in enumerate(COLUMNS):
        document.add_value(slot, cutting.column(name))
    document.add_value(_PUBLISHED, cutting.published)
    return document


def _query(question: Question) -> Any:
    query = _words(question)
    if question.province is not None:
        query = xapian.Query(xapian.Query.OP_FILTER, query, xapian.Query(_PROVINCE + question.province))
    if question.dates is not None:
        within = xapian.Query(xapian.Query.OP_VALUE_RANGE, _PUBLISHED, *question.dates)
        query = xapian.Query(xapian.Query.OP_FILTER, query, within)
    return query


def _words(question: Question) -> Any:
    if question.is_phrase:
        return xapian.Query(xapian.Query.OP_PHRASE, list(question.words), len(question.words))
    joint = xapian.Query.OP_OR if question.join == ANY else xapian.Query.OP_AND
    return xapian.Query(joint, [_word(word, question) for word in question.words])


def _word(word: str, question: Question) -> Any:
    if not question.two_fields:
        return xapian.Query(word)
    in_title = xapian.Query(xapian.Query.OP_SCALE_WEIGHT, xapian.Query(_IN_TITLE + word), TITLE_WEIGHT)
    return xapian.Query(xapian.Query.OP_OR, in_title, xapian.Query(word))
