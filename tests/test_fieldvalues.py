"""Field values: closed lists with the names that readers give them."""

from __future__ import annotations

import pytest

from index.document import SAYABLE
from index.engines.engine import ORIGINAL, REPOST
from index.knowledge.claimrules import claim_rules
from index.knowledge.honourrules import honour_rules
from index.knowledge.roles import NO_ROLE, role_rules
from index.query.fieldvalues import field_values, value_named


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("scope", "全國", "全国"),
        ("has", "Figures", "figures"),
        ("has", "数字", "figures"),
        ("form", "ｒｅｐｏｓｔ", "转载"),
        ("honour", "省级", "省"),
        ("has", "省", None),
        ("form", "", None),
    ],
)
def test_a_value_is_known_by_any_of_its_names(field: str, typed: str, value: str | None) -> None:
    assert value_named(field, typed) == value


def test_the_lists_are_those_of_whoever_makes_the_values() -> None:
    assert set(field_values()["scope"]) == {name for name, _ in claim_rules().levels}
    assert set(field_values()["honour"]) == {name for name, _ in honour_rules().levels}
    assert field_values()["has"] == SAYABLE
    assert {*field_values()["role"]} == {*(rule.name for rule in role_rules().roles), NO_ROLE}
    assert field_values()["form"] == (ORIGINAL, REPOST)
