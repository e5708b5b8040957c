"""The corpus: every article that was ever kept, one row per canonical URL, and the runs that brought them."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Any

from index.article import Article, ArticleError
from index.errors import TashanError

SCHEMA_VERSION = 2
BUSY_SECONDS = 60.0
INCOMPLETE = "incomplete"
GOOD_OUTCOMES = ("healthy", INCOMPLETE, "accepted")

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    url TEXT PRIMARY KEY,
    revision INTEGER NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    source_name TEXT NOT NULL,
    show TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    published TEXT,
    content TEXT NOT NULL,
    vanished TEXT,
    hidden INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX article_source ON article (source_name, published);
CREATE INDEX article_vanished ON article (vanished) WHERE vanished IS NOT NULL;
CREATE VIEW shown AS SELECT * FROM article WHERE NOT hidden;
CREATE TABLE validator (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT
) WITHOUT ROWID;
CREATE TABLE tombstone (
    url TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE unread (
    source_name TEXT NOT NULL,
    url TEXT NOT NULL,
    seen TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (source_name, url)
) WITHOUT ROWID;
CREATE TABLE version (
    url TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    digest TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX version_url ON version (url);
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    source_name TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL,
    outcome TEXT NOT NULL,
    pages INTEGER NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    same INTEGER NOT NULL,
    known INTEGER NOT NULL,
    late INTEGER NOT NULL,
    vanished INTEGER NOT NULL,
    swept INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    read INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    untitled INTEGER NOT NULL,
    undated INTEGER NOT NULL,
    newest TEXT,
    problem TEXT,
    field TEXT,
    example TEXT
);
CREATE INDEX run_source ON run (source_name, id);
CREATE TABLE stage (
    source_name TEXT NOT NULL,
    url TEXT NOT NULL,
    held INTEGER NOT NULL,
    seen TEXT NOT NULL,
    show TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT,
    reason TEXT,
    etag TEXT,
    modified TEXT,
    PRIMARY KEY (source_name, url)
) WITHOUT ROWID;
"""


class CorpusError(TashanError):
    """The corpus cannot be read or written."""


class Forgotten(TashanError):
    """The operator has had this article removed, and it must not come back."""


class Change(Enum):
    """What keeping an article did to the corpus."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptArticle:
    """An article with what the corpus knows of it; times are ISO 8601, ``revision`` grows with every change.

    ``vanished`` is when its page was first found gone.
    """

    article: Article
    revision: int
    source_name: str
    show: str
    first_seen: str
    last_seen: str
    vanished: str | None = None


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What a visit need know of an article: its day, when it was last seen or found gone, its page's validators."""

    url: str
    day: str
    last_seen: str
    vanished: str | None
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An earlier content of an article and when it was replaced."""

    article: Article
    replaced_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One visit to one source: counts of pages and articles, bytes received, what was read and what was missing there.

    ``known`` articles were listed and not fetched again, ``late`` are new ones that an earlier run should have found,
    ``vanished`` are gone from the site; ``swept`` where the lists were read to their ends and all was looked at.
    ``read`` counts pages read as articles and ``unread`` those that should have been, ``untitled`` and ``undated``
    are among the read, ``newest`` is the latest publication day. Where the run was not healthy, ``problem`` is a
    sentence, ``field`` what died and ``example`` an address that shows it; ``problem`` also says why one was cut short.
    """

    source_name: str
    started: str
    finished: str
    outcome: str
    pages: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    known: int = 0
    late: int = 0
    vanished: int = 0
    swept: bool = False
    failed: int = 0
    bytes: int = 0
    read: int = 0
    unread: int = 0
    untitled: int = 0
    undated: int = 0
    newest: str | None = None
    problem: str | None = None
    field: str | None = None
    example: str | None = None

    @property
    def articles(self) -> int:
        """How many articles the run saw, whatever they did to the corpus."""
        return self.new + self.changed + self.same + self.known

    @property
    def is_healthy(self) -> bool:
        """Tell whether its readings entered the corpus: judged good, as far as it came, or accepted by the operator."""
        return self.outcome in GOOD_OUTCOMES


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source as readers see it: how many articles, the newest day, its latest run.

    Where that run was not healthy, ``since`` is when the first such run in a row began; ``held`` counts the articles
    that wait in quarantine.
    """

    name: str
    articles: int = 0
    newest: str | None = None
    run: Run | None = None
    since: str | None = None
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the corpus covers: counts and the span of publication dates (``YYYY-MM-DD`` or None)."""

    sources: int
    articles: int
    oldest: str | None
    newest: str | None
    stale: tuple[str, ...]


