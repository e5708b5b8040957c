"""Repairs: what was mended or noticed on a page, named in an article and told to its reader."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from index import data


class Repair(StrEnum):
    """The names that stand in an article's ``repairs``, in the order that they are told."""

    MIRROR = "mirror"
    GATEWAY = "gateway"
    GLOSSES = "glosses"
    TRADITIONAL = "traditional"
    TORN = "torn"
    DAMAGED = "damaged"
    HIDDEN = "hidden"
    INJECTED = "injected"
    MISSING_PARTS = "missing-parts"
    SHORT_YEAR = "short-year"
    LOGIN_AUTHOR = "login-author"


@dataclass(frozen=True, slots=True)
class RepairWording:
    """How one repair is told: a badge and a sentence, in Chinese and in English."""

    chinese: str
    english: str
    explained: str
    explained_english: str


def in_order(repairs: Iterable[str]) -> tuple[str, ...]:
    """Each repair once, as they are told; names that are not known come last, as they came."""
    known = list(Repair)
    once = dict.fromkeys(map(str, repairs))
    return tuple(sorted(once, key=lambda name: known.index(Repair(name)) if name in known else len(known)))


@cache
def wordings() -> dict[str, RepairWording]:
    """The wording of every repair by its name."""
    return {name: RepairWording(**row) for name, row in tomllib.loads(data.read("repairs.toml")).items()}
