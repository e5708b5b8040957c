from __future__ import annotations

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawlers.answers import is_gone, page_of, reason_of, told

URL = "http://qingxi.example/1.html"


def refused(status: int) -> HttpError:
    return HttpError(Response(URL, status=status))


def test_a_response_is_a_page_with_its_declared_type() -> None:
    page = page_of(Response(URL, body="正文".encode("gbk"), headers={"Content-Type": "text/html; charset=gbk"}))
    assert (page.url, page.text, page.content_type) == (URL, "正文", "text/html; charset=gbk")
    assert page_of(Response(URL)).content_type is None


def test_a_header_is_told_where_it_is_there() -> None:
    assert told(Response(URL, headers={"ETag": '"1"'}), "ETag") == '"1"'
    assert told(Response(URL), "ETag") is None


@pytest.mark.parametrize(("error", "expected"), [(refused(404), True), (refused(410), True), (refused(503), False)])
def test_gone_is_what_the_server_says_is_not_there(error: HttpError, expected: bool) -> None:
    assert is_gone(error) is expected
    assert not is_gone(TimeoutError())


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (refused(503), "The server answers 503."),
        (IgnoreRequest("Forbidden by robots.txt"), "The site's robots.txt forbids it."),
        (TimeoutError("It took too long."), "It took too long."),
        (TimeoutError(), "TimeoutError."),
    ],
)
def test_a_reason_is_one_sentence(error: BaseException, reason: str) -> None:
    assert reason_of(error) == reason
