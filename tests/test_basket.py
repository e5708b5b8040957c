"""A basket: entries in the reader's order, written into an address and read again."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.basket import MOST_ENTRIES, Basket, BasketError, Heading, heading
from index.collected import PassageId

ONE, OTHER = (PassageId.of("http://a.example/1", f"t{digit * 8}", "话") for digit in "12")

passages = st.builds(
    PassageId,
    st.binary(min_size=8, max_size=8),
    st.builds("{}{}".format, st.sampled_from("pt"), st.text("0123456789abcdef", min_size=8, max_size=8)),
    st.binary(min_size=2, max_size=2),
)
headings = st.text(min_size=1, max_size=60).filter(str.strip).map(str.strip).filter(str.isprintable).map(heading)


@given(st.lists(passages | headings, max_size=20))
def test_what_is_written_is_read_again(entries: list[PassageId | Heading]) -> None:
    basket = Basket(tuple(entries))
    assert Basket.parse(str(basket)) == basket


@given(st.text(max_size=200))
def test_whatever_an_address_holds_is_a_basket_or_refused_in_one_sentence(text: str) -> None:
    with suppress(BasketError):
        assert Basket.parse(text).entries == Basket.parse(str(Basket.parse(text))).entries


def test_forty_passages_fit_into_a_short_address() -> None:
    named = (PassageId.of(f"http://a.example/{number}", "t00000000", "话") for number in range(40))
    assert len(str(Basket(tuple(named)))) < 1024


def test_a_passage_is_in_it_once() -> None:
    assert Basket((ONE,)).having(ONE) == Basket((ONE,))
    assert Basket((ONE,)).having(OTHER) == Basket((ONE, OTHER))


def test_entries_are_moved_and_removed() -> None:
    basket = Basket((ONE, OTHER, Heading("甲")))
    assert basket.moved(2, 0).entries == (Heading("甲"), ONE, OTHER)
    assert basket.moved(0, -1) == basket.moved(2, 3) == basket
    assert basket.without(1).entries == (ONE, Heading("甲"))
    assert basket.without(9) == basket


def test_what_no_cookie_holds_is_refused() -> None:
    kept = Basket(tuple(heading(f"{number}{'很长的标题' * 11}") for number in range(10)))
    with pytest.raises(BasketError, match=r"^The headings .*\.$"):
        Basket.parse(f"{kept}.{kept}")
    with pytest.raises(BasketError, match=r"^The headings .*\.$"):
        kept.having(kept.entries[0]).having(kept.entries[1]).having(kept.entries[2]).having(kept.entries[3])


def test_a_full_basket_says_so() -> None:
    full = Basket(tuple(Heading(str(number)) for number in range(MOST_ENTRIES)))
    with pytest.raises(BasketError, match=r"^A basket holds .*\.$"):
        full.having(ONE)


@pytest.mark.parametrize("typed", ["", "   ", "长" * 61])
def test_a_heading_has_words_and_not_too_many(typed: str) -> None:
    with pytest.raises(BasketError, match=r"^A heading has .*\.$"):
        heading(typed)
