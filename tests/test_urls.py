"""One URL for every alias of a page."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawlers.urls import canonical, host_of, is_address, province_of


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://WWW.A.Example:80/X.html#top", "http://www.a.example/X.html"),
        ("https://a.example:443", "https://a.example/"),
        ("http://a.example:8080/x", "http://a.example:8080/x"),
        ("http://a.example/p?articleId=1&&colId=2&", "http://a.example/p?articleId=1&colId=2"),
        ("http://big5.a.example/gate/big5/www.B.example/x/1.html", "http://www.b.example/x/1.html"),
        ("http://big5.a.example/gate/big5/www.b.example", "http://www.b.example/"),
        ("http://user:word@a.example/x", "http://a.example/x"),
        ("http://[broken/x", "http://[broken/x"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected


def test_host() -> None:
    assert host_of("http://A.example:81/x") == "a.example"
    assert host_of("http://[broken/x") == ""


@pytest.mark.parametrize("url", ["http://a.example", "HTTPS://A.example:81/x?y", "http://[::1]/"])
def test_addresses(url: str) -> None:
    assert is_address(url)


@pytest.mark.parametrize(
    "url", ["", "a.example/x", "ftp://a.example/", "http://", "http://[broken/x", "http://a:99999/"]
)
def test_what_is_no_address(url: str) -> None:
    assert not is_address(url)


def test_courts_of_a_province_share_a_domain() -> None:
    assert province_of("https://xyfy.hncourt.gov.cn/public/detail.php?id=1") == "河南"
    assert province_of("http://nothncourt.gov.cn/") is None


@given(st.text(max_size=60))
@example("\x0c#")
@example("?\x0c&#")
def test_canonical_never_fails_and_is_stable(url: str) -> None:
    assert canonical(canonical(f"http://a.example/{url}")) == canonical(f"http://a.example/{url}")
