"""The layout's own look-ups: terms in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.segments.layout import Terms

terms = st.sets(st.binary(max_size=4), max_size=12).map(sorted)


@given(terms, st.binary(max_size=4))
def test_terms_are_found_in_order(own: list[bytes], asked: bytes) -> None:
    found = Terms.of(own)
    assert list(found) == own
    assert [found[number] for number in range(len(found))] == own
    assert found.at_least(asked) == sum(term < asked for term in own)
    assert found.find(asked) == (own.index(asked) if asked in own else -1)


def test_a_number_beyond_the_last_term_has_none() -> None:
    with pytest.raises(IndexError):
        Terms.of([b"a"])[1]
