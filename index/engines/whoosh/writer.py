"""Writing documents into a Whoosh index, one commit a call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.index import TOC

from index.document import AnalysedDocument
from index.engines.engine import EngineError
from index.engines.whoosh.reader import open_index, require_whole
from index.engines.whoosh.schema import schema
from index.engines.whoosh.segments.committing import Commit
from index.engines.whoosh.segments.packing import Batch, packed
from index.engines.whoosh.segments.segmentfile import verify

_DOCUMENTS_A_BATCH = 100


def create(folder: Path) -> None:
    """Make an empty index in a folder of its own."""
    folder.mkdir(parents=True)
    whoosh_index.create_in(str(folder), schema())


class WhooshWriter:
    """Writes into the index of one folder, one commit a call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, documents: Iterable[AnalysedDocument], removed: Iterable[str] = ()) -> int:
        """Add documents, each in place of an earlier one of the same URL, and drop the removed URLs."""
        return self.write_packed(map(packed, _batches(documents)), removed)

    def write_packed(self, batches: Iterable[Batch], removed: Iterable[str] = ()) -> int:
        """Add documents that were packed before, as ``write`` does."""
        count = 0
        with self._committing() as commit:
            commit.delete([url.encode() for url in removed])
            for batch in batches:
                commit.add(batch)
                count += len(batch)
            commit.merge()
        return count

    def purge(self) -> None:
        """Write every segment anew that has documents which were dropped or replaced."""
        with self._committing() as commit:
            commit.purge()

    def count(self) -> int:
        """How many documents the index holds."""
        documents: int = open_index(self._folder).doc_count()
        return documents

    def check(self) -> None:
        """Read every byte of all segments; raises EngineError where one is not as it was written."""
        require_whole(self._folder)
        opened = open_index(self._folder)
        for segment in TOC.read(opened.storage, opened.indexname).segments:
            verify(opened.storage, segment)

    @contextmanager
    def _committing(self) -> Iterator[Commit]:
        """A commit that is made at the end, or not at all; raises EngineError while another process makes one."""
        require_whole(self._folder)
        opened = open_index(self._folder)
        lock = opened.lock("WRITELOCK")
        if not lock.acquire():
            raise EngineError(f"The index {self._folder} is being written by another process.")
        try:
            commit = Commit(opened)
            try:
                yield commit
                commit.make()
            except BaseException:
                commit.cancel()
                raise
        finally:
            lock.release()


def _batches(documents: Iterable[AnalysedDocument]) -> Iterator[list[AnalysedDocument]]:
    following = iter(documents)
    while batch := list(islice(following, _DOCUMENTS_A_BATCH)):
        yield batch
