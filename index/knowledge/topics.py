"""Topics: what court work an article is about, in a small vocabulary, told by where and how often its words stand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import add

from index import data
from index.text.aligned import aligned

MOST_TOPICS = 5
LEAST_WEIGHT = 3.5
LEAST_OF_STRONGEST = 0.3
LEAD = 120
# For each mention, by where it stands; more than MOST_MENTIONS of a word add nothing.
IN_TITLE, IN_HEADING, IN_LEAD, IN_TEXT = 5.0, 2.5, 1.0, 1.0
WEAK = 0.5
MOST_MENTIONS = 4
# Mentions weigh by the thousand characters, and a short text counts as if it were this long.
SHORTEST = 400
USUAL = 1000


@dataclass(frozen=True, slots=True)
class TopicRule:
    """A topic, the words that mean it and those that speak for it, all in aligned text."""

    name: str
    strong: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of an article in aligned text, and all pairs of neighbouring characters in title and text."""

    title: str
    headings: str
    text: str
    pairs: frozenset[str]

    @classmethod
    def of(cls, title: str, headings: str, text: str) -> _Parts:
        """The parts with the pairs of those."""
        told = f"{title}\n{text}"
        return cls(title, headings, text, frozenset(map(add, told, told[1:])))


def topics_of(
    title: str | None, headings: Iterable[str], paragraphs: Iterable[str], rules: tuple[TopicRule, ...]
) -> tuple[str, ...]:
    """The topics of an article, the weightiest first."""
    parts = _Parts.of(aligned(title or ""), "\n".join(map(aligned, headings)), "\n".join(map(aligned, paragraphs)))
    weights = {rule.name: _weight(rule, parts) for rule in rules}
    least = max(LEAST_WEIGHT, LEAST_OF_STRONGEST * max(weights.values()))
    told = sorted((name for name, weight in weights.items() if weight >= least), key=lambda name: -weights[name])
    return tuple(told[:MOST_TOPICS])


@cache
def topic_rules() -> tuple[TopicRule, ...]:
    """The rules of ``topics.toml``."""
    return tuple(
        TopicRule(each["name"], tuple(map(aligned, each["strong"])), tuple(map(aligned, each["words"])))
        for each in tomllib.loads(data.read("topics.toml"))["topic"]
    )


def _weight(rule: TopicRule, parts: _Parts) -> float:
    strong = sum(_mentions(word, parts) for word in rule.strong)
    return strong + WEAK * sum(_mentions(word, parts) for word in rule.words)


def _mentions(word: str, parts: _Parts) -> float:
    """How much a word's mentions weigh: most in the title, then in headings and in the lead."""
    if len(word) > 1 and word[:2] not in parts.pairs:
        return 0.0
    mentions = parts.text.count(word)
    if not mentions and word not in parts.title:
        return 0.0
    density = min(mentions, MOST_MENTIONS) * USUAL / max(len(parts.text), SHORTEST)
    return (
        IN_TITLE * (word in parts.title)
        + IN_HEADING * min(parts.headings.count(word), MOST_MENTIONS)
        + IN_LEAD * (word in parts.text[:LEAD])
        + IN_TEXT * density
    )
