"""Articles as contents: a row for each, its text with headings, its citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from index.citing import Citation
from index.exporting.contents import Contents, Value
from index.exporting.entries import Entry
from index.exporting.tabular import COLUMNS, row
from index.exporting.worddocument import CITATION, SUBTITLE, TEXT, TITLE
from index.text.legible import in_one_line, legible

_DEEPEST = 4
_WITHHELD = "此来源只展示片段，全文请到原网页阅读。"


class Articles(Contents):
    """The articles of an export, read as they are written."""

    title = "他山导出"
    columns = COLUMNS

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries

    def objects(self) -> Iterator[dict[str, Any]]:
        """The contract's article JSON, as the API and ``extract`` give it."""
        return (entry.document.as_json() for entry in self._entries)

    def rows(self) -> Iterator[list[Value]]:
        """A row for each article."""
        return map(row, self._entries)

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Each article with its citation, its headings in Word's own ranks."""
        return (paragraph for entry in self._entries for paragraph in _paragraphs(entry))

    def citations(self) -> Iterator[Citation]:
        """A citation of each article."""
        return (entry.citation for entry in self._entries)


def _paragraphs(entry: Entry) -> Iterator[tuple[str, str]]:
    citation = entry.citation
    yield TITLE, citation.title
    if citation.subtitle:
        yield SUBTITLE, citation.subtitle
    yield CITATION, citation.gbt7714
    if entry.document.withheld:
        yield CITATION, _WITHHELD
        yield TEXT, in_one_line(entry.text)
        return
    ranks = {section.heading: min(section.depth + 1, _DEEPEST) for section in entry.document.sections}
    for line in entry.kept.article.paragraphs:
        rank = ranks.get(line.strip())
        for piece in legible(line).split("\n"):
            if piece.strip():
                yield (f"Heading{rank}" if rank else TEXT), in_one_line(piece)
