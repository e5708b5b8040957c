"""Jurisdictions: courts of a speciality, a zone, the corps."""

from __future__ import annotations

import pytest

from index.places.namings import namings


@pytest.mark.parametrize(
    ("text", "head", "tail"),
    [
        ("武汉海事法院", "武汉", "海事法院"),
        ("广州铁路中院", "广州", "铁路运输中级法院"),
        ("兵团第六师五家渠市人民法院", "新疆生产建设兵团第六师", "人民法院"),
        ("西安高新区法院", "西安高新技术产业开发区", "人民法院"),
        ("昆山经济技术开发区人民法院", "昆山经济技术开发区", "人民法院"),
    ],
)
def test_a_special_court_is_written_out(text: str, head: str, tail: str) -> None:
    (naming,) = namings(text)
    assert (naming.head, naming.tail) == (head, tail)


@pytest.mark.parametrize("text", ["建设知识产权法院", "开发区法院", "高新区法院", "经开区法院"])
def test_a_kind_without_its_place_is_none(text: str) -> None:
    assert not any(naming.divisions for naming in namings(text))
