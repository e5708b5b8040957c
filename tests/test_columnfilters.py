"""Column filters: documents whose value passes, and no document without one."""

from __future__ import annotations

import pytest
from small_segments import PlainDocument, arrays_of

from index.engines.whoosh.executing.columnfilters import among, between, passing
from index.query import Dates, Filter

ARRAYS = arrays_of(
    [
        PlainDocument("a", values={"court": ("青榕县人民法院",), "published": ("2020-05-06T07",), "topic": ("调解",)}),
        PlainDocument(
            "b", values={"court": ("临沚市人民法院",), "published": ("2020-05-07",), "topic": ("执行", "调解")}
        ),
        PlainDocument("c"),
    ]
)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2020-05-06", "2020-05-06", [1, 0, 0]),
        ("2020-05-07", None, [0, 1, 0]),
        (None, "2020-05-06", [1, 0, 0]),
        (None, None, [1, 1, 0]),
        ("2021-01-01", None, [0, 0, 0]),
    ],
)
def test_days_are_taken_with_all_their_hours(first: str | None, last: str | None, found: list[int]) -> None:
    assert between(first, last, ARRAYS).tolist() == found
    assert passing(Dates(first, last), ARRAYS).tolist() == found


def test_a_part_of_a_value_passes_in_a_query_and_the_whole_one_beside_it() -> None:
    assert passing(Filter("court", "青榕"), ARRAYS).tolist() == [1, 0, 0]
    assert among("court", ["青榕"], ARRAYS).tolist() == [0, 0, 0]
    assert among("court", ["青榕县人民法院"], ARRAYS).tolist() == [1, 0, 0]


def test_one_of_several_values_is_enough() -> None:
    assert among("topic", ["执行"], ARRAYS).tolist() == [0, 1, 0]
    assert among("topic", ["调解", "雪"], ARRAYS).tolist() == [1, 1, 0]


@pytest.mark.parametrize("wanted", ["", "a", "acf", "abcdefghij", "bcdefghijkl"])
def test_any_number_of_values_may_be_wanted(wanted: str) -> None:
    values = [(), ("a",), ("c",), ("l",), ("b",), ()]
    several = [(), ("a", "c"), ("c",), ("l", "k"), ("b", "f", "g"), ()]
    for each in (values, several):
        arrays = arrays_of([PlainDocument(str(n), values={"topic": sorted(some)}) for n, some in enumerate(each)])
        assert among("topic", wanted, arrays).tolist() == [any(value in wanted for value in some) for some in each]


def test_a_column_that_is_not_there_lets_nothing_pass() -> None:
    assert among("province", ["云南"], ARRAYS).tolist() == [0, 0, 0]
    bare = arrays_of([PlainDocument("a")])
    assert between(None, None, bare).tolist() == [0]
