"""Fixity: whether the archive is what was once written, and what corpus and archive know of each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawlers.loader import SourceLoader, load_sources
from crawlers.platforms import platform_of
from crawlers.platforms.platform import PlatformSpider
from crawlers.records import DamagedArchive, Span, spans
from crawlers.urls import host_of
from index.corpus import Corpus
from index.datafolder import DataFolder


@dataclass(frozen=True, slots=True)
class Fixity:
    """What was proved: files, records, how many of the articles have their page there; a sentence for each wrong."""

    files: int
    records: int
    articles: int
    archived: int
    wrongs: tuple[str, ...]

    @property
    def line(self) -> str:
        """What was counted, in one line of plain text, or the first wrong where there is one."""
        if self.wrongs:
            others = len(self.wrongs) - 1
            return self.wrongs[0] + (f" So are {others} more." if others else "")
        pages = f"{self.archived} of {self.articles} articles have their page there"
        return f"{self.records} records in {self.files} files, {pages}"


def check_archive(folder: DataFolder) -> Fixity:
    """Prove every record of the archive by its digest, and that nothing forgotten is left there."""
    with Corpus.open(folder.corpus, read_only=True) as corpus:
        kept = {article.article.url for article in corpus.changed_since(0)}
        forgotten = corpus.forgotten()
    files = sorted(folder.archive.glob("*.warc.gz"))
    reading = _Reading(load_sources(folder))
    wrongs = [wrong for path in files for wrong in reading.wrongs_of(path)]
    wrongs += reading.dangling()
    wrongs += [f"{url} was forgotten and is still there; forget it again." for url in sorted(forgotten & reading.urls)]
    return Fixity(len(files), reading.records, len(kept), len(kept & reading.pages), tuple(wrongs))


class _Reading:
    """Reads archive files, counts their records and remembers what they are about, and whose pages are there."""

    def __init__(self, sources: SourceLoader) -> None:
        self._sources = sources
        self._by_host: dict[str, type[PlatformSpider] | None] = {}
        self.records = 0
        self.urls: set[str] = set()
        self.pages: set[str] = set()
        self._copies: set[tuple[str, str]] = set()
        self._revisits: list[tuple[str, str, str]] = []

    def wrongs_of(self, path: Path) -> Iterator[str]:
        """Read one file; yields what is wrong with it."""
        try:
            for span in spans(path):
                self.records += 1
                if not span.is_whole:
                    yield f"{path} at byte {span.start}: the record of {span.url} does not match its digest."
                elif span.url.startswith("http"):
                    self._look_at(span)
        except (DamagedArchive, OSError) as error:
            yield f"{error}"

    def dangling(self) -> Iterator[str]:
        """What is wrong with revisits once every file was read: the copies that they refer to are not there."""
        for url, target, date in self._revisits:
            if (target, date) not in self._copies:
                yield f"The page of {url} is that of {date}, which is not in the archive."

    def _look_at(self, span: Span) -> None:
        """Remember what a record is about; a revisit alone is no page."""
        self.urls.add(url := self._canonical(span.url))
        target, date = (span.fields.get(f"warc-refers-to-{name}") for name in ("target-uri", "date"))
        match span.fields.get("warc-type"):
            case "revisit" if target and date:
                self._revisits.append((span.url, target, date))
            case "response":
                self.pages.add(url)
                self._copies.add((span.url, span.fields.get("warc-date", "")))

    def _canonical(self, url: str) -> str:
        host = host_of(url)
        if host not in self._by_host:
            self._by_host[host] = self._sources.source_at(url)
        return (self._by_host[host] or platform_of(url)).canonical_url(url)
