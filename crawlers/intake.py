"""Intake: articles from web archives and from JSON Lines, without network."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from crawlers.articlelines import BadLine, article_in
from crawlers.captures import Captured, Revisit, captures
from crawlers.clock import now
from crawlers.joining import Arrival, Joining
from crawlers.loader import SourceLoader, load_sources
from crawlers.reading.page import Page, UnreadablePage
from crawlers.reading.pagereader import NotAnArticle
from crawlers.records import DamagedArchive
from crawlers.revisits import Revisits
from crawlers.savedpages import read_page
from crawlers.sites import shown_by_default
from crawlers.urls import host_of
from index.article import Article
from index.corpus import Corpus, Forgotten
from index.datafolder import DataFolder
from index.errors import TashanError
from index.kept import Change, KeptArticle

BATCH = 200

_ARCHIVES = (".warc", ".warc.gz")
_LINES = (".jsonl", ".ndjson", ".json")
_OK, _NOT_MODIFIED = 200, 304
_HTML = re.compile(r"^\s*(text/html|application/xhtml\+xml)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came in: records read, articles among them and what they did to the corpus.

    ``refused`` pairs URLs with the reason why they are no articles, ``damage`` holds a sentence for everything
    that could not be read.
    """

    records: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    damage: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        """How many articles came in, whatever they did to the corpus."""
        return self.new + self.changed + self.same

    @property
    def line(self) -> str:
        """What came in, in one line of plain text."""
        did = f"{self.new} new, {self.changed} changed, {self.same} same, {len(self.refused)} refused"
        return f"{self.records} records: {did}"


class IncompleteIntake(TashanError):
    """Something could not be read; ``intake`` tells what was kept all the same."""

    def __init__(self, intake: Intake) -> None:
        more = len(intake.damage) - 1
        super().__init__(intake.damage[0] + (f" So are {more} more of what was given." if more else ""))
        self.intake = intake


