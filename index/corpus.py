"""The corpus: every article that was ever kept, one row per canonical URL, and the runs that brought them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from index.article import Article, ArticleError
from index.errors import TashanError
from index.kept import Change, KeptArticle, KnownPage, Version
from index.logbook import Logbook
from index.store import CorpusError
from index.tombstones import Tombstones

# The note of how much of the tombstones beside it a corpus has heeded.
_HEEDED = "tombstones"


class Forgotten(TashanError):
    """The operator has had this article removed, and it must not come back."""


class Corpus(Logbook):
    """The store of record: what was kept, forgotten and visited."""

    def keep(self, article: Article, *, source_name: str, seen: str, show: str = "text") -> Change:
        """Keep an article under its URL inside a ``writing`` block; a change leaves the old content as a version.

        Raises Forgotten where the operator had it removed.
        """
        if self.is_forgotten(article.url):
            raise Forgotten(f"The article {article.url} was forgotten on request and is not kept again.")
        content, digest = _content(article), _digest(article)
        known = self.row("SELECT digest, content, show, hidden FROM article WHERE url = ?", article.url)
        if known is None:
            self._connection.execute(
                "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 0)",
                (article.url, self._next_revision(), digest, source_name, show, seen, seen, article.published, content),
            )
            return Change.NEW
        if known == (digest, content, show, 0):
            self.confirm(article.url, seen=seen)
            return Change.SAME
        if known[0] != digest:
            self._connection.execute("INSERT INTO version VALUES (?, ?, ?, ?)", (article.url, seen, *known[:2]))
        self._connection.execute(
            "UPDATE article SET revision = ?, digest = ?, source_name = ?, show = ?, last_seen = ?,"
            " published = ?, content = ?, vanished = NULL, hidden = 0 WHERE url = ?",
            (self._next_revision(), digest, source_name, show, seen, article.published, content, article.url),
        )
        return Change.CHANGED

    def forget(self, url: str, *, reason: str, at: str) -> int:
        """Remove an article with all that is known of it and bar it for ever; returns how many contents there were."""
        contents = sum(
            self.write(f"DELETE FROM {table} WHERE url = ?", url) for table in ("article", "version", "stage")
        )
        for table in ("validator", "unread", "holding"):
            self.write(f"DELETE FROM {table} WHERE url = ?", url)
        self.write(
            "INSERT INTO tombstone VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", url, reason, at, self._next_revision()
        )
        return contents

    def heed_tombstones(self) -> None:
        """Forget what the tombstones beside the file name: a corpus made anew or restored does not know them."""
        stones = Tombstones(self._path)
        with self.writing():
            size = stones.size
            for stone in stones.all():
                if not self.is_forgotten(stone.url):
                    self.forget(stone.url, reason=stone.reason, at=stone.at)
            self.set_meta(_HEEDED, str(size))

    def _prepare(self, *, read_only: bool) -> None:
        super()._prepare(read_only=read_only)
        if str(Tombstones(self._path).size) == (self.meta(_HEEDED) or "0"):
            return
        if read_only:
            Corpus.open(self._path).close()
        else:
            self.heed_tombstones()

    def is_forgotten(self, url: str) -> bool:
        """Tell whether an article was removed on request."""
        return self.row("SELECT 1 FROM tombstone WHERE url = ?", url) is not None

    def forgotten(self) -> frozenset[str]:
        """The URLs of all articles that were removed on request."""
        return frozenset(url for (url,) in self.rows("SELECT url FROM tombstone"))

    def confirm(self, url: str, *, seen: str) -> None:
        """Note that a page was still there and the same."""
        self.write("UPDATE article SET last_seen = max(last_seen, ?), vanished = NULL WHERE url = ?", seen, url)

    def mark_vanished(self, url: str, *, at: str) -> bool:
        """Note that an article's page is gone; tells whether that is news."""
        return bool(self.write("UPDATE article SET vanished = ? WHERE url = ? AND vanished IS NULL", at, url))

    def hide_vanished(self, before: str) -> int:
        """Take the articles that vanished before a moment out of what readers see; returns how many."""
        rows = list(self.rows("SELECT url FROM article WHERE vanished < ? AND NOT hidden", before))
        for (url,) in rows:
            self.write("UPDATE article SET hidden = 1, revision = ? WHERE url = ?", self._next_revision(), url)
        return len(rows)

    def compare(self, article: Article, *, show: str = "text") -> Change:
        """Tell what keeping an article would do."""
        known = self.row("SELECT digest, show, hidden FROM article WHERE url = ?", article.url)
        if known is None:
            return Change.NEW
        return Change.SAME if known == (_digest(article), show, 0) else Change.CHANGED

    def get(self, url: str, *, hidden: bool = False) -> KeptArticle | None:
        """Return the article kept under a canonical URL, or None; ``hidden`` ones only where that is wanted."""
        row = self.row(f"SELECT {_KEPT} FROM {'article' if hidden else 'shown'} WHERE url = ?", url)
        return _kept(row) if row else None

    def kept_first(self, urls: Iterable[str]) -> tuple[str, str] | None:
        """Of the articles under these URLs the one that was kept first: its URL, and when."""
        row: tuple[str, str] | None = self.row(
            "SELECT url, first_seen FROM shown WHERE url IN (SELECT value FROM json_each(?)) ORDER BY 2, 1 LIMIT 1",
            json.dumps(list(urls)),
        )
        return row

    def changed_since(self, revision: int) -> Iterator[KeptArticle]:
        """Iterate over the articles changed after a revision, oldest change first; 0 gives them all."""
        rows = self.rows(f"SELECT {_KEPT} FROM shown WHERE revision > ? ORDER BY revision", revision)
        return (_kept(row) for row in rows)

    def removed_since(self, revision: int) -> tuple[str, ...]:
        """The URLs of articles that readers must not see any more since a revision."""
        rows = self.rows(
            "SELECT url FROM article WHERE hidden AND revision > ? UNION SELECT url FROM tombstone WHERE revision > ?",
            revision,
            revision,
        )
        return tuple(url for (url,) in rows)

    def known_pages(self, source_name: str) -> Iterator[KnownPage]:
        """Iterate over what is known of a source's articles."""
        rows = self.rows(
            "SELECT url, substr(coalesce(published, first_seen), 1, 10), last_seen, vanished, etag, modified"
            " FROM article LEFT JOIN validator USING (url) WHERE source_name = ?",
            source_name,
        )
        return (KnownPage(*row) for row in rows)

    def count_since(self, revision: int) -> int:
        """How many articles changed after a revision."""
        [(count,)] = self.rows("SELECT count(*) FROM shown WHERE revision > ?", revision)
        return int(count)

    def count(self) -> int:
        """How many articles there are, which is counted faster than all those since the first revision."""
        [(count,)] = self.rows("SELECT count(*) FROM shown")
        return int(count)

    def versions(self, url: str) -> tuple[Version, ...]:
        """The earlier contents of an article, latest replaced first."""
        rows = self.rows("SELECT content, replaced_at FROM version WHERE url = ? ORDER BY rowid DESC", url)
        return tuple(Version(article=_article(content), replaced_at=at) for content, at in rows)

    @property
    def revision(self) -> int:
        """The revision of the latest change, 0 in an empty corpus."""
        return int(self.meta("revision") or 0)

    def _next_revision(self) -> int:
        revision = self.revision + 1
        self.set_meta("revision", str(revision))
        return revision


_KEPT = "content, revision, source_name, show, first_seen, last_seen, vanished, digest"


def _content(article: Article) -> str:
    return json.dumps(article.as_json(), ensure_ascii=False, sort_keys=True)


def _digest(article: Article) -> str:
    return hashlib.sha256(_content(article).encode()).hexdigest()


def _article(content: str) -> Article:
    try:
        return Article.from_json(json.loads(content))
    except (ValueError, TypeError, AttributeError, ArticleError) as error:
        raise CorpusError(f"The corpus is damaged, an article in it cannot be read: {content[:40]!r}.") from error


def _kept(row: tuple[str, int, str, str, str, str, str | None, str]) -> KeptArticle:
    content, revision, source_name, show, first_seen, last_seen, vanished, digest = row
    return KeptArticle(
        article=_article(content),
        revision=revision,
        source_name=source_name,
        show=show,
        first_seen=first_seen,
        last_seen=last_seen,
        vanished=vanished,
        digest=digest,
    )
