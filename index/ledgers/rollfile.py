"""Rolls as contents of files: the rows of a ledger in its columns, and the articles that they cite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from index.citing import Citation
from index.exporting.contents import Column, Contents, Value
from index.exporting.formats import Format
from index.exporting.worddocument import CITATION, TEXT, TITLE
from index.ledgers.standing import Row
from index.stacks import Stacks
from index.text.legible import in_one_line

_ENTRY = "Heading2"
# What a document says in a citation, or in a paragraph of its own.
_APART = frozenset({"title", "url", "sentence"})

Cited = Callable[[str], Citation | None]


@dataclass(frozen=True, slots=True)
class Roll:
    """The rows of a ledger: what they are called, the columns of a table, what each is of, which articles it cites.

    ``rows`` may be gone through once; ``subject`` is the heading of a row, ``cites`` gives addresses of articles.
    """

    title: str
    columns: Sequence[Column[Row]]
    subject: Callable[[Row], str]
    cites: Callable[[Row], Iterable[str]]
    rows: Iterable[Row]


class RollFile(Contents):
    """A roll on its way into a file."""

    def __init__(self, roll: Roll, cited: Cited) -> None:
        self.title, self.columns = roll.title, roll.columns
        self._roll, self._cited = roll, cited

    def objects(self) -> Iterator[dict[str, Any]]:
        """The rows as the API gives them."""
        return iter(self._roll.rows)

    def rows(self) -> Iterator[list[Value]]:
        """The rows of the table."""
        return ([column.value(row) for column in self.columns] for row in self._roll.rows)

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Each row under its subject: what its columns tell, its sentence, the articles that it cites."""
        yield TITLE, in_one_line(self.title)
        for row in self._roll.rows:
            yield _ENTRY, in_one_line(self._roll.subject(row)) or "（无题）"
            told = ((column, column.value(row)) for column in self.columns if column.name not in _APART)
            yield TEXT, "；".join(f"{column.heading}：{value}" for column, value in told if value not in {None, ""})
            if sentence := in_one_line(str(row.get("sentence") or "")):
                yield TEXT, f"“{sentence}”"
            for citation in self._citations(dict.fromkeys(self._roll.cites(row))):
                yield CITATION, citation.gbt7714

    def citations(self) -> Iterator[Citation]:
        """Every article that a row cites, where the first one does."""
        return self._citations(self._addresses())

    def _addresses(self) -> Iterator[str]:
        seen: set[str] = set()
        for row in self._roll.rows:
            for url in self._roll.cites(row):
                if url not in seen:
                    seen.add(url)
                    yield url

    def _citations(self, addresses: Iterable[str]) -> Iterator[Citation]:
        return (citation for url in addresses if (citation := self._cited(url)))


def write_roll(roll: Roll, form: Format, stacks: Stacks, out: BinaryIO) -> None:
    """Write all of a roll in one of the formats, its articles cited as one state of the corpus has them."""
    with stacks.citing() as cited:
        form.write(RollFile(roll, cited), out)
