"""Schemas: a class says by itself what its values look like as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from webui.schemas import schema_of


@dataclass(frozen=True)
class Leaf:
    name: str
    weight: float | None


@dataclass(frozen=True)
class Tree:
    leaves: tuple[Leaf, ...]
    best: Leaf | None
    tall: bool
    other: tuple[Any, ...] = ()


LEAF = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "weight": {"type": ["number", "null"]}},
    "required": ["name", "weight"],
}


def test_a_class_is_an_object_with_all_its_fields() -> None:
    assert schema_of(Leaf) == LEAF
    tree = schema_of(Tree)["properties"]
    assert tree["leaves"] == {"type": "array", "items": LEAF}
    assert tree["best"] == {"anyOf": [LEAF, {"type": "null"}]}
    assert tree["tall"] == {"type": "boolean"}
    assert tree["other"] == {"type": "array", "items": {}}


@pytest.mark.parametrize(("kind", "name"), [(str, "string"), (int, "integer"), (float, "number"), (bool, "boolean")])
def test_plain_types_have_plain_names(kind: type, name: str) -> None:
    assert schema_of(kind) == {"type": name}
