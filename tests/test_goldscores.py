"""What the passages of brands, headings and roles have to hold."""

from __future__ import annotations

from goldscores import misses, passages_of, told_brands


def test_there_are_enough_passages_and_many_have_nothing_to_find() -> None:
    brands = passages_of("brands")
    assert len(brands) + len(passages_of("sections")) + len(passages_of("roles")) >= 250
    assert sum(not each["brands"] for each in brands) >= 0.4 * len(brands)


def test_no_passage_stands_twice() -> None:
    for file in ("brands", "sections", "roles"):
        texts = [each["text"] for each in passages_of(file)]
        assert len(texts) == len(set(texts)), file


def test_what_is_not_right_is_listed_with_its_passage() -> None:
    assert len(list(misses())) <= len(told_brands()) / 10