def ingest(folder: DataFolder, paths: Sequence[Path], report: Callable[[Intake], None] = lambda _: None) -> Intake:
    """Keep every article of WARC files, folders of them and JSON Lines files; ``report`` hears of each batch.

    Raises IncompleteIntake after all that is whole was kept, where anything was missing, unreadable or damaged.
    """
    intake = _Intake(load_sources(folder.prepared()), report)
    with Corpus.open(folder.corpus) as corpus:
        intake.keep_all(corpus, paths)
    if intake.summary.damage:
        raise IncompleteIntake(intake.summary)
    return intake.summary


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A page that was found unchanged, without the page itself."""

    url: str
    canonical: str
    seen: str


class _Intake:
    """One intake under way: reads paths, keeps in batches, remembers what it had to leave."""

    def __init__(self, sources: SourceLoader, report: Callable[[Intake], None]) -> None:
        self._sources = sources
        self._report = report
        self._counts: Counter[str] = Counter()
        self._refused: list[tuple[str, str]] = []
        self._damage: list[str] = []
        self._revisits = Revisits()
        self._joining = Joining()

    @property
    def summary(self) -> Intake:
        """What came in so far."""
        return Intake(
            records=self._counts["records"],
            refused=tuple(self._refused),
            damage=tuple(self._damage),
            **{change.value: self._counts[change.value] for change in Change},
        )

    def keep_all(self, corpus: Corpus, paths: Sequence[Path]) -> None:
        """Keep what the paths hold, a batch in one transaction."""
        arrivals = self._arrivals(paths)
        while batch := list(islice(arrivals, BATCH)):
            with corpus.writing():
                for arrival in batch:
                    self._keep(corpus, arrival)
            self._report(self.summary)

    def _keep(self, corpus: Corpus, arrival: Arrival | _Sighting) -> None:
        if isinstance(arrival, _Sighting):
            self._confirm(corpus, arrival)
            return
        try:
            self._counts[_kept(corpus, arrival).value] += 1
        except Forgotten as error:
            self._refused.append((arrival.article.url, str(error)))

    def _confirm(self, corpus: Corpus, sighting: _Sighting) -> None:
        known = corpus.get(sighting.canonical, hidden=True)
        if known is None:
            self._refused.append((sighting.url, "It was found unchanged, and the page that it was is not there."))
            return
        if not _is_outdated(known, sighting.seen):
            corpus.confirm(sighting.canonical, seen=sighting.seen)
        self._counts[Change.SAME.value] += 1

    def _arrivals(self, paths: Sequence[Path]) -> Iterator[Arrival | _Sighting]:
        for path in self._files(paths):
            try:
                kind = _kind(path)
                yield from self._from_lines(path) if kind == "lines" else self._from_archive(path)
            except OSError as error:
                self._damage.append(f"{path} cannot be read: {error.strerror or error}.")
            except DamagedArchive as error:
                self._damage.append(str(error))
        yield from self._revisited()
        yield from self._made_whole()

    def _files(self, paths: Sequence[Path]) -> Iterator[Path]:
        for path in paths:
            if not path.is_dir():
                yield path
                continue
            found = sorted(file for file in path.rglob("*") if file.name.endswith(_ARCHIVES) and file.is_file())
            if not found:
                self._damage.append(f"The folder {path} holds no WARC files.")
            yield from found

    def _from_archive(self, path: Path) -> Iterator[Arrival]:
        for found in captures(path):
            self._counts["records"] += 1
            if isinstance(found, Revisit):
                self._revisits.note(found)
            else:
                self._revisits.hold(found)
                yield from self._read(found, url=found.url, seen=found.date)

    def _revisited(self) -> Iterator[Arrival | _Sighting]:
        """Once everything was read: what was found again later, as it was then."""
        for revisit, captured in self._revisits.latest():
            if captured is not None:
                yield from self._read(captured, url=revisit.url, seen=revisit.date)
            elif _may_be_page(revisit):
                canonical = self._sources.spider_for(revisit.url).canonical_url(revisit.url)
                yield _Sighting(revisit.url, canonical, revisit.date)

    def _read(self, captured: Captured, *, url: str, seen: str) -> Iterator[Arrival]:
        """The article on a page, if it is one; a page that is none is refused where it first came."""
        if captured.status == _OK and _HTML.match(captured.content_type or "text/html"):
            page = Page(url=url, body=captured.body, content_type=captured.content_type)
            try:
                article = read_page(page, self._sources)
            except (NotAnArticle, UnreadablePage) as error:
                self._refused.append((url, str(error)))
            else:
                yield from self._joining.joined(page, self._arrival(article, seen))

    def _made_whole(self) -> Iterator[Arrival]:
        """What still waits at the end: a part that did not change is the latest copy of it, if there is one."""
        while awaited := self._joining.awaited():
            place, seen = awaited
            captured = self._revisits.latest_copy(place)
            if captured is not None:
                yield from self._read(captured, url=place, seen=seen)
            yield from self._joining.given_up(place)
        yield from self._joining.alone()

    def _from_lines(self, path: Path) -> Iterator[Arrival]:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                self._counts["records"] += 1
                try:
                    yield self._arrival(article_in(line, self._sources), now())
                except BadLine as error:
                    self._damage.append(f"{path}, line {number}: {error}")

    def _arrival(self, article: Article, seen: str) -> Arrival:
        source = self._sources.source_at(article.url)
        host = host_of(article.url)
        name, show = (source.site.name, source.site.show) if source else (host, shown_by_default((host,)))
        return Arrival(article, name, show, seen)


def _kind(path: Path) -> str:
    """Tell an archive from lines by how the file begins, whatever it is called."""
    with path.open("rb") as file:
        start = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    if path.name.endswith(_LINES) or start.startswith(b"{"):
        return "lines"
    return "archive"


def _may_be_page(revisit: Revisit) -> bool:
    return revisit.status in (None, _OK, _NOT_MODIFIED) and bool(_HTML.match(revisit.content_type or "text/html"))


def _is_outdated(known: KeptArticle, seen: str) -> bool:
    """Tell whether the corpus has seen an article later than this copy of it."""
    return max(known.last_seen, known.vanished or "") > seen


def _kept(corpus: Corpus, arrival: Arrival) -> Change:
    """Keep an arrival, unless the corpus has seen the article later than this copy of it."""
    known = corpus.get(arrival.article.url, hidden=True)
    if known is not None and _is_outdated(known, arrival.seen):
        return Change.SAME
    return corpus.keep(arrival.article, source_name=arrival.source_name, seen=arrival.seen, show=arrival.show)
