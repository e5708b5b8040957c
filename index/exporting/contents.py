"""What a file holds, in the forms that the kinds of files ask for; every writer takes one of these and nothing else."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from index.citing import Citation
from index.text.legible import in_one_line

USUAL_WIDTH = 14

Value = str | int | float | None
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a table: its name for programs, its heading for readers, what it holds of a row, how wide it is."""

    name: str
    heading: str
    value: Callable[[Row], Value]
    width: int = USUAL_WIDTH


class Contents(ABC):
    """What is exported; a writer goes through one of its forms once, and holds one item at a time.

    ``title`` names it for readers; of ``columns`` the last may hold long texts.
    """

    title: str
    columns: Sequence[Column[Any]]

    @abstractmethod
    def objects(self) -> Iterator[dict[str, Any]]:
        """What the API answers, an item at a time."""

    @abstractmethod
    def rows(self) -> Iterator[list[Value]]:
        """The values of each item in the order of the columns, text of visible characters only."""

    @abstractmethod
    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Paragraphs to read, as pairs of a style's id and a text in one line."""

    @abstractmethod
    def citations(self) -> Iterator[Citation]:
        """How the articles are cited, each once."""


def plain(value: Value) -> Value:
    """A value as a table holds it, text in one line."""
    return in_one_line(value) if isinstance(value, str) else value
