"""The values of the fields that have few, and their other names."""

from __future__ import annotations

import tomllib
from functools import cache

from index import data
from index.text.normal import normalise


@cache
def field_values() -> dict[str, tuple[str, ...]]:
    """Every field that has few values, and which those are."""
    return {field: tuple(values) for field, values in _told().items()}


def value_named(field: str, typed: str) -> str | None:
    """The value that a reader names in a field that has few, in either script, width and case; None for none."""
    return _names(field).get(normalise(typed))


@cache
def _names(field: str) -> dict[str, str]:
    return {name: value for value, others in _told()[field].items() for name in (value, *others)}


@cache
def _told() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(data.read("values.toml"))
