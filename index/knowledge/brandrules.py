"""The rules by which brands are told, as ``brands.toml`` states them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from index import data

OTHER = "其他"


@dataclass(frozen=True, slots=True)
class TypeRule:
    """The words that tell one type: at the end of a name, behind a marked name, and at the end of a bare one."""

    name: str
    own: re.Pattern[str]
    tail: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class BrandRules:
    """Weights by the name of the evidence, patterns by the name of what they tell, and the types."""

    threshold: float
    weights: Mapping[str, float]
    against: Mapping[str, re.Pattern[str]]
    types: tuple[TypeRule, ...]
    own: re.Pattern[str]
    verbs: re.Pattern[str]
    bare_suffix: re.Pattern[str]
    lost_quote: re.Pattern[str]
    boundary: re.Pattern[str]
    person: re.Pattern[str]
    generic: re.Pattern[str]

    def type_by(self, how: str, words: str) -> str | None:
        """The type that a name's own end (``own``) or the words behind it (``tail``) tell."""
        return next((rule.name for rule in self.types if getattr(rule, how).search(words)), None)


# In this order the last verb of a clause is told where two would match.
_VERBS = ("given", "named", "likened", "urged", "joined", "introduced", "founded", "performed")


@cache
def brand_rules() -> BrandRules:
    """The rules of ``brands.toml``."""
    told = tomllib.loads(data.read("brands.toml"))
    against = told["against"]
    suffixes = "|".join(_longest_first("|".join(each["bare"] for each in told["type"] if each["bare"] != "(?!)")))
    own = "|".join(each["own"] for each in told["type"])
    return BrandRules(
        threshold=told["threshold"],
        weights=told["weights"],
        against={name: re.compile(pattern) for name, pattern in against.items() if name not in _VERBS},
        types=tuple(
            TypeRule(each["name"], re.compile(f"(?:{each['own']})$"), re.compile(each["tail"])) for each in told["type"]
        ),
        own=re.compile(f"(?:{own})$"),
        verbs=re.compile("|".join(f"(?P<{name}>{against[name]})" for name in _VERBS)),
        bare_suffix=re.compile(f"(?:{suffixes})(?![庭官律])"),
        lost_quote=re.compile(f"“([^“”‘’，。；、：！？（）《》]{{1,16}}?(?:{own}))(?![^“]*”)"),
        boundary=re.compile(told["bare"]["boundary"]),
        person=re.compile(told["bare"]["person"]),
        generic=re.compile(f"(?:{against['generic']})*"),
    )


def _longest_first(pattern: str) -> list[str]:
    return sorted(pattern.split("|"), key=len, reverse=True)
