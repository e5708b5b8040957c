"""Numbers as Chinese prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.knowledge.numerals import worth


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("105", 105),
        ("1,146", 1146),
        ("31.6", 31.6),
        ("300余万", 3_000_000),
        ("6万余", 60_000),
        ("2-3", 2),
        ("三", 3),
        ("两", 2),
        ("十余", 10),
        ("二十三", 23),
        ("三百零五", 305),
        ("三千六百", 3600),
        ("一万二千", 12_000),
        ("三至五", 3),
        ("八成", 80),
        ("六成半", 65),
        ("三分之一", 33.33),
        ("百分之八十", 80),
        ("百分之三点五", 3.5),
        ("站", None),
        ("9" * 400, None),
        ("1" + "亿" * 60, None),
        ("二" + "亿" * 60, None),
        ("", None),
    ],
)
def test_a_number_is_worth_its_value(printed: str, value: float | None) -> None:
    assert worth(printed) == value


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_are_worth_themselves(number: int) -> None:
    assert worth(str(number)) == worth(f"{number:,}") == number


@given(st.text(alphabet="0123456789.,余多几十百千万亿一二三两成半分之点-至", max_size=12))
def test_nothing_printed_raises(printed: str) -> None:
    assert worth(printed) is None or isinstance(worth(printed), int | float)
