"""The roll: its courts by full and short name, and the longest name where one ends with another."""

from __future__ import annotations

import pytest

from index.places.gazetteer import rows_of
from index.places.roll import entered


def test_a_court_is_found_by_each_of_its_names() -> None:
    found = [entered(text, len(text)) for text in ("由成渝金融法院", "海南自贸港知识产权法院")]
    assert [(start, entry.name) for start, entry in filter(None, found)] == [
        (1, "成渝金融法院"), (0, "海南自由贸易港知识产权法院"),
    ]  # fmt: skip


def test_the_longest_name_that_ends_there_is_taken() -> None:
    found = entered("辽宁省辽河中级人民法院", 11)
    assert found is not None
    assert found[0] == 0


def test_another_court_is_not_on_the_roll() -> None:
    assert entered("永泰县人民法院", 7) is None


@pytest.mark.parametrize("row", rows_of("courts.csv"), ids=lambda row: row["names"])
def test_every_line_names_a_court_of_a_known_level(row: dict[str, str]) -> None:
    assert row["level"] in {"最高", "高级", "中级", "基层", "专门"}
    assert entered(row["names"].split()[0], len(row["names"].split()[0]))
