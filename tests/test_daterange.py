"""Date ranges: years, months and days, from and to, as readers write them."""

from __future__ import annotations

import pytest

from index.query.daterange import date_range
from index.query.tree import Dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019年", "2019-01-01", "2019-12-31"),
        ("2019..2021", "2019-01-01", "2021-12-31"),
        ("2019…2021", "2019-01-01", "2021-12-31"),
        ("2019……2021", "2019-01-01", "2021-12-31"),
        ("2019~2021", "2019-01-01", "2021-12-31"),
        ("2019至2021", "2019-01-01", "2021-12-31"),
        ("2019年至2021年", "2019-01-01", "2021-12-31"),
        ("2019-2021", "2019-01-01", "2021-12-31"),
        ("2019..", "2019-01-01", None),
        ("..2021", None, "2021-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-01..2021-06", "2020-01-01", "2021-06-30"),
        ("2020年1月..2021年6月", "2020-01-01", "2021-06-30"),
        ("2020-2-9", "2020-02-09", "2020-02-09"),
        ("2020/02/09..2020.3.1", "2020-02-09", "2020-03-01"),
        ("2020年2月9日", "2020-02-09", "2020-02-09"),
    ],
)
def test_a_span_has_a_first_and_a_last_day(text: str, first: str | None, last: str | None) -> None:
    assert date_range(text) == Dates(first, last)


@pytest.mark.parametrize(
    "text",
    ["", "..", "abc", "19", "20199", "2019-13", "2019-02-30", "2019-00", "0000", "2021..2019", "2019..x", "二〇一九年"],
)
def test_what_is_no_span_is_none(text: str) -> None:
    assert date_range(text) is None
