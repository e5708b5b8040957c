"""The rules by which claims of a first are told, as ``claims.toml`` states them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from index import data

LEVEL_OF_PLACE = {"省": "全省", "市": "全市", "州": "全市", "盟": "全市", "县": "全县", "区": "全县", "旗": "全县"}


@dataclass(frozen=True, slots=True)
class NeverRules:
    """What stands ``before`` or ``after`` a word that claims nothing, is its ``trifle`` or the ``object`` of others."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    trifle: re.Pattern[str]
    object: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """The patterns of ``claims.toml``; ``scopes`` are tried before a word, ``behind`` after it."""

    word: re.Pattern[str]
    needs_scope: re.Pattern[str]
    is_act: re.Pattern[str]
    leading: re.Pattern[str]
    scope: re.Pattern[str]
    place: re.Pattern[str]
    behind: re.Pattern[str]
    levels: tuple[tuple[str, re.Pattern[str]], ...]
    never: NeverRules
    pioneered: re.Pattern[str]
    among: re.Pattern[str]
    end: re.Pattern[str]
    verbs: re.Pattern[str]
    pointing: re.Pattern[str]
    noun: re.Pattern[str]
    made: re.Pattern[str]


@cache
def claim_rules() -> ClaimRules:
    """The rules of ``claims.toml``."""
    told = tomllib.loads(data.read("claims.toml"))
    words: dict[str, list[str]] = {name: told["words"][name] for name in told["words"] if name != "leading"}
    levels = tuple((each["name"], re.compile(each["words"])) for each in told["scope"])
    scope = "|".join(each["words"] for each in told["scope"])
    fillers = f"(?:{told['reach']['fillers']}){{0,8}}$"
    return ClaimRules(
        word=_any_of(word for group in words.values() for word in group),
        needs_scope=_any_of((*words["scoped_things"], *words["scoped_acts"])),
        is_act=_any_of((*words["acts"], *words["scoped_acts"])),
        leading=re.compile(told["words"]["leading"]),
        scope=re.compile(f"({scope}){fillers}"),
        place=re.compile(f"((?:(?![全该我本各])[\\u4e00-\\u9fff]){{2}})({'|'.join(LEVEL_OF_PLACE)}){fillers}"),
        behind=re.compile(f"{told['reach']['behind']}({scope})"),
        levels=levels,
        never=NeverRules(**{name: re.compile(words) for name, words in told["never"].items()}),
        pioneered=_any_of(told["pioneered"]["words"]),
        among=re.compile(f"({scope})(?:{told['reach']['fillers']}){{0,8}}"),
        **{name: re.compile(told["object"][name]) for name in ("end", "verbs", "pointing", "noun", "made")},
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(words))
