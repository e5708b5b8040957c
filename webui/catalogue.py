"""What pages say in English, by the Chinese that templates and tables say it in; ``english.toml`` holds all of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Any number that is not one.
MANY = 2
ENGLISH = Path(__file__).with_name("english.toml")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Texts of pages, one for one thing and one for many where they count, and the names of values."""

    texts: Mapping[str, str | list[str]]
    values: Mapping[str, str]

    def text(self, chinese: str, number: int = MANY) -> str:
        """A text of a page, for a number of things; the Chinese one where there is no other."""
        found = self.texts.get(chinese, chinese)
        return found if isinstance(found, str) else found[number != 1]

    def value(self, chinese: str) -> str | None:
        """The name of a value that many articles have; None for what only a text says."""
        return self.values.get(chinese)


@cache
def english() -> Catalogue:
    """The English texts."""
    told = tomllib.loads(ENGLISH.read_text("utf-8"))
    return Catalogue(told["texts"], told["values"])
