"""Field names: English and Chinese ones mean the same."""

from __future__ import annotations

import pytest

from index.query.fieldnames import DATED, TITLE, field_named, field_names, longest_name
from index.query.filters import FIELDS
from webui.wording import LABELS


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        *zip(
            ("法院", "品牌", "标题", "栏目", "类型", "角色", "主题", "年份"),
            ("court", "brand", "title", "column", "kind", "role", "topic", "year"),
            strict=True,
        ),
        ("標題", "title"),
        ("Court", "court"),
        ("ｙｅａｒ", "year"),
        ("诉讼", None),
        ("", None),
    ],
)
def test_a_field_is_known_by_any_of_its_names(typed: str, field: str | None) -> None:
    assert field_named(typed) == field


def test_every_field_of_the_index_can_be_asked_for() -> None:
    assert {*FIELDS, TITLE, *DATED} == set(field_names())


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_known_by_what_the_page_calls_it(field: str) -> None:
    assert field_named(LABELS[field]) == field


def test_no_name_stands_for_two_fields() -> None:
    names = [name for field, names in field_names().items() for name in (field, *names)]
    assert len(names) == len(set(names))
    assert longest_name() == max(map(len, names))
