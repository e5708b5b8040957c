"""The rules by which figures are told, as ``figures.toml`` states them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from index import data

_SPELLED = "[一二两三四五六七八九十百千万]{1,9}"
_VAGUE = "[余多几]?"


@dataclass(frozen=True, slots=True)
class Qualifier:
    """What sort of number one is, by what stands directly before or behind it."""

    name: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    needs_both: bool

    def fits(self, before: str, behind: str) -> bool:
        """Whether the words before and behind a number make it one of this sort."""
        is_before = self.before is not None and self.before.search(before) is not None
        is_behind = self.behind is not None and self.behind.match(behind) is not None
        return is_before and is_behind if self.needs_both else is_before or is_behind


@dataclass(frozen=True, slots=True)
class FigureRules:
    """The number with its unit (groups: digits, spelled or loose with their units, share) and what is told of it."""

    number: re.Pattern[str]
    rates: re.Pattern[str]
    measures: re.Pattern[str]
    bodies: re.Pattern[str]
    never: re.Pattern[str]
    law: re.Pattern[str]
    dispute: re.Pattern[str]
    qualifiers: tuple[Qualifier, ...]
    time: re.Pattern[str]
    left: re.Pattern[str]
    right: re.Pattern[str]
    verb: re.Pattern[str]
    standing: re.Pattern[str]


@cache
def figure_rules() -> FigureRules:
    """The rules of ``figures.toml``."""
    told = tomllib.loads(data.read("figures.toml"))
    units, spelled, never, what = told["units"], told["spelled"], told["never"], told["what"]
    return FigureRules(
        number=re.compile(_number([*units["rates"], *units["measures"], *units["counts"]], spelled)),
        rates=re.compile(_any_of(units["rates"])),
        measures=re.compile(_any_of(units["measures"])),
        bodies=re.compile(spelled["bodies"]),
        never=re.compile(never["before"]),
        law=re.compile(never["law"]),
        dispute=re.compile(never["dispute"]),
        qualifiers=tuple(_qualifier(each) for each in told["qualifier"]["rule"]),
        time=re.compile(told["period"]["time"]),
        left=re.compile(what["left"]),
        right=re.compile(f"{what['right']}$"),
        verb=re.compile(what["verb"]),
        standing=re.compile(told["standing"]["place"]),
    )


def _qualifier(told: Mapping[str, Any]) -> Qualifier:
    before, behind = (re.compile(told[side]) if side in told else None for side in ("before", "behind"))
    return Qualifier(told["name"], before, behind, bool(told.get("needs_both")))


def _number(units: Iterable[str], spelled: dict[str, str]) -> str:
    digits = rf"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?:[-~—至到]\d+(?:\.\d+)?)?{_VAGUE}[百千]?[万亿]?{_VAGUE}"
    written = f"(?<![一二两三四五六七八九十百千万数第几半]){_SPELLED}(?:至{_SPELLED})?{_VAGUE}"
    return (
        f"(?=[\\d一二两三四五六七八九十百千万])(?:(?P<digits>{digits})(?P<unit>{_any_of(units)})"
        f"|(?P<share>{spelled['share']})"
        f"|(?P<spelled>{written})(?:(?P<strong>{spelled['units']})|(?P<loose>{spelled['loose']})))"
    )


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"
