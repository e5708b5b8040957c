"""Scores of brands, headings and roles on the passages of ``tests/gold``; run it to see which brands are not right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from scores import Outcome, Score, score

from index.article import Article
from index.document import Document, document_of
from index.knowledge.roles import role_rules, with_roles
from index.knowledge.sections import Section
from index.text.normal import normalise

GOLD = Path(__file__).parent / "gold"
_NOT_SAID = re.compile(r"[^\w+]")
# What was told of a passage and what a reader finds in it.
Told = tuple[Sequence[str], Sequence[str]]


ROLES = ("背景", "做法", "成效", "荣誉", "计划")


def outline_scores() -> tuple[Score, ...]:
    """The score of brands, of headings and of every role."""
    roles = (_score(f"role {role}", _roles(role)) for role in ROLES)
    return (_score("brands", told_brands()), _score("headings", _headings()), *roles)


@cache
def told_brands() -> tuple[Told, ...]:
    """The brands of every passage, told and wanted."""
    return tuple(
        ([brand.name for brand in _document(each).facts.brands], each["brands"]) for each in passages_of("brands")
    )


def misses() -> Iterator[str]:
    """Every brand that is missing or invented, with its passage."""
    for (told, wanted), passage in zip(told_brands(), passages_of("brands"), strict=True):
        missing = [name for name in wanted if not _meets(name, told)]
        invented = [name for name in told if not _meets(name, wanted)]
        if missing or invented:
            yield f"missing {missing}, invented {invented}\n  {passage['text']}"


@cache
def passages_of(file: str) -> tuple[dict[str, Any], ...]:
    """The passages of a file of the gold."""
    return tuple(tomllib.loads((GOLD / f"{file}.toml").read_text("utf-8"))["passage"])


def _score(name: str, pairs: Iterable[Told]) -> Score:
    return score(name, (outcome for told, wanted in pairs for outcome in _outcomes(told, wanted)))


def _outcomes(told: Sequence[str], wanted: Sequence[str]) -> Iterator[Outcome]:
    yield from (Outcome.RIGHT if _meets(name, told) else Outcome.MISSING for name in wanted)
    yield from (Outcome.INVENTED for name in told if not _meets(name, wanted))


def _headings() -> Iterator[Told]:
    return ((list(_document(each).headings), each["headings"]) for each in passages_of("sections"))


def _roles(role: str) -> Iterator[Told]:
    for each in passages_of("roles"):
        yield _role(each, role), [role] if each["role"] == role else []


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
    print("\n".join(misses()))
