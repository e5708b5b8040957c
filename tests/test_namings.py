"""Namings: what stretch of a text names a court, and what of it is told."""

from __future__ import annotations

import time

import pytest

from index.places.namings import namings


def spans(text: str) -> list[str]:
    return [text[naming.start : naming.end] for naming in namings(text)]


def test_every_naming_is_found_in_order_without_what_stands_around_it() -> None:
    text = "近日,永泰县人民法院联合福州中院、最高法走访。据省高院介绍,武汉海事法院也来了。"
    assert spans(text) == ["永泰县人民法院", "福州中院", "最高法", "省高院", "武汉海事法院"]


def test_the_branch_of_a_court_is_one_naming() -> None:
    assert spans("新疆高院兵团分院开会") == ["新疆高院兵团分院"]


@pytest.mark.parametrize("text", ["永泰县,人民法院", "全省法院", "最高法律服务", "医院", "分院"])
def test_what_only_looks_like_a_court_is_none(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize("char", ["法院", "县", "林区基层", "第一师", "人民法院系统", "高新区"])
def test_the_time_it_takes_grows_with_the_text_alone(char: str) -> None:
    text = (char * 100_000)[:100_000]
    started = time.process_time()
    list(namings(text))
    assert time.process_time() - started < 10
