"""The names of the fields that a query may ask in, English and Chinese."""

from __future__ import annotations

import tomllib
from functools import cache

from index import data
from index.text.normal import normalise

TITLE = "title"
DATED = frozenset({"year", "date"})


@cache
def field_names() -> dict[str, tuple[str, ...]]:
    """Every field of the language with its Chinese names."""
    return {field: tuple(names) for field, names in tomllib.loads(data.read("fields.toml")).items()}


def field_named(typed: str) -> str | None:
    """The field that a reader names, in either script, width and case; None where there is none of this name."""
    return _fields().get(normalise(typed))


@cache
def longest_name() -> int:
    """How many characters the longest name of a field has."""
    return max(map(len, _fields()))


@cache
def _fields() -> dict[str, str]:
    return {name: field for field, names in field_names().items() for name in (field, *names)}
