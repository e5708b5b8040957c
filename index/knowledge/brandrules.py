"""The rules by which brands are told, as ``brands.toml`` states them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

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
    noun: re.Pattern[str]
    verbs: re.Pattern[str]
    bare_suffix: re.Pattern[str]
    lost_quote: re.Pattern[str]
    boundary: re.Pattern[str]
    person: re.Pattern[str]
    generic: re.Pattern[str]
    court_word: re.Pattern[str]

    def type_by(self, how: str, words: str) -> str | None:
        """The type that a name's own end (``own``) or the words behind it (``tail``) tell."""
        return next((rule.name for rule in self.types if getattr(rule, how).search(words)), None)


_HAN = "[\\u4e00-\\u9fff]"
# How many characters may stand before the word that says that what is quoted is no name.
_REACH = 4
_ACTS = ("introduced", "founded", "performed")
# In this order the last verb of a clause is told where two would match.
_VERBS = ("given", "named", "nicknamed", "likened", "urged", "joined", "introduced", "founded", "performed")


@cache
def brand_rules() -> BrandRules:
    """The rules of ``brands.toml``."""
    told = tomllib.loads(data.read("brands.toml"))
    against = {name: data.any_of(words) for name, words in told["against"].items()}
    against |= {
        "tail": f"{_HAN}{{0,{_REACH}}}?{against.pop('tail_far')}|{against.pop('tail_near')}",
        "label": f"^(?:新时代)?(?:{against['label']}$|{against.pop('label_root')})",
        "likeness": f"^.{{0,2}}{against['likeness']}$",
    }
    own = data.any_of([data.any_of(each["own"]) for each in told["type"]])
    suffix = data.any_of(
        sorted((word for each in told["type"] for word in each.get("bare", ())), key=len, reverse=True)
    )
    return BrandRules(
        threshold=told["threshold"],
        weights=told["weights"],
        against={name: re.compile(pattern) for name, pattern in against.items() if name not in _VERBS},
        types=tuple(_type_rule(each) for each in told["type"]),
        own=re.compile(f"{own}$"),
        noun=re.compile(f"{data.any_of(_plain_nouns(told['type']))}$"),
        verbs=re.compile("|".join(f"(?P<{name}>{against[name]})" for name in _VERBS)),
        bare_suffix=re.compile(f"{suffix}(?![庭官律])|{data.any_of(told['bare']['formula'])}"),
        lost_quote=re.compile(f"“([^“”‘’，。；、：！？（）《》]{{1,16}}?{own})(?![^“]*”)"),
        boundary=re.compile(data.any_of([*(against[name] for name in _ACTS), *told["bare"]["boundary"]])),
        person=re.compile(told["bare"]["person"]),
        court_word=re.compile(data.any_of([word for word in told["bare"]["generic"] if len(word) > 1])),
        generic=re.compile(f"{data.any_of(told['bare']['generic'])}*"),
    )


def _plain_nouns(types: Iterable[Mapping[str, Any]]) -> list[str]:
    """The words that name things and are no patterns."""
    return [word for each in types for word in each["own"] if word.isalnum()]


def _type_rule(told: Mapping[str, Any]) -> TypeRule:
    # What may end a name may follow one, too; that one is a brand says nothing of its type.
    words = sorted({*told["tail"], *_plain_nouns([told])} - {"品牌"}, key=len, reverse=True)
    tail = f"{_HAN}{{0,{told['reach']}}}?{data.any_of(words)}"
    return TypeRule(told["name"], re.compile(f"{data.any_of(told['own'])}$"), re.compile(tail))
