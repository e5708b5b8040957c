"""Staging: what a visit has read, kept beside the articles until the visit is judged."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from index.article import Article
from index.corpus import Change, Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one page of a source turned out to be: an article, or None and the reason."""

    url: str
    article: Article | None = None
    reason: str | None = None


class Stage:
    """One source's readings that are not in the corpus yet: under way, or held in quarantine.

    A later reading of a page takes the place of an earlier one. Everything that writes wants a ``writing`` block.
    """

    def __init__(self, corpus: Corpus, source_name: str) -> None:
        self._corpus = corpus
        self._name = source_name

    def add(self, reading: Reading, *, seen: str, show: str) -> None:
        """Put down a reading as under way."""
        content = None if reading.article is None else json.dumps(reading.article.as_json(), ensure_ascii=False)
        self._corpus.write(
            "INSERT OR REPLACE INTO stage (source_name, url, held, seen, show, content, reason)"
            " VALUES (?, ?, 0, ?, ?, ?, ?)",
            *(self._name, reading.url, seen, show, content, reading.reason),
        )

    def readings(self, *, held: bool = False) -> Iterator[Reading]:
        """Iterate over what is under way, or over what is held."""
        rows = self._corpus.rows(
            "SELECT url, content, reason FROM stage WHERE source_name = ? AND held = ? ORDER BY url", self._name, held
        )
        return (
            Reading(url=url, article=_article(content) if content else None, reason=reason)
            for url, content, reason in rows
        )

    def hold(self) -> None:
        """Put what is under way into quarantine."""
        self._corpus.write("UPDATE stage SET held = 1 WHERE source_name = ?", self._name)

    def admit(self, *, held: bool = False) -> Counter[Change]:
        """Move what is under way, or what is held, into the corpus; counts what that did."""
        rows = self._corpus.rows(
            "SELECT seen, show, content FROM stage WHERE source_name = ? AND held = ? ORDER BY url", self._name, held
        )
        changes = Counter(
            self._corpus.keep(_article(content), source_name=self._name, seen=seen, show=show)
            for seen, show, content in list(rows)
            if content
        )
        self._corpus.write("DELETE FROM stage WHERE source_name = ? AND held = ?", self._name, held)
        return changes


def _article(content: str) -> Article:
    return Article.from_json(json.loads(content))
