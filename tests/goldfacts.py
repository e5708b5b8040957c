"""Scores of claims, honours, figures and topics on the passages of ``tests/gold``; run it to see what is not right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scores import Outcome, Score, score

from index.article import Article
from index.document import document_of
from index.knowledge.facts import Facts
from index.text.normal import normalise

GOLD = Path(__file__).parent / "gold"
COURT = "云溪县人民法院"
_NOT_SAID = re.compile(r"[^\w+]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the gold: what a reader finds in it and what the rules tell of it, each a list of plain values."""

    text: str
    wanted: Sequence[dict[str, str]]
    told: Sequence[dict[str, str]]

    def pairs(self, key: str, *, whole: bool) -> Iterator[tuple[dict[str, str] | None, dict[str, str] | None]]:
        """Every fact that is wanted with the one told for it, and those told that nobody wants."""
        left = list(self.told)
        for wanted in self.wanted:
            told = next((each for each in left if _is_same(wanted[key], each[key], whole=whole)), None)
            if told is not None:
                left.remove(told)
            yield wanted, told
        yield from ((None, each) for each in left)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: how it is told, by which value it is known again, and which others are compared."""

    name: str
    tell: Callable[[Facts], list[dict[str, str]]]
    key: str
    details: tuple[str, ...] = ()
    whole: bool = False


KINDS = (
    Kind(
        "claims",
        lambda facts: [{"object": claim.object, "scope": claim.scope or ""} for claim in facts.claims],
        key="object",
        details=("scope",),
    ),
    Kind(
        "honours",
        lambda facts: [
            {"name": honour.name, "level": honour.level or "", "owner": honour.owner or ""} for honour in facts.honours
        ],
        key="name",
        details=("level", "owner"),
    ),
    Kind(
        "figures",
        lambda facts: [
            {"figure": f"{figure.number} {figure.unit or ''}", "status": figure.status} for figure in facts.figures
        ],
        key="figure",
        details=("status",),
        whole=True,
    ),
    Kind("topics", lambda facts: [{"topic": topic} for topic in facts.topics], key="topic", whole=True),
)


@cache
def passages(kind: str) -> tuple[Passage, ...]:
    """The passages of a kind of fact with what is told of them."""
    told = tomllib.loads((GOLD / f"{kind}.toml").read_text("utf-8"))["passage"]
    tell = next(each.tell for each in KINDS if each.name == kind)
    return tuple(Passage(each["text"], _wanted(kind, each[kind]), tell(_facts(each))) for each in told)


def fact_scores() -> tuple[Score, ...]:
    """The score of every kind of fact, and of what is told of those found."""
    return tuple(each for kind in KINDS for each in _scores(kind))


def misses() -> Iterator[str]:
    """Every fact that is missing, invented or wrong in a detail."""
    for kind in KINDS:
        for passage in passages(kind.name):
            for wanted, told in passage.pairs(kind.key, whole=kind.whole):
                if wanted is None or told is None or any(wanted[name] != told[name] for name in kind.details):
                    yield f"{kind.name}: {wanted} was told as {told}\n  {passage.text}"


def _scores(kind: Kind) -> Iterator[Score]:
    pairs = [pair for each in passages(kind.name) for pair in each.pairs(kind.key, whole=kind.whole)]
    yield score(kind.name, (_found(wanted, told) for wanted, told in pairs))
    found = [(wanted, told) for wanted, told in pairs if wanted is not None and told is not None]
    for name in kind.details:
        yield score(
            f"{kind.name}: {name}",
            (_told(wanted[name], told[name]) for wanted, told in found),
        )


def _found(wanted: object, told: object) -> Outcome:
    if wanted is None:
        return Outcome.INVENTED
    return Outcome.MISSING if told is None else Outcome.RIGHT


def _told(wanted: str, told: str) -> Outcome:
    if _is_same(wanted, told, whole=True):
        return Outcome.RIGHT if wanted else Outcome.SILENT
    return Outcome.INVENTED if not wanted else Outcome.WRONG if told else Outcome.MISSING


def _wanted(kind: str, values: list[Any]) -> list[dict[str, str]]:
    if kind == "figures":
        return [dict(zip(("figure", "status"), value.rsplit(" ", 1), strict=True)) for value in values]
    return [{"topic": value} if isinstance(value, str) else value for value in values]


def _facts(passage: dict[str, Any]) -> Facts:
    values = {"title": passage.get("title"), "body": passage["text"], "court": COURT, "published": "2023-03-09"}
    return document_of(Article(url="http://gold.example/", **values)).facts


def _is_same(one: str, other: str, *, whole: bool) -> bool:
    """Whether two spellings mean the same; where the whole is not asked for, one may contain the other."""
    first, second = (_NOT_SAID.sub("", normalise(each)) if not whole else normalise(each) for each in (one, other))
    return first == second or (not whole and bool(first) and bool(second) and (first in second or second in first))


if __name__ == "__main__":
    print("\n".join(misses()))
