"""Bytes into text, whatever the headers say."""

from __future__ import annotations

import codecs

import pytest

from crawlers.reading.page import Page, UnreadablePage

TEXT = "<p>青榕县人民法院茶亭法庭的板凳法庭</p>"
RARE = "<p>驻地记者喆，郎镕</p>"


def page(body: bytes, content_type: str | None = None, encoding: str | None = None) -> Page:
    return Page("http://a.example/1", body, content_type, encoding)


@pytest.mark.parametrize(
    "content_type", [None, "text/html; charset=utf-8", "text/html; charset=gb2312", "text/html; charset=iso-8859-1"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_bytes_win_over_headers(encoding: str, content_type: str | None) -> None:
    assert page(TEXT.encode(encoding), content_type).text == TEXT


def test_gb2312_is_read_as_gb18030() -> None:
    body = b'<meta charset="gb2312">' + RARE.encode("gb18030")
    assert page(body).text.endswith(RARE)
    assert page(body, encoding="gb2312").text.endswith(RARE)


def test_big5_only_where_it_is_declared() -> None:
    text = "<p>臨沚區法院謀劃明年工作</p>"
    assert page(b'<meta charset="big5">' + text.encode("big5")).text.endswith(text)
    assert page(text.encode("big5"), "text/html; charset=Big5").text == text


def test_a_page_cut_in_the_middle_of_a_character_is_read() -> None:
    assert page((TEXT * 3).encode()[:-6] + b"\xe6").text.startswith(TEXT)
    assert page((TEXT * 3).encode("gb18030")[:-5] + b"\xb7").text.startswith(TEXT)


def test_control_characters_are_dropped() -> None:
    assert page(("青榕" * 200 + "\x0b\x7f").encode()).text == "青榕" * 200


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", bytes(range(256)) * 4, b"\x00a\x00b"])
def test_binary_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadablePage, match="no text"):
        _ = page(body).text


def test_bytes_of_no_encoding_are_unreadable() -> None:
    with pytest.raises(UnreadablePage, match="no text in UTF-8"):
        _ = page(b"\xff\xff\x80\xfe" * 50).text


def test_an_encoding_that_is_given_is_taken_at_its_word() -> None:
    with pytest.raises(UnreadablePage, match="not utf-8 text"):
        _ = page(TEXT.encode("gb18030"), encoding="utf-8").text
    with pytest.raises(UnreadablePage, match="“klingon” is no encoding"):
        _ = page(TEXT.encode(), encoding="klingon").text


def test_the_utf_16_mark_of_a_torn_page() -> None:
    assert page(codecs.BOM_UTF16_LE + "青榕".encode("utf-16-le") + b"\x01").text.startswith("青榕")


def test_an_empty_page_has_a_tree() -> None:
    assert page(b"").selector.xpath("string(.)").get("").strip() == ""


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<p>" * 100_001, "more than 100000 tags"),
        (b"<div>" * 600, "nested more than 512 deep"),
        (b"<p>" + b"x" * 200_001, "more than 200000 characters of text"),
    ],
)
def test_a_page_out_of_all_bounds_is_not_read(body: bytes, problem: str) -> None:
    with pytest.raises(UnreadablePage, match=problem):
        _ = Page(url="http://qingxi.gov.cn/", body=body).selector


def test_a_large_script_is_no_large_text() -> None:
    body = b"<script>" + b"x" * 300_000 + b"</script><p>y"
    assert Page(url="http://qingxi.gov.cn/", body=body).selector.css("p::text").get() == "y"


def test_a_byte_lost_between_two_halves_makes_a_page_unreadable() -> None:
    body = "<p>青榕县人民法院</p><p>畲村</p><p>溪口</p>".encode("utf-16")
    assert Page("http://a.example/", body).text.startswith("<p>青榕")
    with pytest.raises(UnreadablePage, match="lost a byte"):
        _ = Page("http://a.example/", body[:12] + body[13:]).text
