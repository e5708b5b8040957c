"""Forgetting: an article removed everywhere on request, so that it does not come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crawlers.archive import without
from crawlers.clock import now
from crawlers.loader import load_sources
from index.corpus import Corpus
from index.datafolder import DataFolder
from index.errors import TashanError
from index.holdings import Holdings
from index.tombstones import Tombstone, Tombstones


@dataclass(frozen=True, slots=True)
class Forgot:
    """What was removed: contents of the article, earlier and staged ones among them, and archive records."""

    url: str
    contents: int
    records: int


def forget(folder: DataFolder, url: str, *, reason: str) -> Forgot:
    """Remove an article from corpus and archive and bar its URL, under any of its aliases.

    The tombstone comes first: whatever is interrupted after it can be done again. The index is not touched: purge it.
    Raises TashanError where there is nothing to remove, ArchiveError where a visit is writing the archive, CorpusError
    where the corpus is being read, DamagedArchive.
    """
    spider = load_sources(folder).spider_for(url)
    canonical = spider.canonical_url(url)
    with Corpus.open(folder.prepared().corpus) as corpus:
        was_forgotten = corpus.is_forgotten(canonical)
        files = sorted(folder.archive.glob("*.warc.gz"))
        with corpus.writing():
            contents = corpus.forget(canonical, reason=reason, at=(at := now()))
            if not contents and not was_forgotten:
                raise TashanError(f"No article is kept under {canonical}.")
            if not was_forgotten:
                Tombstones(folder.corpus).add(Tombstone(canonical, reason, at))
        corpus.heed_tombstones()
        records = sum(_cleaned(corpus, path, lambda found: spider.canonical_url(found) == canonical) for path in files)
        corpus.scrub()
    return Forgot(canonical, contents, records)


def _cleaned(corpus: Corpus, path: Path, is_unwanted: Callable[[str], bool]) -> int:
    """Take records out of an archive file; returns how many."""
    count, places = without(path, is_unwanted)
    if count:
        with corpus.writing():
            Holdings(corpus).move(path.name, places)
    return count
