"""Staging: what a visit has read, kept beside the articles until the visit is judged."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from index.article import Article
from index.corpus import Corpus
from index.kept import Change


class Kind(Enum):
    """What a page turned out to be: an article, none, gone, the same as before, or another address of an article."""

    ARTICLE = "article"
    UNREAD = "unread"
    GONE = "gone"
    UNCHANGED = "unchanged"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one page of a source turned out to be; ``reason`` tells why no article, the others are its validators."""

    url: str
    kind: Kind = Kind.ARTICLE
    article: Article | None = None
    reason: str | None = None
    etag: str | None = None
    modified: str | None = None


class Stage:
    """One source's readings that are not in the corpus yet: under way, or held in quarantine.

    A later reading of a page takes the place of an earlier one. Everything that writes wants a ``writing`` block.
    """

    def __init__(self, corpus: Corpus, source_name: str) -> None:
        self._corpus = corpus
        self._name = source_name

    def add(self, reading: Reading, *, seen: str, show: str) -> None:
        """Put down a reading as under way, unless its page was forgotten."""
        if self._corpus.is_forgotten(reading.url):
            return
        content = None if reading.article is None else json.dumps(reading.article.as_json(), ensure_ascii=False)
        self._corpus.write(
            "INSERT OR REPLACE INTO stage (source_name, held, seen, show, url, kind, content, reason, etag, modified)"
            " VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(self._name, seen, show, reading.url, reading.kind.value, content),
            *(reading.reason, reading.etag, reading.modified),
        )

    def correct(self, reading: Reading) -> None:
        """Put another reading of the very same page in the place of one that is under way."""
        content = None if reading.article is None else json.dumps(reading.article.as_json(), ensure_ascii=False)
        self._corpus.write(
            "UPDATE stage SET kind = ?, content = ?, reason = ? WHERE source_name = ? AND url = ? AND NOT held",
            *(reading.kind.value, content, reading.reason, self._name, reading.url),
        )

    def readings(self, *, held: bool = False) -> Iterator[Reading]:
        """Iterate over what is under way, or over what is held."""
        return (reading for reading, _, _ in self._staged(held=held))

    def hold(self) -> None:
        """Put what is under way into quarantine."""
        self._corpus.write("UPDATE stage SET held = 1 WHERE source_name = ?", self._name)

    def take_up(self) -> None:
        """Put what is held under way again, but for pages found gone, which are to be asked for once more."""
        self._corpus.write("DELETE FROM stage WHERE source_name = ? AND held AND kind = ?", self._name, Kind.GONE.value)
        self._corpus.write("UPDATE stage SET held = 0 WHERE source_name = ?", self._name)

    def admit(self, *, held: bool = False) -> Counter[str]:
        """Move what is under way, or what is held, into the corpus; counts what that did by the names of a run."""
        counts: Counter[str] = Counter()
        for reading, seen, show in list(self._staged(held=held)):
            counts.update(self._admitted(reading, seen, show))
        self._corpus.write("DELETE FROM stage WHERE source_name = ? AND held = ?", self._name, held)
        return counts

    def unread(self) -> dict[str, str]:
        """The pages of earlier visits that are no articles, each with when it was seen."""
        return dict(self._corpus.rows("SELECT url, seen FROM unread WHERE source_name = ?", self._name))

    def _staged(self, *, held: bool) -> Iterator[tuple[Reading, str, str]]:
        rows = self._corpus.rows(
            "SELECT seen, show, url, kind, content, reason, etag, modified FROM stage"
            " WHERE source_name = ? AND held = ? ORDER BY url",
            self._name,
            held,
        )
        return ((_reading(*row), seen, show) for seen, show, *row in rows)

    def _admitted(self, reading: Reading, seen: str, show: str) -> list[str]:
        match reading.kind:
            case Kind.UNCHANGED:
                self._corpus.confirm(reading.url, seen=seen)
                return [Change.SAME.value]
            case Kind.GONE:
                return ["vanished"] if self._corpus.mark_vanished(reading.url, at=seen) else []
            case Kind.ARTICLE:
                return [self._kept(reading, seen, show).value]
        self._corpus.write(
            "INSERT OR REPLACE INTO unread VALUES (?, ?, ?, ?)", self._name, reading.url, seen, reading.reason
        )
        return []

    def _kept(self, reading: Reading, seen: str, show: str) -> Change:
        assert reading.article is not None
        self._corpus.write("DELETE FROM unread WHERE source_name = ? AND url = ?", self._name, reading.url)
        self._corpus.write(
            "INSERT OR REPLACE INTO validator VALUES (?, ?, ?)", reading.url, reading.etag, reading.modified
        )
        return self._corpus.keep(reading.article, source_name=self._name, seen=seen, show=show)


def _reading(
    url: str, kind: str, content: str | None, reason: str | None, etag: str | None, modified: str | None
) -> Reading:
    values: dict[str, Any] = {"reason": reason, "etag": etag, "modified": modified}
    article = Article.from_json(json.loads(content)) if content else None
    return Reading(url=url, kind=Kind(kind), article=article, **values)
