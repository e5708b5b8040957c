"""Writing documents into a Whoosh index."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh import index as whoosh_index
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
        require_whole(self._folder)
        opened = open_index(self._folder)
        is_new = opened.is_empty()
        try:
            writer = opened.writer(limitmb=MEMORY_MB)
        except LockError as error:
            raise EngineError(f"The index {self._folder} is being written by another process.") from error
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

    def count(self) -> int:
        """How many documents the index holds."""
        documents: int = open_index(self._folder).doc_count()
        return documents
