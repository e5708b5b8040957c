"""What every engine must do to be measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from benchmarks.cuttings import Cutting
from benchmarks.questioning import Question

WANTED = 10
# For each column how many of all that was found have each of its values.
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: how many were found, the numbers and scores of the first WANTED, facets in the engine's own form.

    ``count`` is None where the engine cannot say how many there are; scores are empty where days decide the order.
    """

    count: int | None
    found: tuple[int, ...]
    scores: tuple[float, ...]
    facets: Any = None


class Peer(Protocol):
    """An engine with its index in one folder."""

    def build(self, cuttings: Iterable[Cutting]) -> None:
        """Make the index in its folder, which is there and empty; words, positions and columns, no texts."""

    def open(self) -> None:
        """Be ready for questions."""

    def answer(self, question: Question) -> Reply | None:
        """Answer a question; None where the engine cannot be asked it."""

    def counts(self, facets: Any) -> Counts:
        """The facets of a reply in the form that all share; not a part of the answer's time."""

    def close(self) -> None:
        """Release the files."""
