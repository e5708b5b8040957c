"""Writing documents into a Whoosh index."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.reading import SegmentReader
from whoosh.writing import LockError

from index.document import AnalysedDocument
from index.engines.engine import EngineError
from index.engines.whoosh.reader import open_index, require_whole
from index.engines.whoosh.schema import schema, stored

MEMORY_MB = 256


def create(folder: Path) -> None:
    """Make an empty index in a folder of its own."""
    folder.mkdir(parents=True)
    whoosh_index.create_in(str(folder), schema())


class WhooshWriter:
    """Writes into the index of one folder, one commit a call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, documents: Iterable[AnalysedDocument], removed: Iterable[str] = ()) -> int:
        """Add documents, each in place of an earlier one of the same URL, and drop the removed URLs.

        No URL may come twice in one call.
        """
        writer, is_new = self._opened()
        count = 0
        try:
            for url in removed:
                writer.delete_by_term("url", url)
            for document in documents:
                (writer.add_document if is_new else writer.update_document)(**stored(document))
                count += 1
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
        return count

    def purge(self) -> None:
        """Write every segment anew that has documents which were dropped or replaced."""
        writer, _ = self._opened()
        writer.commit(mergetype=_without_dropped)

    def _opened(self) -> tuple[Any, bool]:
        """A writer, and whether the index was empty."""
        require_whole(self._folder)
        opened = open_index(self._folder)
        try:
            return opened.writer(limitmb=MEMORY_MB), opened.is_empty()
        except LockError as error:
            raise EngineError(f"The index {self._folder} is being written by another process.") from error

    def count(self) -> int:
        """How many documents the index holds."""
        documents: int = open_index(self._folder).doc_count()
        return documents


def _without_dropped(writer: Any, segments: Iterable[Any]) -> list[Any]:
    """Whoosh's own way of merging, for segments with dropped documents alone; returns those that stay as they are."""
    whole = []
    for segment in segments:
        if segment.has_deletions():
            with SegmentReader(writer.storage, writer.schema, segment) as reader:
                writer.add_reader(reader)
        else:
            whole.append(segment)
    return whole
