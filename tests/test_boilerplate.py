"""Sentences that many courts share."""

from __future__ import annotations

import pytest

from index.knowledge.boilerplate import density, sentence_key


def test_courts_numbers_and_marks_make_no_difference() -> None:
    assert sentence_key("2023年，云溪县人民法院审结案件8,016件，服务大局。") == sentence_key(
        "2022年 青柳法院审结案件512件,服务大局"
    )


def test_the_script_makes_no_difference() -> None:
    assert sentence_key("為經濟社會高質量發展提供司法保障") == sentence_key("为经济社会高质量发展提供司法保障")


def test_other_words_make_another_key() -> None:
    assert sentence_key("深入推进诉源治理工作") != sentence_key("深入推进司法公开工作")


@pytest.mark.parametrize("sentence", ["", "近日。", "2023年5月", "云溪法院"])
def test_too_little_has_no_key(sentence: str) -> None:
    assert sentence_key(sentence) is None


def test_density_is_the_share_of_what_tells_a_fact() -> None:
    assert density(1000, ["甲" * 100, "乙" * 150]) == 0.25
    assert density(1000, []) == 0.0
    assert density(300, ["甲" * 400]) == 1.0


def test_a_sentence_that_tells_several_facts_counts_once() -> None:
    assert density(400, ["甲" * 40, "甲" * 40]) == 0.1


def test_a_line_with_a_fact_is_not_denser_than_a_report() -> None:
    assert density(20, ["甲" * 20]) == 0.1
    assert density(0, []) == 0.0
