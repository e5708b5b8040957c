"""Scores on the passages of ``tests/gold``: run it to see them as rows of a table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.article import Article
from index.document import Document, document_of
from index.knowledge.roles import role_rules, with_roles
from index.knowledge.sections import Section
from index.text.normal import normalise

GOLD = Path(__file__).parent / "gold"
_NOT_SAID = re.compile(r"[^\w+]")


@dataclass(frozen=True, slots=True)
class Score:
    """What was told right on the passages of one kind; ``empty`` of them have nothing to find."""

    kind: str
    passages: int
    empty: int
    told: int
    told_right: int
    wanted: int
    found: int

    @property
    def precision(self) -> float:
        """How much of what was told is right."""
        return self.told_right / self.told

    @property
    def recall(self) -> float:
        """How much of what was wanted was found."""
        return self.found / self.wanted

    def row(self) -> str:
        """The score as a row of a table."""
        return f"| {self.kind} | {self.passages} | {self.empty} | {self.precision:.3f} | {self.recall:.3f} |"


def scores() -> Iterator[Score]:
    """The score of every kind."""
    yield _score("brands", "brands", lambda passage: [brand.name for brand in _document(passage).facts.brands])
    yield _score("headings", "headings", lambda passage: list(_document(passage).headings), file="sections")
    for role in ("背景", "做法", "成效", "荣誉", "计划"):
        yield _score(f"role {role}", "role", lambda passage, role=role: _role(passage, role), file="roles", only=role)


def _score(kind: str, key: str, tell: Any, *, file: str | None = None, only: str | None = None) -> Score:
    passages = tomllib.loads((GOLD / f"{file or kind}.toml").read_text("utf-8"))["passage"]
    pairs = [(tell(passage), _wanted(passage[key], only)) for passage in passages]
    return Score(
        kind,
        passages=len(pairs),
        empty=sum(not wanted for _, wanted in pairs),
        told=sum(len(told) for told, _ in pairs),
        told_right=sum(_meets(name, wanted) for told, wanted in pairs for name in told),
        wanted=sum(len(wanted) for _, wanted in pairs),
        found=sum(_meets(name, told) for told, wanted in pairs for name in wanted),
    )


def _wanted(value: str | list[str], only: str | None) -> list[str]:
    if only is None:
        return list(value)
    return [only] if value == only else []


def _meets(name: str, others: Iterable[str]) -> bool:
    """Whether one spelling contains the other."""
    said = _said(name)
    return any(said in _said(other) or _said(other) in said for other in others)


def _said(name: str) -> str:
    return _NOT_SAID.sub("", normalise(name))


def _document(passage: dict[str, Any]) -> Document:
    return document_of(Article(url="http://gold.example/", title=passage.get("title"), body=passage["text"].strip()))


def _role(passage: dict[str, Any], role: str) -> list[str]:
    section = Section(passage.get("heading"), 1, None, "p", passage["text"])
    (told,) = with_roles([section], passage.get("title"), role_rules())
    return [role] if told.role == role else []


if __name__ == "__main__":
    print("\n".join(score.row() for score in scores()))
