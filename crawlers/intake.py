"""Intake: articles from web archives and from JSON Lines, without network."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from crawlers.clock import now
from crawlers.loader import SourceLoader, load_sources, project_settings
from crawlers.platforms import platform_of
from crawlers.reading.dates import published_in
from crawlers.reading.page import Page, UnreadablePage
from crawlers.reading.pagereader import NotAnArticle
from crawlers.reading.parts import is_whole, joined_parts, next_part
from crawlers.records import Captured, DamagedArchive, responses
from crawlers.sites import shown_by_default
from crawlers.urls import canonical, host_of, is_address
from index.article import Article, ArticleError
from index.corpus import Change, Corpus, Forgotten
from index.datafolder import DataFolder
from index.errors import TashanError
from index.places.courts import court_about

BATCH = 200

_ARCHIVES = (".warc", ".warc.gz")
_LINES = (".jsonl", ".ndjson", ".json")
_OK = 200
_PLACE = ("level", "province", "city", "county", "adcode")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?")
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


def extract(file: Path, *, url: str, encoding: str | None = None, folder: DataFolder | None = None) -> Article:
    """Read one saved page; raises NotAnArticle, UnreadablePage, or TashanError for a wrong address or file."""
    if not is_address(canonical(url)):
        raise TashanError(f"“{url}” is no http or https address.")
    try:
        body = file.read_bytes()
    except OSError as error:
        raise TashanError(f"The page {file} cannot be read: {error.strerror}.") from error
    return read_page(Page(url=url, body=body, encoding=encoding), SourceLoader(project_settings(folder)))


def read_page(page: Page, sources: SourceLoader) -> Article:
    """Read a page as its source does, or as its URL and markup suggest; raises NotAnArticle and UnreadablePage."""
    source = sources.source_at(page.url)
    if source is not None:
        return source.read_page(page, source.site)
    return platform_of(page.url, page).read_page(page)


@dataclass(frozen=True, slots=True)
class _Arrival:
    article: Article
    source_name: str
    show: str
    seen: str


class _Intake:
    """One intake under way: reads paths, keeps in batches, remembers what it had to leave."""

    def __init__(self, sources: SourceLoader, report: Callable[[Intake], None]) -> None:
        self._sources = sources
        self._report = report
        self._counts: Counter[str] = Counter()
        self._refused: list[tuple[str, str]] = []
        self._damage: list[str] = []
        self._waiting: dict[str, tuple[_Arrival, int]] = {}

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

    def _keep(self, corpus: Corpus, arrival: _Arrival) -> None:
        try:
            self._counts[_kept(corpus, arrival).value] += 1
        except Forgotten as error:
            self._refused.append((arrival.article.url, str(error)))

    def _arrivals(self, paths: Sequence[Path]) -> Iterator[_Arrival]:
        for path in self._files(paths):
            try:
                kind = _kind(path)
                yield from self._from_lines(path) if kind == "lines" else self._from_archive(path)
            except OSError as error:
                self._damage.append(f"{path} cannot be read: {error.strerror or error}.")
            except DamagedArchive as error:
                self._damage.append(str(error))
        yield from (arrival for arrival, _ in self._waiting.values())

    def _files(self, paths: Sequence[Path]) -> Iterator[Path]:
        for path in paths:
            if not path.is_dir():
                yield path
                continue
            found = sorted(file for file in path.rglob("*") if file.name.endswith(_ARCHIVES) and file.is_file())
            if not found:
                self._damage.append(f"The folder {path} holds no WARC files.")
            yield from found

    def _from_archive(self, path: Path) -> Iterator[_Arrival]:
        for captured in responses(path):
            self._counts["records"] += 1
            if captured.status == _OK and _HTML.match(captured.content_type or "text/html"):
                try:
                    yield from self._read(captured)
                except (NotAnArticle, UnreadablePage) as error:
                    self._refused.append((captured.url, str(error)))

    def _read(self, captured: Captured) -> Iterator[_Arrival]:
        """Read a page; an article of several waits for the rest of them, which were fetched after it."""
        page = Page(url=captured.url, body=captured.body, content_type=captured.content_type)
        article = read_page(page, self._sources)
        waiting = self._waiting.pop(canonical(page.url), None)
        if waiting is None:
            arrival, number = self._arrival(article, captured.date), 1
        else:
            arrival, number = replace(waiting[0], article=joined_parts(waiting[0].article, article)), waiting[1] + 1
        following = next_part(page, arrival.article.url, number)
        if following is None:
            yield arrival if number == 1 else replace(arrival, article=is_whole(arrival.article))
            return
        awaited = canonical(following)
        if awaited in self._waiting:
            yield self._waiting[awaited][0]
        self._waiting[awaited] = arrival, number

    def _from_lines(self, path: Path) -> Iterator[_Arrival]:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                self._counts["records"] += 1
                try:
                    yield self._arrival(self._article(line), now())
                except _BadLine as error:
                    self._damage.append(f"{path}, line {number}: {error}")

    def _article(self, line: bytes) -> Article:
        try:
            values = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise _BadLine("It is no JSON in UTF-8.") from error
        if not isinstance(values, dict):
            raise _BadLine("It is no JSON object.")
        try:
            article = Article.from_json(values)
        except ArticleError as error:
            raise _BadLine(str(error)) from error
        return self._completed(replace(article, url=_canonical(article.url), published=_published(article)))

    def _completed(self, article: Article) -> Article:
        """Fill in the court and the region where the line does not tell them."""
        source = self._sources.source_at(article.url)
        site = source.site if source else None
        court = court_about(
            declared=article.court or (site.court if site else None),
            title=article.title,
            body=article.body,
            source=article.source,
            site_name=None,
            province=article.province or (site.province if site else None),
            city=article.city or (site.city if site else None),
        )
        if court is None:
            return article
        found = {"court": court.name} | {name: getattr(court, name) for name in _PLACE}
        return replace(article, **{name: value for name, value in found.items() if getattr(article, name) is None})

    def _arrival(self, article: Article, seen: str) -> _Arrival:
        source = self._sources.source_at(article.url)
        host = host_of(article.url)
        name, show = (source.site.name, source.site.show) if source else (host, shown_by_default((host,)))
        return _Arrival(article, name, show, seen)


class _BadLine(Exception):
    """Why a line is no article."""


def _kind(path: Path) -> str:
    """Tell an archive from lines by how the file begins, whatever it is called."""
    with path.open("rb") as file:
        start = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    if path.name.endswith(_LINES) or start.startswith(b"{"):
        return "lines"
    return "archive"


def _kept(corpus: Corpus, arrival: _Arrival) -> Change:
    """Keep an arrival, unless the corpus has seen the article later than this copy of it."""
    known = corpus.get(arrival.article.url, hidden=True)
    if known is not None and max(known.last_seen, known.vanished or "") > arrival.seen:
        return Change.SAME
    return corpus.keep(arrival.article, source_name=arrival.source_name, seen=arrival.seen, show=arrival.show)


def _canonical(url: str) -> str:
    clean = platform_of(url).canonical_url(url)
    if not is_address(clean):
        raise _BadLine(f"“{url}” is no http or https address.")
    return clean


def _published(article: Article) -> str | None:
    """The date in the form that the corpus keeps, or nothing where the line tells none."""
    if not article.published or article.published.isspace():
        return None
    if _ISO.fullmatch(article.published):
        with suppress(ValueError):
            datetime.fromisoformat(article.published)
            return article.published
    else:
        found = published_in(article.published)
        if found is not None:
            return found
    raise _BadLine(f"“{article.published}” is no date.")
