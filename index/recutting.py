"""Recutting: which articles are cut otherwise once words came to the dictionary or left it.

A text is cut otherwise only where such a word stands in it, and the exact layer of the index knows where that is.
Whatever else is cut of an article, its headings, its lead and the names of its brands, stands in its text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from index.corpus import Corpus
from index.cutwords import words_at
from index.engines.engine import ARTICLE, DATE, Grouping, Plan
from index.engines.whoosh.reader import WhooshReader, latest_commit
from index.query import Filters, Or, Quotation

_AT_ONCE = 50


def words_changed(generation: Path, words: Sequence[str]) -> tuple[str, ...]:
    """The words that came to the dictionary, or left it, since a generation was last written."""
    return tuple(sorted({*words_at(generation, latest_commit(generation))} ^ {*words}))


def cut_by_them(generation: Path, words: Sequence[str], corpus: Corpus, revision: int) -> tuple[str, ...]:
    """The articles of a corpus that such words cut otherwise, but for those that have changed after a revision."""
    kept = map(corpus.get, articles_with(generation, words))
    return tuple(each.article.url for each in kept if each is not None and each.revision <= revision)


def articles_with(generation: Path, words: Sequence[str]) -> tuple[str, ...]:
    """The URLs of all articles of an index in which one of some normal words stands, each once, in order."""
    found: set[str] = set()
    reader = WhooshReader(generation)
    try:
        for first in range(0, len(words), _AT_ONCE):
            found.update(reader.every(_having_any(words[first : first + _AT_ONCE])).urls)
    finally:
        reader.close()
    return tuple(sorted(found))


def _having_any(words: Sequence[str]) -> Plan:
    return Plan(
        tree=Or(tuple(map(Quotation, words))),
        filters=Filters(),
        sort=DATE,
        group=ARTICLE,
        grouping=Grouping(),
        first=0,
        count=0,
        budget=math.inf,
    )
