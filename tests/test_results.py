"""Results: the values of a facet, each made when it is looked at, are what a row of them would be."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from index.results import FacetValue, FacetValues

COUNTS = st.dictionaries(st.sampled_from(("福建", "江苏", "云南", "2024")), st.integers(0, 9)).map(
    lambda counted: tuple(counted.items())
)


@given(COUNTS, st.frozensets(st.sampled_from(("福建", "2024", "海南"))), st.integers(0, 5), st.integers(0, 5))
def test_values_are_looked_at_as_a_row_of_them(
    counts: tuple[tuple[str, int], ...], chosen: frozenset[str], first: int, end: int
) -> None:
    values: Sequence[FacetValue] = FacetValues(counts, chosen)
    row = [FacetValue(value, count, value in chosen) for value, count in counts]
    assert ([*values], len(values), bool(values)) == (row, len(row), bool(row))
    assert [values[at] for at in range(len(row))] == row
    assert [*values[first:end]] == row[first:end]
    assert [*reversed(values)] == row[::-1]
