"""Scores: how much of a gold set is found, and the floors that no score may fall below."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_STEPS = 1000


class Outcome(StrEnum):
    """What became of one value: to say nothing where there is one (missing) is better than to say another (wrong)."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    INVENTED = "invented"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of one field; ``wrong``, ``missing`` and ``invented`` count values, the rest lies between 0 and 1."""

    name: str
    values: int
    wrong: int
    missing: int
    invented: int
    precision: float
    recall: float

    @property
    def marks(self) -> tuple[float, float]:
        """Precision and recall, rounded down so that a floor made of them holds."""
        return _floored(self.precision), _floored(self.recall)


def score(name: str, outcomes: Iterable[Outcome]) -> Score:
    """Score a field by the outcome of each page."""
    count = Counter(outcomes)
    right, wrong = count[Outcome.RIGHT], count[Outcome.WRONG]
    values, said = right + wrong + count[Outcome.MISSING], right + wrong + count[Outcome.INVENTED]
    return Score(
        name=name,
        values=values,
        wrong=wrong,
        missing=count[Outcome.MISSING],
        invented=count[Outcome.INVENTED],
        precision=right / said if said else 1.0,
        recall=right / values if values else 1.0,
    )


def table(scores: Sequence[Score]) -> str:
    """A table in Markdown, one row a score."""
    head = ("|  | values | wrong | missing | invented | precision | recall |", "|---|---|---|---|---|---|---|")
    rows = (
        f"| {each.name} | {each.values} | {each.wrong} | {each.missing} | {each.invented} "
        f"| {each.marks[0]:.3f} | {each.marks[1]:.3f} |"
        for each in scores
    )
    return "\n".join((*head, *rows))


Floors = Mapping[str, Mapping[str, Sequence[float]]]


def read_floors(path: Path) -> dict[str, dict[str, list[float]]]:
    """The floors of every set by name: precision and recall."""
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def write_floors(path: Path, floors: Floors) -> None:
    """Write the floors of every set."""
    parts = ["# Precision and recall that no score may fall below; `python tests/goldset.py --write` raises them.\n"]
    for name, marks in floors.items():
        rows = "".join(f'"{field}" = [{low:.3f}, {high:.3f}]\n' for field, (low, high) in marks.items())
        parts.append(f"[{name}]\n{rows}")
    path.write_text("\n".join(parts), "utf-8")


def raised(floors: Mapping[str, Sequence[float]], scores: Sequence[Score]) -> dict[str, list[float]]:
    """Floors that are as high as the scores, and nowhere lower than they were."""
    return {
        each.name: [max(pair) for pair in zip(floors.get(each.name, (0.0, 0.0)), each.marks, strict=True)]
        for each in scores
    }


def fallen(floors: Mapping[str, Sequence[float]], scores: Sequence[Score]) -> list[str]:
    """What each score that fell has come down to; a floor without a score has fallen too."""
    marks = {each.name: each.marks for each in scores}
    return [
        f"{name}: precision and recall {marks.get(name, (0.0, 0.0))} are below {tuple(floor)}"
        for name, floor in floors.items()
        if any(mark < low for mark, low in zip(marks.get(name, (0.0, 0.0)), floor, strict=True))
    ]


def _floored(value: float) -> float:
    return math.floor(value * _STEPS + 1e-9) / _STEPS
