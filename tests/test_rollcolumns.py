"""Columns: what stands in a row in depth reads in one cell."""

from __future__ import annotations

from typing import Any

import pytest

from index.exporting.contents import Value
from index.ledgers.rollcolumns import BRAND, COURT, LEDGERS, comparing

REFERENCE = {
    "court": "甲法院",
    "published": "2020-01-02T03:04:05",
    "scope": "全省",
    "word": "首个",
    "url": "http://a/ b",
}
POINTS = [{"year": "2019", "number": "3"}, {"year": "2020", "number": "5"}]


def cell(columns: Any, name: str, row: dict[str, Any]) -> Value:
    """What a column of this name holds of a row."""
    [value] = [column.value(row) for column in columns if column.name == name]
    return value  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("columns", "name", "row", "held"),
    [
        (
            LEDGERS["firsts"],
            "contradicts",
            {"contradicts": [REFERENCE] * 2},
            "；".join(["甲法院 2020-01-02 全省首个 http://a/%20b"] * 2),
        ),
        (
            LEDGERS["firsts"],
            "used_before",
            {"used_before": [REFERENCE | {"scope": None, "word": ""}]},
            "甲法院 2020-01-02 http://a/%20b",
        ),
        (LEDGERS["figures"], "result", {"result": None}, None),
        (LEDGERS["figures"], "flags", {"flags": ["over_100", "x"]}, "比率超过百分之百、x"),
        (LEDGERS["figures"], "status", {"status": "planned"}, "计划"),
        (LEDGERS["figures"], "qualifier", {"qualifier": None}, None),
        (BRAND, "relation", {"relation": "owner"}, "首创单位"),
        (COURT, "part", {"part": "years"}, "年份"),
        (LEDGERS["figures"], "url", {"url": "http://a/<b>"}, "http://a/%3Cb%3E"),
        (
            BRAND,
            "figures",
            {"figures": [{"what": "案件", "unit": "件", "points": POINTS}]},
            "案件：2019年3件、2020年5件",
        ),
        (
            BRAND,
            "honours",
            {"honours": [{"name": "先进", "year": 2020}, {"name": "集体", "year": None}]},
            "先进（2020）；集体",
        ),
        (COURT, "type", {"part": "firsts", "scope": "全省"}, "全省"),
        (COURT, "since", {"published": "2020-01-02"}, "2020-01-02"),
        (COURT, "url", {}, None),
        (comparing(["甲法院", "乙法院"]), "乙法院", {"courts": {"甲法院": 1}}, None),
    ],
)
def test_a_cell_reads(columns: Any, name: str, row: dict[str, Any], held: Value) -> None:
    assert cell(columns, name, row) == held