class Corpus:
    """The store of record, one SQLite file; a writer waits for another up to a minute."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Corpus:
        """Open the corpus, making it where it is missing unless ``read_only``.

        Raises CorpusError where the file is missing, no corpus, of another version or not accessible.
        """
        if read_only and not path.exists():
            raise CorpusError(f"There is no corpus at {path}: crawl or ingest first.")
        mode = "ro" if read_only else "rwc"
        try:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise CorpusError(f"The corpus {path} cannot be opened: {error}.") from error
        corpus = cls(connection, path)
        try:
            corpus._prepare(read_only=read_only)
        except BaseException:
            corpus.close()
            raise
        return corpus

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def trust_the_power(self) -> None:
        """Let commits return before the disk has them: a kill still loses nothing, a power cut the last ones."""
        self._connection.execute("PRAGMA synchronous = NORMAL")

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make everything inside one transaction: all of it is kept, or none."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise CorpusError(f"The corpus {self._path} cannot be written: {error}.") from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Show one and the same state of the corpus everywhere inside, whatever others write meanwhile."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

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
        self.write("PRAGMA secure_delete = ON")
        contents = sum(
            self.write(f"DELETE FROM {table} WHERE url = ?", url) for table in ("article", "version", "stage")
        )
        for table in ("validator", "unread"):
            self.write(f"DELETE FROM {table} WHERE url = ?", url)
        self.write(
            "INSERT INTO tombstone VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", url, reason, at, self._next_revision()
        )
        return contents

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

    def last_sweep(self, source_name: str) -> str | None:
        """When the last full sweep of a source began."""
        [(started,)] = self.rows("SELECT max(started) FROM run WHERE source_name = ? AND swept", source_name)
        return None if started is None else str(started)

    def count_since(self, revision: int) -> int:
        """How many articles changed after a revision."""
        [(count,)] = self.rows("SELECT count(*) FROM shown WHERE revision > ?", revision)
        return int(count)

    def versions(self, url: str) -> tuple[Version, ...]:
        """The earlier contents of an article, latest replaced first."""
        rows = self.rows("SELECT content, replaced_at FROM version WHERE url = ? ORDER BY rowid DESC", url)
        return tuple(Version(article=_article(content), replaced_at=at) for content, at in rows)

    @property
    def revision(self) -> int:
        """The revision of the latest change, 0 in an empty corpus."""
        return int(self.meta("revision") or 0)

    @property
    def identity(self) -> str:
        """What tells this corpus from one made anew in its place."""
        return self.meta("identity") or ""

    def meta(self, key: str) -> str | None:
        """Read one of the corpus's own notes, such as ``sample``."""
        row = self.row("SELECT value FROM meta WHERE key = ?", key)
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Write one of the corpus's own notes."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def record_run(self, run: Run) -> None:
        """Write down one finished run."""
        values = asdict(run)
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        self._connection.execute(f"INSERT INTO run ({names}) VALUES ({marks})", tuple(values.values()))

    def last_runs(self) -> dict[str, Run]:
        """The latest run of every source that ever ran, by source name."""
        rows = self.rows(
            f"SELECT {_RUN} FROM run WHERE id IN (SELECT max(id) FROM run GROUP BY source_name) ORDER BY source_name"
        )
        runs = (_run(row) for row in rows)
        return {run.source_name: run for run in runs}

    def runs(self, source_name: str, *, count: int = 10) -> tuple[Run, ...]:
        """The latest runs of a source, latest first."""
        rows = self.rows(f"SELECT {_RUN} FROM run WHERE source_name = ? ORDER BY id DESC LIMIT ?", source_name, count)
        return tuple(_run(row) for row in rows)

    def sources(self) -> tuple[SourceState, ...]:
        """Every source that has articles or ever ran, by name."""
        runs, newest, since, held = self.last_runs(), self.newest_by_source(), self._sick_since(), self._held()
        return tuple(
            SourceState(name, *newest.get(name, (0, None)), runs.get(name), since.get(name), held.get(name, 0))
            for name in sorted({*runs, *newest})
        )

    def _held(self) -> dict[str, int]:
        return dict(
            self.rows("SELECT source_name, count(*) FROM stage WHERE held AND content IS NOT NULL GROUP BY source_name")
        )

    def _sick_since(self) -> dict[str, str]:
        """For every source whose latest run was not healthy: when the first such run in a row began."""
        good = ", ".join(f"'{outcome}'" for outcome in GOOD_OUTCOMES)
        rows = self.rows(
            f"SELECT source_name, min(started) FROM run WHERE outcome NOT IN ({good}) AND id > coalesce((SELECT max(id)"
            f" FROM run AS good WHERE good.source_name = run.source_name AND good.outcome IN ({good})), 0)"
            " GROUP BY source_name"
        )
        return dict(rows)

    def days_of(self, source_name: str, *, count: int) -> tuple[str, ...]:
        """The latest days on which a source's articles were published, latest first."""
        rows = self.rows(
            "SELECT DISTINCT substr(published, 1, 10) AS day FROM article"
            " WHERE source_name = ? AND published IS NOT NULL ORDER BY day DESC LIMIT ?",
            source_name,
            count,
        )
        return tuple(day for (day,) in rows)

    def newest_by_source(self) -> dict[str, tuple[int, str | None]]:
        """For every source: how many of its articles are kept and the newest publication day."""
        rows = self.rows("SELECT source_name, count(*), substr(max(published), 1, 10) FROM shown GROUP BY source_name")
        return {name: (count, newest) for name, count, newest in rows}

    def coverage(self) -> Coverage:
        """Counts, span and the sources whose latest run failed, for every answer to show."""
        [(articles, oldest, newest, sources)] = self.rows(
            "SELECT count(*), substr(min(published), 1, 10), substr(max(published), 1, 10),"
            " count(DISTINCT source_name) FROM shown"
        )
        stale = tuple(name for name, run in self.last_runs().items() if not run.is_healthy)
        return Coverage(sources=sources, articles=articles, oldest=oldest, newest=newest, stale=stale)

    def check(self) -> None:
        """Prove that the file is whole; raises CorpusError with SQLite's first finding."""
        try:
            finding = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.Error as error:
            finding = str(error)
        if finding != "ok":
            raise CorpusError(f"The corpus {self._path} is damaged: {finding}.")

    def rows(self, query: str, *values: str | int) -> Iterator[Any]:
        """Ask the file itself; for the tables of this room's other modules. Raises CorpusError."""
        try:
            cursor = self._connection.execute(query, values)
            # Not `yield from`: that would close the cursor of a connection which may be closed by then.
            while (row := cursor.fetchone()) is not None:
                yield row
        except sqlite3.Error as error:
            raise CorpusError(f"The corpus {self._path} cannot be read: {error}.") from error

    def row(self, query: str, *values: str | int) -> Any:
        """The first row of an answer, or None."""
        return next(self.rows(query, *values), None)

    def write(self, statement: str, *values: str | int | None) -> int:
        """Change the file itself inside a ``writing`` block, for this room's other modules; returns how many rows."""
        return self._connection.execute(statement, values).rowcount

    def _prepare(self, *, read_only: bool) -> None:
        try:
            self._connection.isolation_level = None
            if not read_only:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._create_if_new()
            self._require_version()
        except sqlite3.Error as error:
            raise CorpusError(f"The corpus {self._path} cannot be opened: {error}.") from error

    def _create_if_new(self) -> None:
        if self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
        with self.writing():
            if self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return
            for statement in _SCHEMA.split(";"):
                self._connection.execute(statement)
            self.set_meta("schema", str(SCHEMA_VERSION))
            self.set_meta("identity", secrets.token_hex(8))

    def _require_version(self) -> None:
        found = self.meta("schema")
        if found != str(SCHEMA_VERSION):
            raise CorpusError(
                f"The corpus {self._path} has schema {found}, this program reads {SCHEMA_VERSION}:"
                " bring its archive into a new data folder with `tashan ingest`."
            )

    def _next_revision(self) -> int:
        revision = self.revision + 1
        self.set_meta("revision", str(revision))
        return revision


_KEPT = "content, revision, source_name, show, first_seen, last_seen, vanished"
_RUN = ", ".join(field.name for field in fields(Run))


def _content(article: Article) -> str:
    return json.dumps(article.as_json(), ensure_ascii=False, sort_keys=True)


def _digest(article: Article) -> str:
    return hashlib.sha256(_content(article).encode()).hexdigest()


def _article(content: str) -> Article:
    try:
        return Article.from_json(json.loads(content))
    except (ValueError, TypeError, AttributeError, ArticleError) as error:
        raise CorpusError(f"The corpus is damaged, an article in it cannot be read: {content[:40]!r}.") from error


def _kept(row: tuple[str, int, str, str, str, str, str | None]) -> KeptArticle:
    content, revision, source_name, show, first_seen, last_seen, vanished = row
    return KeptArticle(
        article=_article(content),
        revision=revision,
        source_name=source_name,
        show=show,
        first_seen=first_seen,
        last_seen=last_seen,
        vanished=vanished,
    )


def _run(row: tuple[Any, ...]) -> Run:
    values = dict(zip(_RUN.split(", "), row, strict=True))
    return Run(**values | {"swept": bool(values["swept"])})
