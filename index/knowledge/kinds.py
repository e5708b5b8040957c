"""The kind of an article, told by its column, its title and its text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from index import data
from index.text.normal import normalise

DEFAULT_KIND = "新闻动态"

_COLUMN_WEIGHT = 3
_TITLE_WEIGHT = 4
_MOST_TEXT_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class KindRule:
    """What speaks for one kind: a pattern each for the normal forms of the column, the title and the text."""

    name: str
    column: re.Pattern[str]
    title: re.Pattern[str]
    text: re.Pattern[str]

    def weight(self, column: str, title: str, text: str) -> int:
        """How much speaks for this kind."""
        different = {match.group() for match in self.text.finditer(text)}
        return (
            _COLUMN_WEIGHT * bool(self.column.search(column))
            + _TITLE_WEIGHT * bool(self.title.search(title))
            + min(len(different), _MOST_TEXT_WEIGHT)
        )


def kind_of(*, column: str | None, title: str | None, body: str, rules: tuple[KindRule, ...]) -> str:
    """Tell the kind of an article; where several are equally likely, the earlier rule wins."""
    fields = [normalise(value or "") for value in (column, title, body)]
    weights = {rule.name: rule.weight(*fields) for rule in rules}
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] else DEFAULT_KIND


@cache
def kind_rules() -> tuple[KindRule, ...]:
    """The rules of ``kinds.toml``."""
    return tuple(
        KindRule(rule["name"], *(re.compile(rule[part]) for part in ("column", "title", "text")))
        for rule in tomllib.loads(data.read("kinds.toml"))["kind"]
    )
