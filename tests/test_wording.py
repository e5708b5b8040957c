"""Words of the pages: dates, numbers and links that a browser may follow."""

from __future__ import annotations

import pytest

from webui.wording import day, minute, number, web_link


def test_moments_are_cut_to_what_is_read() -> None:
    assert day("2024-11-29T08:09:52") == "2024-11-29"
    assert minute("2024-11-29T08:09:52") == "2024-11-29 08:09"
    assert minute("2024-11-29") == "2024-11-29"
    assert (day("2024-11-29T20:09:52Z"), minute("2024-11-29T20:09:52Z")) == ("2024-11-30", "2024-11-30 04:09")
    assert day(None) == minute(None) == ""


def test_thousands_are_set_apart() -> None:
    assert number(10233) == "10,233"


@pytest.mark.parametrize("url", ["http://a.example/x", "https://a.example/?q=1#p"])
def test_web_addresses_are_links(url: str) -> None:
    assert web_link(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//a.example/", "http:", "http://[", "x", ""],
)
def test_anything_else_is_no_link(url: str) -> None:
    assert web_link(url) is None
