"""Grams: pairs of neighbouring code units of a string."""

from __future__ import annotations

from index.engines.whoosh.executing.grams import all_grams, grams_of, is_lone, units_of


def test_a_character_beyond_two_bytes_is_two_units() -> None:
    assert units_of("a𠮷").tolist() == [0x61, 0xD842, 0xDFB7]
    assert grams_of("a𠮷") == (0x61D842, 0xD842DFB7)


def test_a_pair_that_comes_again_is_one_gram() -> None:
    assert grams_of("茶茶茶") == (0x83368336,)
    assert grams_of("茶") == ()


def test_the_grams_of_several_strings_ascend() -> None:
    assert all_grams(("ba", "aba")).tolist() == [0x610062, 0x620061]
    assert not len(all_grams(("茶",)))


def test_only_a_string_of_one_unit_is_lone() -> None:
    assert [is_lone(text) for text in ("茶", "𠮷", "茶山")] == [True, False, False]
