"""Checking: whether corpus, index and ledgers are whole, and say the same."""

from __future__ import annotations

from index.corpus import Corpus
from index.datafolder import DataFolder
from index.engines.whoosh.kernels import CHOSEN, IS_OUTDATED
from index.engines.whoosh.writer import WhooshWriter
from index.errors import TashanError
from index.generations import Generations, read_state
from index.ledgers.grouping import check_stories
from index.ledgers.ledgerfile import LedgerFile
from index.ownwords import own_words
from index.recutting import words_changed
from index.searching import Library, SearchRequest
from index.text.fastcut import cutter


class Unsound(TashanError):
    """A part of the data folder is not as it should be."""


def engine_line() -> str:
    """What searches and what cuts texts in bulk on this machine, with an index or without."""
    outdated = " (those in C are of another release: install again)" if IS_OUTDATED else ""
    return f"kernels in {CHOSEN.NAME}{outdated}, words cut by {cutter()}"


def check_corpus(folder: DataFolder) -> str:
    """Prove that the corpus file is whole; returns what it holds, raises TashanError with what is wrong."""
    with Corpus.open(folder.corpus, read_only=True) as corpus:
        corpus.check()
        coverage = corpus.coverage()
    return f"{coverage.articles} articles of {coverage.sources} sources"


def check_index(folder: DataFolder) -> str:
    """Prove that the index is whole and holds what the corpus shows; raises TashanError with what is wrong."""
    WhooshWriter(Generations(folder.index).current()).check()
    with Corpus.open(folder.corpus, read_only=True) as corpus:
        kept, revision = corpus.count(), corpus.revision
    with Library.open(folder) as library:
        found = library.search(SearchRequest(group="none", size=1, values=0)).total
    built = read_state(Generations(folder.index).current()).revision
    if built < revision:
        raise Unsound(f"It is behind the corpus (revision {built} of {revision}); “tashan index” brings it up to date.")
    if words_changed(Generations(folder.index).current(), own_words(folder)):
        raise Unsound(f"It was cut by other words than {folder.words} has now; “tashan index” brings it up to date.")
    if found != kept:
        raise Unsound(f"It holds {found} articles, the corpus {kept}; “tashan index --rebuild” makes it anew.")
    return f"{found} articles"


def check_ledgers(folder: DataFolder) -> str:
    """Prove that the ledgers are whole and hold what the index holds; raises TashanError with what is wrong."""
    with Library.open(folder) as library:
        indexed = library.texts()
    with LedgerFile.open(Generations(folder.index).current(), read_only=True) as file:
        file.check()
        stories, told = check_stories(file)
    if told != indexed:
        urls = {url for url, _ in told.items() ^ indexed.items()}
        raise Unsound(f"They differ from the index in {len(urls)} articles; “tashan index --rebuild” makes them anew.")
    return f"{len(told)} articles in {stories} stories"
