"""The stacks of a library: single articles as they are kept, what was collected from them, how they are cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.corpus import Corpus
from index.datafolder import DataFolder
from index.latest import LatestIndex
from index.ledgers.grouping import told_by

# What only some of the questions need is loaded as they are asked: a search is not to wait for it.
if TYPE_CHECKING:
    from index.articleview import ArticleView
    from index.citing import Citation
    from index.collected import Collected, PassageId


class Stacks:
    """What a reader may ask of single articles of one data folder; threads may share it."""

    def __init__(self, folder: DataFolder, latest: LatestIndex) -> None:
        self._folder = folder
        self._latest = latest

    def article(self, url: str) -> ArticleView | None:
        """The article kept under a canonical URL, or None."""
        from index.articleview import ArticleView
        from index.knownfacts import KnownFacts
        from index.reposts import tellings

        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            kept = corpus.get(url)
            if kept is None:
                return None
            generations = self._latest.generations
            story = tellings(corpus, generations.current(), url) if generations.exists else ()
            with KnownFacts.open(self._folder.cache, corpus=corpus.identity) as known:
                return ArticleView(known.document(kept), kept, corpus.versions(url), story)

    def collected(self, named: Iterable[PassageId]) -> tuple[Collected, ...]:
        """What stands behind the names of passages now, in their order."""
        from index.collected import collected
        from index.knownfacts import KnownFacts

        addresses = self._latest.get().addresses
        with (
            Corpus.open(self._folder.corpus, read_only=True) as corpus,
            KnownFacts.open(self._folder.cache, corpus=corpus.identity) as known,
        ):
            kept = [(each, corpus.get(addresses.get(each.article, ""))) for each in named]
            return tuple(collected(each, found, known.document(found) if found else None) for each, found in kept)

    def passages_saying(self, said: Iterable[tuple[str, str]]) -> dict[tuple[str, str], PassageId]:
        """For every article's URL with a sentence of it the paragraph in which that stands, where one has it."""
        from index.collected import passage_saying
        from index.knownfacts import KnownFacts

        with (
            Corpus.open(self._folder.corpus, read_only=True) as corpus,
            KnownFacts.open(self._folder.cache, corpus=corpus.identity) as known,
        ):
            asked = frozenset(said)
            kept = ((url, corpus.get(url)) for url in {url for url, _ in asked})
            documents = {url: known.document(found) for url, found in kept if found}
        found = ((each, passage_saying(documents[each[0]], each[1])) for each in asked if each[0] in documents)
        return {each: named for each, named in found if named}

    @contextmanager
    def citing(self) -> Iterator[Callable[[str], Citation | None]]:
        """How the article under a URL is cited, None where none is kept; all of one state of the corpus."""
        from index.citing import citation_of

        with Corpus.open(self._folder.corpus, read_only=True) as corpus, corpus.reading():

            def cited(url: str) -> Citation | None:
                kept = corpus.get(url)
                return citation_of(kept.article, seen=kept.last_seen) if kept else None

            yield cited

    def first_kept(self, urls: Iterable[str]) -> dict[str, tuple[str, str]]:
        """For every URL that article of its story that was kept first: its URL, and when."""
        generation = self._latest.generations.current()
        with Corpus.open(self._folder.corpus, read_only=True) as corpus:
            found = {url: corpus.kept_first(told_by(generation, url) or (url,)) for url in urls}
        return {url: first for url, first in found.items() if first}
