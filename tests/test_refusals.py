from __future__ import annotations

import pytest
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError, IgnoreRequest

from crawlers.guard import Refused as GuardRefused
from crawlers.reading.page import Page
from crawlers.refusals import obstacle, reason_of, status_reason
from crawlers.robots import RobotsUnread

URL = "http://a.gov.cn/"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (IgnoreRequest("Forbidden by robots.txt"), "The site's robots.txt forbids it."),
        (
            GuardRefused("http://a.cn/ redirects to http://b.cn/: b.cn is none of the source's hosts."),
            "It redirects to another host, b.cn; probe an address",
        ),
        (RobotsUnread("The site's robots.txt cannot be had: it hung up."), "The site's robots.txt cannot be had: it"),
        (CannotResolveHostError("DNS"), "The name of the host a.gov.cn leads nowhere."),
        (DownloadTimeoutError("late"), "The server at a.gov.cn does not answer in time."),
        (ValueError("odd\nand long"), "The page could not be fetched: odd."),
        (ValueError(), "The page could not be fetched: ValueError."),
    ],
)
def test_an_error_is_told_in_one_sentence(error: Exception, reason: str) -> None:
    assert reason_of(error, URL).startswith(reason)
    assert reason_of(error, URL).endswith(".")


def test_a_status_is_told() -> None:
    assert status_reason(503, b"busy") == "The server answers 503."
    assert "challenge page" in status_reason(412, b"<script>$_ts = window['$_ts'];</script>")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "法院把庭审搬到了村口的晒谷场上，说事说理。" * 10 + "</p>",
        '<a href="/news/">法院要闻</a>',
        "<p>页面不存在</p>",
        "<p>" + "法院要闻谈到请输入验证码的骗局。" * 40 + "</p>",
        '<script src="/a.js"></script><a href="/news/">法院要闻</a>',
    ],
)
def test_a_page_with_text_or_links_stands_in_nobodys_way(markup: str) -> None:
    assert obstacle(Page(URL, f"<html><body>{markup}</body></html>".encode())) is None


def test_a_page_of_scripts_alone_is_a_shell() -> None:
    page = Page(URL, b"<html><body><noscript>JavaScript!</noscript><script>go()</script></body></html>")
    assert obstacle(page) == "The page is an empty shell that JavaScript fills, and JavaScript is not run."
